package validate

import (
	"strings"
	"unicode"
)

// maxMarks is how many combining marks one base in a name may have: enough for every living script, too few to cover the lines above
// and below.
const maxMarks = 4

// class is a set of characters that a name may not have, with the reason.
type class struct {
	holds func(rune) bool
	why   string
}

// nameClasses are tested in this order: the first one that has a character gives the most precise reason.
var nameClasses = []class{
	{breaksLine, "a name has no line breaks"},
	{refusedControl, "control characters are not allowed"},
	{inTable(unicode.Bidi_Control), "characters that turn the direction of writing are not allowed in a name"},
	{isJoiner, "a name may have joiners only where a script or an emoji needs them"},
	{isTag, "tag characters are not allowed in a name"},
	{isIgnorable, "zero-width and other invisible characters are not allowed in a name"},
	{inTable(unicode.Co), "private-use characters are not allowed in a name"},
	{inTable(unicode.Noncharacter_Code_Point), "code points that are no characters are not allowed in a name"},
}

// unseen names the characters that get into a name without being typed.
var unseen = map[rune]string{
	0x001B: "an escape character",
	0x00AD: "a soft hyphen",
	0x200B: "a zero-width space",
	0x200C: "a zero-width non-joiner",
	0x200D: "a zero-width joiner",
	0x2060: "a word joiner",
	0xFEFF: "a byte order mark",
}

// contentFlaw returns the byte offset of the first character that no text may have, -1 if there is none, and what is wrong with it.
func contentFlaw(text string) (at int, why string) {
	return strings.IndexFunc(text, refusedControl), "control characters other than tab and line breaks are not allowed"
}

// TopicFlaw is contentFlaw for a text of one line.
func TopicFlaw(text string) (at int, why string) {
	if at := strings.IndexFunc(text, breaksLine); at >= 0 {
		return at, "a topic has no line breaks"
	}
	return contentFlaw(text)
}

// nameFlaw is contentFlaw for a name. The selectors of text and emoji style are allowed after a symbol, as in "⚙️ Build", where they hide
// nothing. Joiners are allowed where needsJoiner reports true.
func nameFlaw(name string) (at int, why string) {
	runes, marks, at := []rune(name), 0, 0
	for i, r := range runes {
		if marks++; !unicode.IsMark(r) {
			marks = 0
		}
		if marks > maxMarks {
			return at, "more than four combining marks stand on one character"
		}
		if why := refusedInName(r); why != "" && !stylesSymbol(runes, i) && !needsJoiner(runes, i) {
			return at, why
		}
		at += len(string(r))
	}
	return -1, ""
}

func refusedInName(r rune) (why string) {
	if ' ' <= r && r <= '~' {
		return "" // nearly every character of nearly every name
	}
	for _, c := range nameClasses {
		if c.holds(r) {
			return c.why
		}
	}
	return ""
}

// stylesSymbol reports whether runes[i] is a selector of text or emoji style (U+FE0E, U+FE0F) directly behind a symbol, or
// between the digit and the key of a keycap. Behind anything else it changes nothing but the bytes.
func stylesSymbol(runes []rune, i int) bool {
	if i == 0 || runes[i] != 0xFE0E && runes[i] != emojiStyle {
		return false
	}
	base := runes[i-1]
	if strings.ContainsRune("0123456789#*", base) {
		return i+1 < len(runes) && runes[i+1] == 0x20E3
	}
	return unicode.In(base, unicode.So, unicode.Sm) || strings.ContainsRune("‼⁉ℹ〰", base)
}

// hasVisible reports whether a text shows anything at all.
func hasVisible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return !isInvisible(r) })
}

// isInvisible reports whether a character is white space, is ignored by renderers, or has an empty glyph.
func isInvisible(r rune) bool {
	if '!' <= r && r <= '~' {
		return false
	}
	const emptyGlyphs = "\u2800\U00016FE4\U0001D159" // blank braille pattern, Khitan filler, null notehead
	return unicode.IsSpace(r) || isIgnorable(r) || strings.ContainsRune(emptyGlyphs, r)
}

// isIgnorable reports whether a character is a Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties) or one of the few other
// format characters that show nothing. Prepended marks, such as the Arabic number sign, are format characters that do show.
func isIgnorable(r rune) bool {
	if unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// refusedControl reports whether a character is a C0 or C1 control other than tab, line feed and carriage return.
func refusedControl(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r'
}

// breaksLine reports whether a character is a mandatory break of UAX #14 (Unicode Line Breaking Algorithm).
func breaksLine(r rune) bool { return strings.ContainsRune("\n\v\f\r\u0085\u2028\u2029", r) }

func isJoiner(r rune) bool { return r == nonJoiner || r == joiner }

func isTag(r rune) bool { return 0xE0000 <= r && r <= 0xE007F }

func inTable(t *unicode.RangeTable) func(rune) bool {
	return func(r rune) bool { return unicode.Is(t, r) }
}
