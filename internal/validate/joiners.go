package validate

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	nonJoiner = 0x200C
	joiner    = 0x200D
)

// needsJoiner reports whether the joiner runes[i] is one that a script or an emoji needs there. Everywhere else a joiner only hides a
// difference between two names.
func needsJoiner(runes []rune, i int) bool {
	switch runes[i] {
	case nonJoiner:
		return breaksCursive(runes, i) || breaksConjunct(runes, i)
	case joiner:
		return joinsEmoji(runes, i) || formsConjunct(runes, i) || keepsRa(runes, i)
	}
	return false
}

// breaksCursive reports whether the non-joiner runes[i] separates two letters that would connect, as in Persian: context A1 of UAX #31,
// section 2.3.1.
func breaksCursive(runes []rune, i int) bool {
	before, after := i-1, i+1
	for before >= 0 && isTransparent(runes[before]) {
		before--
	}
	for after < len(runes) && isTransparent(runes[after]) {
		after++
	}
	return before >= 0 && after < len(runes) && unicode.Is(joinsNext, runes[before]) && unicode.Is(joinsPrevious, runes[after]) &&
		sameScript(runes[before], runes[after])
}

// isTransparent reports whether cursive letters connect across r: Joining_Type is Transparent.
func isTransparent(r rune) bool {
	return r != nonJoiner && r != joiner && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
}

// breaksConjunct reports whether the non-joiner runes[i] separates two consonants of an Indic script: context A2 of UAX #31.
func breaksConjunct(runes []rune, i int) bool {
	before, after := letterOfVirama(runes, i), i+1
	for after < len(runes) && unicode.Is(unicode.Mn, runes[after]) {
		after++
	}
	return before >= 0 && after < len(runes) && unicode.IsLetter(runes[after]) && sameScript(runes[before], runes[after])
}

// formsConjunct reports whether the joiner runes[i] asks for a form of a consonant, as in Sinhala and Malayalam: context B of UAX #31.
// Vowel signs are not allowed behind it; here no mark is.
func formsConjunct(runes []rune, i int) bool {
	return letterOfVirama(runes, i) >= 0 && (i+1 == len(runes) || !unicode.IsMark(runes[i+1]) && !isIgnorable(runes[i+1]))
}

// letterOfVirama returns the index of the letter whose virama precedes runes[i], -1 if there is none. Marks may stand between them.
func letterOfVirama(runes []rune, i int) int {
	at := i - 1
	for at >= 0 && unicode.Is(unicode.Mn, runes[at]) && !isVirama(runes[at]) {
		at--
	}
	if at < 0 || !isVirama(runes[at]) {
		return -1
	}
	for at--; at >= 0 && unicode.IsMark(runes[at]); at-- {
	}
	if at < 0 || !unicode.IsLetter(runes[at]) {
		return -1
	}
	return at
}

// isVirama reports whether r suppresses the vowel of a consonant: its canonical combining class is 9.
func isVirama(r rune) bool { return r >= 0x94D && norm.NFC.PropertiesString(string(r)).CCC() == 9 }

// keepsRa reports whether the joiner runes[i] keeps the form of a Bengali or Kannada ra before a virama (The Unicode Standard, sections
// 12.2 and 12.8), as in the Bengali word for "rapid".
func keepsRa(runes []rune, i int) bool {
	if i == 0 || i+2 >= len(runes) || !unicode.IsLetter(runes[i+2]) {
		return false
	}
	const bengali, kannada = "\u09B0\u09CD", "\u0CB0\u0CCD"
	pair := string(runes[i-1]) + string(runes[i+1])
	return pair == bengali || pair == kannada
}

// joinsEmoji reports whether the joiner runes[i] stands between two elements of an emoji: UTS #51, definitions ED-15a and ED-16.
func joinsEmoji(runes []rune, i int) bool {
	before := i - 1
	if before > 0 && (runes[before] == emojiStyle || isSkinTone(runes[before])) {
		before--
	}
	return before >= 0 && i+1 < len(runes) && unicode.Is(pictographic, runes[before]) && unicode.Is(pictographic, runes[i+1])
}

const emojiStyle = 0xFE0F

func isSkinTone(r rune) bool { return 0x1F3FB <= r && r <= 0x1F3FF }

// sameScript reports whether two characters are of one script.
func sameScript(a, b rune) bool {
	for _, script := range unicode.Scripts {
		if unicode.Is(script, a) {
			return unicode.Is(script, b)
		}
	}
	return false
}
