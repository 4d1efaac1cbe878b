package validate

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chattr/internal/model"
)

// sequences is the contract's definition, but for its length.
var sequences = regexp.MustCompile(`\x1b\[[0-9:;<=>?]*[!-/]*[@-~]`)

func TestTerminalSequencesAreRemoved(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"\x1b[31mred\x1b[0m":                         "red",
		"\x1b[1;38;2;255;0;0mred\x1b[m":              "red",
		"\x1b[38:2::255:0:0mred\x1b[K":               "red",
		"\x1b[?25lhidden cursor\x1b[?25h":            "hidden cursor",
		"\x1b[2J\x1b[Hcleared":                       "cleared",
		"a\x1b[!pb\x1b[?1$pc":                        "abc",
		"a\x1b[[Ab":                                  "aAb", // "[" is a final byte
		"a\x1b[~b\x1b[@c":                            "abc",
		"a\x1b[" + strings.Repeat("1", 61) + "mb":    "ab",
		"\x1b[31m  indented\x1b[0m":                  "  indented",
		"\x1b[31m\n  indented\n\x1b[0m  \n":          "  indented",
		"  \x1b[31m\n\tindented":                     "\tindented",
		"caf\u00e9 \x1b[32m\u2713\x1b[0m \U0001F680": "caf\u00e9 \u2713 \U0001F680",
		"a [31m b": "a [31m b",
		"\x1b[0m" + strings.Repeat("\u00e9", 4000) + "\x1b[0m": strings.Repeat("\u00e9", 4000), // limits count what is left
		strings.Repeat("\x1b[31mx", 4000):                      strings.Repeat("x", 4000),
	} {
		if text, e := cleanContent(t, value); e.Code != "" || text != want {
			t.Errorf("%.60q: got %.60q %s %s, want %.60q", value, text, e.Code, e.Message, want)
		}
	}
}

func TestOtherEscapesAreRefused(t *testing.T) {
	t.Parallel()
	for value, code := range map[string]model.FieldCode{
		"\x1b[31m\x1b[0m":       model.FieldEmpty,
		" \n\x1b[2J\n\t":        model.FieldEmpty,
		"\x1b[31m\u200b\x1b[0m": model.FieldEmpty,
		"a\x1b":                 model.FieldInvalidCharacter,
		"a\x1b[":                model.FieldInvalidCharacter,
		"a\x1b[31":              model.FieldInvalidCharacter,
		"a\x1b[31 mb":           model.FieldInvalidCharacter, // with a space it is not a terminal sequence
		"a\x1b[0 qb":            model.FieldInvalidCharacter,
		"a\x1b[31\nmb":          model.FieldInvalidCharacter,
		"a\x1b[!0mb":            model.FieldInvalidCharacter, // parameters come first
		"a\x1b[31\u00e9":        model.FieldInvalidCharacter,
		"a\x1b[\x7f":            model.FieldInvalidCharacter,
		"a\x1b[" + strings.Repeat("1", 62) + "mb": model.FieldInvalidCharacter,
		"a\x1b\x1b[31m[0mb":                       model.FieldInvalidCharacter, // removal makes no new sequence
		"a\x1b[3\x1b[0m1mb":                       model.FieldInvalidCharacter,
		"a\x1b]0;title\ab":                        model.FieldInvalidCharacter,
		"a\x1b]8;;https://a.example\x1b\\b":       model.FieldInvalidCharacter,
		"a\x1b(Bb":                                model.FieldInvalidCharacter,
		"a\u009b31mb":                             model.FieldInvalidCharacter,
		"\x1b[31ma\x00\x1b[0m":                    model.FieldInvalidCharacter,
		"\x1b[0m" + strings.Repeat("x", 4001):     model.FieldTooLong,
	} {
		if text, e := cleanContent(t, value); e.Code != code {
			t.Errorf("%.60q: got %.60q %s %s, want %s", value, text, e.Code, e.Message, code)
		}
	}
}

