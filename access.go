package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func setSignUp(c *config, v string) error {
	switch v {
	case "invited", "open":
		c.openSignUp = v == "open"
		return nil
	}
	return fmt.Errorf("%q is neither invited nor open", v)
}

// setOwnerToken refuses a token that cannot be sent, or that is easy to guess. Its errors never contain the token.
func setOwnerToken(c *config, v string) error {
	if flaw := ownerTokenFlaw(v); flaw != "" {
		return errors.New(flaw + "; `openssl rand -hex 32` makes a good one")
	}
	c.ownerToken = v
	return nil
}

// minDistinct is how many different characters an owner token has at least. Of a million random ones of 32 hexadecimal digits,
// about one has fewer.
const minDistinct = 8

// ownerTokenFlaw says what is wrong with an owner token, "" for nothing.
//
// SECURITY: the owner token does everything and never expires. It should have 128 random bits, which nobody can see in a text; what
// can be seen is refused: too short, few different characters, one text over and over, characters in their order.
func ownerTokenFlaw(v string) string {
	visible := func(r rune) bool { return r > ' ' && r <= '~' }
	switch {
	case strings.ContainsFunc(v, unicode.IsSpace):
		return "the token has white space in it"
	case strings.ContainsAny(v, "\"'`"):
		return "the token has quotes in it, which are most often meant for a shell that does not read it"
	case len(v) < 32 || len(v) > 255 || strings.ContainsFunc(v, func(r rune) bool { return !visible(r) }):
		return fmt.Sprintf("a token has 32 to 255 visible ASCII characters, this one has %d", utf8.RuneCountInString(v))
	case distinct(v) < minDistinct:
		return fmt.Sprintf("the token has only %d different characters; at least %d are needed", distinct(v), minDistinct)
	case repeats(v):
		return "the token is a shorter text over and over"
	case counts(v):
		return "the token is mostly characters in their order, like abcdef"
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

// counts reports whether most characters follow the one before in the order of ASCII, upwards or downwards, or repeat it.
func counts(text string) bool {
	steps := 0
	for i := 1; i < len(text); i++ {
		if d := int(text[i]) - int(text[i-1]); d >= -1 && d <= 1 {
			steps++
		}
	}
	return steps > len(text)*2/3
}

// ownerTokenHash is nil when there is no owner token.
func (c *config) ownerTokenHash() []byte {
	if c.ownerToken == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(c.ownerToken))
	return hash[:]
}
