package validate

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chattr/internal/model"

	"pgregory.net/rapid"
)

// badIn is what is wrong with the one field that clean looks at, "" for nothing, with the text to store.
func badIn(t testing.TB, clean func(*Fields) string) (string, model.FieldError) {
	t.Helper()
	var f Fields
	text := clean(&f)
	switch len(f.errors) {
	case 0:
		return text, model.FieldError{}
	case 1:
		return text, f.errors[0]
	}
	t.Fatalf("one field has %d errors: %+v", len(f.errors), f.errors)
	return "", model.FieldError{}
}

func cleanContent(t testing.TB, value string) (string, model.FieldError) {
	return badIn(t, func(f *Fields) string { return f.Content(value) })
}

func cleanName(t testing.TB, value string) (string, model.FieldError) {
	return badIn(t, func(f *Fields) string { return f.Name("name", value) })
}

func TestNameCharacters(t *testing.T) {
	t.Parallel()
	for name, why := range map[string]string{
		"CI Bot":                          "",
		"tab\tinside":                     "",
		"Żółć ß Ð":                        "",
		"山田さん":                            "",
		"ไม่มีปัญหา":                      "",
		"हिन्दी":                          "",
		"தமிழ் க்ஷௌ":                      "",
		"🤖":                               "",
		"👍🏽 ok":                           "",
		"🇩🇪 Build":                        "",
		"⚙️ Build":                        "", // U+FE0F behind a symbol
		"☎︎ Call":                         "", // U+FE0E behind a symbol
		"1️⃣ first":                       "", // U+FE0F inside a keycap
		"\u0600 sign":                     "", // a format character that shows
		"e\u0301\u0301\u0301\u0301":       "",
		"e\u0301\u0301\u0301\u0301\u0301": "combining marks",
		"CI\uFE0F":                        "zero-width",
		"1\uFE0F":                         "zero-width",
		"⚙\uFE0F\uFE0F":                   "zero-width",
		"⚙\uFE00":                         "zero-width",
		"a\nb":                            "line breaks",
		"a\rb":                            "line breaks",
		"a\vb":                            "line breaks",
		"a\fb":                            "line breaks",
		"a\u0085b":                        "line breaks",
		"a\u2028b":                        "line breaks",
		"a\u2029b":                        "line breaks",
		"a\u0000b":                        "control",
		"a\u001bb":                        "control",
		"a\u007fb":                        "control",
		"a\u009fb":                        "control",
		"a\u202eb":                        "direction",
		"a\u2066b":                        "direction",
		"a\u061cb":                        "direction",
		"a\u200fb":                        "direction",
		"a\u200bb":                        "zero-width",
		"a\u2060b":                        "zero-width",
		"a\ufeffb":                        "zero-width",
		"a\u00adb":                        "zero-width",
		"a\u034fb":                        "zero-width",
		"a\u3164b":                        "zero-width",
		"a\U000e0041b":                    "tag",
		"a\U000e0001b":                    "tag",
		"a\ue000b":                        "private-use",
		"a\U0010fffdb":                    "private-use",
		"a\uffffb":                        "no characters",
		"a\ufdd0b":                        "no characters",
	} {
		_, e := cleanName(t, name)
		switch {
		case why == "" && e.Code != "":
			t.Errorf("%+q is refused: %s %s", name, e.Code, e.Message)
		case why != "" && (e.Code != model.FieldInvalidCharacter || !strings.Contains(e.Message, why)):
			t.Errorf("%+q: got %q %q, want a refusal for %q", name, e.Code, e.Message, why)
		}
	}
}

// Many of the characters that a text is made of at random would never meet the edges of a rule: these do.
var edges = []rune("aZ0#é\u0301\u0302 \t\n\r\v\x00\x1b\u0085\u00a0\u00ad\u061c\u115f\u180e\u200b\u200d\u2028\u202e\u2060\u2800\u3000\u3164⚙©\ufe0f\ufe00\u20e3\ufeff\ufff9\uffff\ue000\ufffd\U000e0041\U000e0100🤖🏽")

func texts() *rapid.Generator[string] {
	seldom := append([]rune(strings.Repeat("abc é山 ", 30)), edges...) // long enough to matter, and often accepted
	return rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom(seldom), 5, 100, -1),
		rapid.StringOf(rapid.SampledFrom(edges)), rapid.String(), rapid.StringN(0, 200, -1),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
}

func TestAcceptedContentIsWhatWasSent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		value := texts().Draw(r, "value")
		text, e := cleanContent(t, value)
		if e.Code != "" {
			return
		}
		if want := contentOf(value); text != want {
			r.Fatalf("%q became %q, want %q", value, text, want)
		}
		for _, c := range text {
			if unicode.Is(unicode.Cc, c) && !strings.ContainsRune("\t\n\r", c) {
				r.Fatalf("%q holds %U", text, c)
			}
		}
	})
}

func TestAcceptedNamesHoldNothingForbidden(t *testing.T) {
	t.Parallel()
	forbidden := []*unicode.RangeTable{
		unicode.Bidi_Control, unicode.Co, unicode.Noncharacter_Code_Point, unicode.Zl, unicode.Zp,
		unicode.Other_Default_Ignorable_Code_Point,
		{R32: []unicode.Range32{{Lo: 0xE0000, Hi: 0xE007F, Stride: 1}}},
	}
	rapid.Check(t, func(r *rapid.T) {
		text, e := cleanName(t, texts().Draw(r, "value"))
		if e.Code != "" {
			return
		}
		marks := 0
		for _, c := range text {
			if marks++; !unicode.IsMark(c) {
				marks = 0
			}
			if marks > 4 || unicode.In(c, forbidden...) || unicode.IsControl(c) && c != '\t' {
				r.Fatalf("%+q holds %U", text, c)
			}
		}
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > 80 || text == "" {
			r.Fatalf("%+q is accepted", text)
		}
	})
}
