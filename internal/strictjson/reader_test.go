package strictjson

import (
	"strings"
	"testing"

	"chattr/internal/model"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", 32) + strings.Repeat("]", 32)
	for text, code := range map[string]model.Code{
		`{}`: "", `[]`: "", ` "x" `: "", `null`: "", `-1.5e3`: "", `"\ud83d\ude00"`: "", `[{"a":1},{"a":1}]`: "", deep: "",
		"": model.InvalidJSON, `{} {}`: model.InvalidJSON, `nul`: model.InvalidJSON, "\ufeff{}": model.InvalidJSON,
		`"\ud83d"`: model.InvalidUTF8, "\"\xff\"": model.InvalidUTF8, "{}\xff": model.InvalidUTF8,
		`[{"a":1,"\u0061":1}]`: model.DuplicateKey,
		"[" + deep + "]":       model.JSONTooDeep,
	} {
		if got := model.ErrorCode(Check([]byte(text))); got != code {
			t.Errorf("%.100q: %q, want %q", text, got, code)
		}
	}
}

func TestObjectReadsAnObjectOnly(t *testing.T) {
	t.Parallel()
	var names []string
	r := New([]byte(`{"a":"x","b":null,"c":[1]}`))
	err := r.Object(func(name []byte) error {
		names = append(names, string(name))
		switch r.Peek() {
		case '"':
			text, err := r.Text()
			names = append(names, text)
			return err
		case 'n':
			return r.Null()
		}
		return r.Skip()
	})
	if got := strings.Join(names, " "); err != nil || got != "a x b c" {
		t.Errorf("read %q, %v", got, err)
	}
	other := New([]byte(`[]`))
	if err := other.Object(nil); model.ErrorCode(err) != model.InvalidJSON {
		t.Errorf("an array: %v", err)
	}
}
