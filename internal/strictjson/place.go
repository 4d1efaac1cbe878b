package strictjson

import (
	"strconv"
	"unicode/utf8"

	"chattr/internal/model"
)

// unexpected returns an INVALID_JSON error that names what was expected at the current position.
func (r *Reader) unexpected(want string) error {
	return r.invalid("expected " + want)
}

// invalid returns an INVALID_JSON error for the current position.
func (r *Reader) invalid(what string) error {
	got := "the end of the body"
	if r.at < len(r.text) {
		char, _ := utf8.DecodeRune(r.text[r.at:])
		got = strconv.QuoteRune(char)
	}
	return model.Errorf(model.InvalidJSON, "The body is not valid JSON: at byte %d %s; got %s.", r.at+1, what, got)
}

// excerpt returns the beginning of a text in quotes, for an error. Its length is enough to find the place but does not reveal a
// whole message.
func excerpt(text []byte) string {
	const enough = 20
	runes := []rune(string(text[:min(len(text), (enough+1)*utf8.UTFMax)]))
	if len(runes) > enough {
		return strconv.Quote(string(runes[:enough])) + "…"
	}
	return strconv.Quote(string(runes))
}

// firstInvalid returns the index of the first byte that is not valid UTF-8. text must contain one.
func firstInvalid(text []byte) int {
	at := 0
	for {
		char, size := utf8.DecodeRune(text[at:])
		if char == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}