func TestErrorsCountRemovedSequences(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"\x1b[31mred\x1b[0m\x07":     "has U+0007 as character 13: control characters other than tab and line breaks are not allowed",
		"\n\x1b[31mr\u00e9d\x1b(B":   "has an escape character (U+001B) as character 10: control characters other than tab and line breaks are not allowed",
		"\x1b[31mred\x1b[0m\xff red": "is not valid UTF-8 at byte 13",
	} {
		if _, e := cleanContent(t, value); e.Message != want {
			t.Errorf("%q: got %q, want %q", value, e.Message, want)
		}
	}
	if _, e := cleanContent(t, "\x1b[0m"+strings.Repeat("x", 4002)); e.Got != 4002 || e.Limit != 4000 {
		t.Errorf("got %d of %d, want 4002 of 4000", e.Got, e.Limit)
	}
}

func TestNamesOfPostsLoseTerminalSequences(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{" \x1b[1mCI Bot\x1b[0m ": "CI Bot", "\x1b[0m": "", " \x1b[1m \x1b[0m": ""} {
		var f Fields
		if got := orEmpty(f.OverrideName(&value)); got != want || len(f.errors) > 0 {
			t.Errorf("%q: got %q %+v, want %q", value, got, f.errors, want)
		}
	}
	for value, code := range map[string]model.FieldCode{
		"every\x1b[1mone": model.FieldReserved, "CI\x1b(B": model.FieldInvalidCharacter, "CI\x1b[1m\nBot": model.FieldInvalidCharacter,
	} {
		var f Fields
		if f.OverrideName(&value); len(f.errors) != 1 || f.errors[0].Code != code {
			t.Errorf("%q: got %+v, want %s", value, f.errors, code)
		}
	}
}

func TestFirstLineKeepsItsIndentation(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"    if ok:\n        go()":                 "    if ok:\n        go()",
		"\n \t\n    if ok:\n        go()\n\n \t\n": "    if ok:\n        go()",
		"\r\n\r\n\ta\r\n\tb \r\n":                  "\ta\r\n\tb",
		"\r\ta\r":                                  "\ta",
		" a ":                                      " a",
		"\u3000a\u3000":                            "\u3000a",
		"\u2028 a\u2028":                           " a",
		"\u2029\u00a0a":                            "\u00a0a",
		"a  \n\n  b":                               "a  \n\n  b", // inside nothing is cut
		"a":                                        "a",
		"\u200b\n a":                               "\u200b\n a", // a zero-width space is no white space
	} {
		if text, e := cleanContent(t, value); e.Code != "" || text != want {
			t.Errorf("%q: got %q %s, want %q", value, text, e.Message, want)
		}
	}
}

// contentOf is the contract's rule, written another way.
func contentOf(value string) string {
	text := sequences.ReplaceAllStringFunc(value, func(s string) string {
		if len(s) > maxSequence {
			return s
		}
		return ""
	})
	lines := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
	if len(lines) > 0 && strings.HasPrefix(text, lines[0]) {
		if at := strings.LastIndexAny(lines[0], "\n\v\f\r\u0085\u2028\u2029"); at >= 0 {
			_, size := utf8.DecodeRuneInString(lines[0][at:])
			text = text[at+size:]
		}
	}
	return strings.TrimRightFunc(text, unicode.IsSpace)
}

func FuzzContent(f *testing.F) {
	for _, seed := range []string{
		"", " a ", "\n  a\n", "\x1b[31mred\x1b[0m", "\x1b\x1b[31m[0m", "\x1b[31 m", "a\x1b[" + strings.Repeat("1", 62) + "m", "\x1b[0m\n\t", "\xff\x1b[m",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		text, e := cleanContent(t, value)
		if e.Code != "" {
			return
		}
		if want := contentOf(value); text != want {
			t.Errorf("%q became %q, want %q", value, text, want)
		}
		if again, e := cleanContent(t, text); again != text || e.Code != "" {
			t.Errorf("%q became %q and then %q %s", value, text, again, e.Message)
		}
		if strings.ContainsRune(text, escape) {
			t.Errorf("%q became %q, which holds an escape character", value, text)
		}
	})
}
