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

// parseSignUp parses the setting that says who may create an account.
func parseSignUp(v string) (isOpen bool, err error) {
	return v == "open", oneOf(v, "invited", "open")
}

// parseOwnerToken refuses a token that cannot be sent, or that is easy to guess. Its errors never contain the token.
func parseOwnerToken(v string) (string, error) {
	if flaw := ownerTokenFlaw(v); flaw != "" {
		return "", errors.New(flaw + "; `openssl rand -hex 32` creates a good one")
	}
	return v, nil
}

// minDistinct is the least number of different characters in an owner token. Of a million random tokens of 32 hexadecimal digits, about
// one has fewer.
const minDistinct = 8

// ownerTokenFlaw describes the flaw of an owner token. It returns "" if it finds none.
//
// SECURITY: the owner token may do everything and never expires. It should have 128 random bits, which a check cannot prove. The check
// refuses what an attacker would try: short tokens, few different characters, one text over and over, characters in their order or side
// by side on a keyboard, and placeholders.
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

// distinct returns the number of different characters in a text.
func distinct(text string) int {
	seen := map[rune]bool{}
	for _, r := range text {
		seen[r] = true
	}
	return len(seen)
}

// repeats reports whether a text consists of a shorter one, at least twice; the last repetition may be incomplete.
func repeats(text string) bool {
	for period := 1; period <= len(text)/2; period++ {
		if text[period:] == text[:len(text)-period] {
			return true
		}
	}
	return false
}

// counts reports whether most characters are neighbours of the character before them, in ASCII or on a keyboard, or repeat it.
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

// fillers are words that templates have in place of a secret, without the characters between the words.
var fillers = []string{"changeme", "changethis", "replaceme", "replacethis", "placeholder", "goeshere", "yourtoken", "yourowner", "yoursecret"}

// isPlaceholder reports whether a text is a placeholder: in brackets, with a variable, with one of fillers, or with "your-" at its start.
// Of a million million random texts of 64 letters and digits, none contains one of fillers.
func isPlaceholder(text string) bool {
	lower := strings.ToLower(text)
	bare := strings.NewReplacer("-", "", "_", "", ".", "").Replace(lower)
	return strings.Contains(text, "$") || isBracketed(text) || strings.HasPrefix(lower, "your-") || strings.HasPrefix(lower, "your_") ||
		slices.ContainsFunc(fillers, func(word string) bool { return strings.Contains(bare, word) })
}

// OwnerTokenHash returns the SHA-256 of the owner token, or nil if there is none.
func (c *Config) OwnerTokenHash() []byte {
	if c.OwnerToken == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(c.OwnerToken))
	return hash[:]
}
