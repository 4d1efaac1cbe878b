package validate

import (
	"strings"
	"testing"

	"chattr/internal/model"
)

func TestContent(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 4000)
	for value, want := range map[string]struct {
		text string
		code model.FieldCode
	}{
		"Deploy completed successfully.":   {text: "Deploy completed successfully."},
		" \t\r\n\u00a0a\r\n\tb\u3000\n":    {text: "\u00a0a\r\n\tb"},
		"e\u0301 is not \u00e9":            {text: "e\u0301 is not \u00e9"},
		"\u200ba\u200b":                    {text: "\u200ba\u200b"},
		"\u202e\u2066\ue000\uffff👩\u200d💻": {text: "\u202e\u2066\ue000\uffff👩\u200d💻"},
		"\ufffd":                           {text: "\ufffd"},
		"\n" + long + " ":                  {text: long},
		" " + long + " ":                   {code: model.FieldTooLong},
		long + "é":                         {code: model.FieldTooLong},
		"":                                 {code: model.FieldEmpty},
		" \n\u2003\u2028":                  {code: model.FieldEmpty},
		"\u200b\u200c\u200d\u2060\ufeff":   {code: model.FieldEmpty},
		"\u00ad \u115f\u1160\u3164\uffa0":  {code: model.FieldEmpty},
		"\u2800\ufe0f\U000e0041\u202e\u034f\u17b4\u180b": {code: model.FieldEmpty},
		"a\x00":          {code: model.FieldInvalidCharacter},
		"a\x1b[31 mb":    {code: model.FieldInvalidCharacter},
		"a\u0085b":       {code: model.FieldInvalidCharacter},
		"a\x7fb":         {code: model.FieldInvalidCharacter},
		"a\xffb":         {code: model.FieldInvalidCharacter},
		"a\xed\xa0\x80b": {code: model.FieldInvalidCharacter},
	} {
		text, e := cleanContent(t, value)
		if e.Code != want.code || e.Code == "" && text != want.text {
			t.Errorf("%.40q: got %.40q %q %s, want %.40q %q", value, text, e.Code, e.Message, want.text, want.code)
		}
	}
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	t.Parallel()
	var f Fields
	f.Content(strings.Repeat("é", 4213))
	f.UnreservedName("name", "  Bo\u200bt")
	f.AvatarURL(new("https://example.com/" + strings.Repeat("a", 2029)))
	f.Topic(new("a\xff"))
	f.UnreservedName("name", "Hеre")
	f.Name("name", " ")
	f.Name("name", "Bots \U0001F469\u200dx")
	for i, want := range []model.FieldError{
		{Field: "content", Code: model.FieldTooLong, Limit: 4000, Got: 4213},
		{Field: "name", Code: model.FieldInvalidCharacter, Message: "has a zero-width space (U+200B) as character 5: zero-width and other invisible characters are not allowed in a name"},
		{Field: "avatarUrl", Code: model.FieldTooLong, Limit: 2048, Got: 2049, Message: "is 2049 bytes long; the limit is 2048"},
		{Field: "topic", Code: model.FieldInvalidCharacter, Message: "is not valid UTF-8 at byte 2"},
		{Field: "name", Code: model.FieldReserved, Message: `is reserved: it reads like "here"`},
		{Field: "name", Code: model.FieldEmpty, Message: "has no visible characters"},
		{Field: "name", Code: model.FieldInvalidCharacter, Message: "has a zero-width joiner (U+200D) as character 7: a name may have joiners only where a script or an emoji needs them"},
	} {
		if f.errors[i] != want {
			t.Errorf("error %d is %+v, want %+v", i, f.errors[i], want)
		}
	}
	if got := f.Err(model.ValidationFailed).Error(); got != "VALIDATION_FAILED: content is 4213 characters long; the limit is 4000." {
		t.Errorf("the error says %q", got)
	}
	if err := new(Fields).Err(model.ValidationFailed); err != nil {
		t.Errorf("nothing wrong is %v", err)
	}
}

func TestOptionalFields(t *testing.T) {
	t.Parallel()
	var f Fields
	for field, clean := range map[string]func(*string) *string{"name": f.OverrideName, "avatarUrl": f.AvatarURL, "topic": f.Topic} {
		if clean(nil) != nil || clean(new("")) != nil || clean(new(" \n\u3000")) != nil {
			t.Errorf("%s: nil, empty and white space are not absent", field)
		}
		if got := clean(new(" https://example.com/a ")); got == nil || *got != "https://example.com/a" {
			t.Errorf("%s is not cut at its ends: %v", field, got)
		}
	}
	if err := f.Err(model.ValidationFailed); err != nil {
		t.Error(err)
	}
	for _, bad := range []func(*Fields){
		func(f *Fields) { f.OverrideName(new("\u200b")) },
		func(f *Fields) { f.OverrideName(new("@everyone")) },
		func(f *Fields) { f.OverrideName(new(strings.Repeat("a", 81))) },
		func(f *Fields) { f.Topic(new("a\nb")) },
		func(f *Fields) { f.Topic(new("a\u2028b")) },
		func(f *Fields) { f.Topic(new(strings.Repeat("a", 501))) },
	} {
		var f Fields
		if bad(&f); len(f.errors) != 1 {
			t.Errorf("want one error, got %+v", f.errors)
		}
	}
	if f.Name("name", "System"); f.errors != nil {
		t.Errorf("a server may not be called System: %+v", f.errors)
	}
}

// cleaners are the fields by name, each as a function of one string; "" stands for nil.
var cleaners = map[string]func(*Fields, string) string{
	"content":        (*Fields).Content,
	"name":           func(f *Fields, s string) string { return f.Name("name", s) },
	"unreservedName": func(f *Fields, s string) string { return f.UnreservedName("name", s) },
	"userName":       func(f *Fields, s string) string { return f.UserName("name", s) },
	"email":          func(f *Fields, s string) string { return orEmpty(f.Email(&s)) },
	"overrideName":   func(f *Fields, s string) string { return orEmpty(f.OverrideName(&s)) },
	"avatarUrl":      func(f *Fields, s string) string { return orEmpty(f.AvatarURL(&s)) },
	"topic":          func(f *Fields, s string) string { return orEmpty(f.Topic(&s)) },
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func FuzzCleaningTwiceIsCleaningOnce(f *testing.F) {
	for _, seed := range []string{"", " a ", "\xff \xfe", "\u3000\u200b\n", "https://a\u2028", "@everyone", string(edges)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for field, clean := range cleaners {
			var first, second Fields
			once := clean(&first, s)
			if twice := clean(&second, once); len(first.errors) == 0 && (twice != once || len(second.errors) > 0) {
				t.Errorf("%s: %q became %q (%v) and then %q (%v)", field, s, once, first.errors, twice, second.errors)
			}
		}
		_ = IdempotencyKey(&s)
	})
}
