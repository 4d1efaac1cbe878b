package validate

import (
	"strings"
	"testing"

	"chattr/internal/model"
)

// joinerNames are names with joiners that a script or an emoji needs.
var joinerNames = []string{
	"می\u200cخواهم", "خانه\u200cها", "مِی\u200cخواهم", "نامه\u200cای از تهران", "ب\u0651\u200cب", // Persian, with marks
	"ܒ\u200cܒ", "ᠠ\u200cᠠ", // Syriac, Mongolian
	"ക്\u200cഷ", "ന്\u200d", "അവന്\u200d വന്നു", "ന്\u200dറെ", // Malayalam
	"ශ්\u200dරී ලංකා", "ක්\u200dෂ", // Sinhala
	"क्\u200cष", "क्\u200dष", "र्\u200dय", // Devanagari
	"র\u200d\u09cdয\u09beব", "ক্\u200cষ", "ರ\u200d\u0ccdಯ\u0cbeಂಕ್", // Bengali, Kannada
	"👩\u200d💻", "👨\u200d👩\u200d👧\u200d👦 family", "👩🏽\u200d🚀", "🏳\ufe0f\u200d🌈 team", "🏴\u200d☠\ufe0f", "❤\ufe0f\u200d🔥", "👁\ufe0f\u200d🗨\ufe0f",
	"🧑🏻\u200d🤝\u200d🧑🏿", "👩\u200d❤\ufe0f\u200d💋\u200d👨", "🙂\u200d↔\ufe0f", "🐈\u200d⬛", "🧔🏿\u200d♂\ufe0f", "⛹🏻\u200d♀\ufe0f bot",
}

func TestNamesMayHaveJoinersThatAreNeeded(t *testing.T) {
	t.Parallel()
	for _, name := range joinerNames {
		if got, e := cleanName(t, name); e.Code != "" || got != name {
			t.Errorf("%+q: got %+q %s %s", name, got, e.Code, e.Message)
		}
	}
}

func TestNamesMayHaveNoOtherJoiners(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"a\u200cb", "a\u200db", "CI\u200d", "CI Bot\u200c", "1\u200c2", "е\u200dе",
		"\u200cمی", "می\u200c", "می\u200c ", "می\u200c\u200cخواهم", "می\u200d\u200cخواهم", "می\u200dخواهم", // not between two letters, twice, the other one
		"دا\u200cد", "ر\u200cد", "ب\u200ca", "a\u200cب", "ب\u200cܒ", // nothing connects there
		"ക്\u200c", "ക\u200cഷ", "ക\u200dഷ", "ക്\u200ca", "ක්\u200d\u200dෂ", "क्\u200dि", "्\u200cक", "्\u200d", "क्\u200d\u0301",
		"র\u200d\u09cd", "ক\u200d\u09cdয", "র\u200dয",
		"👩\u200d", "\u200d👩", "👩\u200d\u200d💻", "👩\u200da", "a\u200d💻", "👩 \u200d💻", "👩\u200c💻", "🇩\u200d🇪", "1\u200d💻", "👩\u200d🏽", "→\u200d→", "+\u200d+",
		"👩\ufe0e\u200d💻", "👩🏽🏽\u200d💻", "♠\u200b\u200d♠",
	} {
		if got, e := cleanName(t, name); e.Code != model.FieldInvalidCharacter {
			t.Errorf("%+q: got %+q %s %s, want a refusal", name, got, e.Code, e.Message)
		}
	}
}

// A joiner that is allowed in a name does not change how the name reads.
func TestJoinersDoNotHideReservedNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"everyone 👩\u200d💻", "👩\u200d💻@here", "s👁\ufe0f\u200d🗨\ufe0fystem", "c👩\u200d💻hattr 🏳\ufe0f\u200d🌈", "ኗ👩\u200d💻"} {
		var f Fields
		f.UnreservedName("name", name)
		text := strings.NewReplacer("\u200d", "", "\u200c", "").Replace(name)
		if reserved := len(f.errors) == 1 && f.errors[0].Code == model.FieldReserved; reserved != (reservedName(text) != "") {
			t.Errorf("%+q: got %+v; without joiners it reads as %q", name, f.errors, reservedName(text))
		}
	}
	if reservedName("every\u200cone") != "everyone" || reservedName("sys\u200dtem") != "system" {
		t.Error("a joiner hides a reserved name")
	}
}

func FuzzJoiners(f *testing.F) {
	for _, name := range joinerNames {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got, e := cleanName(t, name)
		if e.Code != "" {
			return
		}
		runes := []rune(got)
		for i, r := range runes {
			if (r == joiner || r == nonJoiner) && (i == 0 || isJoiner(runes[i-1]) || r == nonJoiner && i == len(runes)-1) {
				t.Errorf("%+q is accepted", name)
			}
		}
	})
}
