package config

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func setSignUp(c *Config, v string) error {
	switch v {
	case "invited", "open":
		c.OpenSignUp = v == "open"
		return nil
	}
	return fmt.Errorf("%q is neither invited nor open", v)
}

// setOwnerToken refuses a token that cannot be sent, or that is easy to guess. Its errors never contain the token.
func setOwnerToken(c *Config, v string) error {
	if flaw := ownerTokenFlaw(v); flaw != "" {
		return errors.New(flaw + "; `openssl rand -hex 32` makes a good one")
	}
	c.OwnerToken = v
	return nil
}

// minDistinct is how many different characters an owner token has at least. Of a million random ones of 32 hexadecimal digits,
// about one has fewer.
const minDistinct = 8

// ownerTokenFlaw says what is wrong with an owner token, "" for nothing.
//
// SECURITY: the owner token does everything and never expires. It should have 128 random bits, which nobody can see in a text; what
// can be seen is refused: too short, few different characters, one text over and over, characters in their order or side by side on a
// keyboard, and placeholders.
func ownerTokenFlaw(v string) string {
	visible := func(r rune) bool { return r > ' ' && r <= '~' }
	switch {
	case strings.ContainsFunc(v, unicode.IsSpace):
		return "the token has white space in it"
	case strings.ContainsAny(v, "\"'`"):
		return "the token has quotes in it, which are most often meant for a shell that does not read it"
	case isPlaceholder(v):
		return "the token looks like a variable or a placeholder that was not replaced by its value"
	case len(v) < 32 || len(v) > 255 || strings.ContainsFunc(v, func(r rune) bool { return !visible(r) }):
		return fmt.Sprintf("a token has 32 to 255 visible ASCII characters, this one has %d", utf8.RuneCountInString(v))
	case distinct(v) < minDistinct:
		return fmt.Sprintf("the token needs %d different characters and has %d", minDistinct, distinct(v))
	case repeats(v):
		return "the token is a shorter text over and over"
	case counts(v):
		return "the token is mostly characters in their order, like abcdef, or in that of a keyboard, like qwerty"
	}
	return ""
}

func distinct(text string) int {
	seen := map[rune]bool{}
	for _, r := range text {
		seen[r] = true
	}
	return len(seen)
}

// repeats reports whether a text is a shorter one at least twice, the last time perhaps in part.
func repeats(text string) bool {
	for period := 1; period <= len(text)/2; period++ {
		if text[period:] == text[:len(text)-period] {
			return true
		}
	}
	return false
}

// counts reports whether most characters follow the one before in the order of ASCII or of a keyboard, upwards or downwards, or repeat
// it.
func counts(text string) bool {
	steps := 0
	for i := 1; i < len(text); i++ {
		if d := int(text[i]) - int(text[i-1]); d >= -1 && d <= 1 || areNeighbours(text[i-1:i+1]) {
			steps++
		}
	}
	return steps > len(text)*2/3
}

// keyboards are rows of keyboards: English, German and French.
var keyboards = []string{"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn"}

// areNeighbours reports whether two characters stand side by side on a keyboard.
func areNeighbours(two string) bool {
	two = strings.ToLower(two)
	return slices.ContainsFunc(keyboards, func(row string) bool {
		return strings.Contains(row, two) || strings.Contains(row, two[1:]+two[:1])
	})
}

// isBracketed reports whether a text stands in brackets, as placeholders do.
func isBracketed(text string) bool {
	for _, pair := range []string{"<>", "{}", "[]", "()", "%%"} {
		if len(text) > 1 && text[0] == pair[0] && text[len(text)-1] == pair[1] {
			return true
		}
	}
	return false
}

// fillers are words of which templates have one where a secret should be, without what stands between the words.
var fillers = []string{"changeme", "changethis", "replaceme", "replacethis", "placeholder", "goeshere", "yourtoken", "yourowner", "yoursecret"}

// isPlaceholder reports whether a text is a placeholder: in brackets, with a variable, with one of fillers, or "your-" at its beginning.
// None of a million million random texts of 64 letters and digits has one of fillers.
func isPlaceholder(text string) bool {
	lower := strings.ToLower(text)
	bare := strings.NewReplacer("-", "", "_", "", ".", "").Replace(lower)
	return strings.Contains(text, "$") || isBracketed(text) || strings.HasPrefix(lower, "your-") || strings.HasPrefix(lower, "your_") ||
		slices.ContainsFunc(fillers, func(word string) bool { return strings.Contains(bare, word) })
}

// ownerTokenHash is nil when there is no owner token.
func (c *Config) OwnerTokenHash() []byte {
	if c.OwnerToken == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(c.OwnerToken))
	return hash[:]
}
