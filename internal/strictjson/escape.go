package strictjson

import (
	"unicode/utf16"
	"unicode/utf8"

	"chattr/internal/model"
)

// escape reads one escape, or both escapes of a surrogate pair.
func (r *Reader) escape() error {
	if r.at+1 == len(r.text) {
		r.at++
		return r.invalid("a string has no closing quote")
	}
	switch r.text[r.at+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		r.at += 2
		return nil
	case 'u':
		return r.unicodeEscape()
	default:
		r.at++
		return r.invalid("this is not an escape that JSON has")
	}
}

// unicodeEscape reads a \u escape, or both escapes of a surrogate pair. It returns INVALID_UTF8 if the other half of a pair is
// missing.
func (r *Reader) unicodeEscape() error {
	first, ok := hex4(r.text[r.at:])
	if !ok {
		return r.invalid("\\u needs four hexadecimal digits")
	}
	size := 6
	if utf16.IsSurrogate(first) {
		// encoding/json replaces half of a surrogate pair by U+FFFD without an error.
		second, _ := hex4(r.text[r.at+6:])
		if utf16.DecodeRune(first, second) == utf8.RuneError {
			return model.Errorf(model.InvalidUTF8, "The escape at byte %d is half of a surrogate pair; the other half is missing.", r.at+1)
		}
		size = 12
	}
	r.at += size
	return nil
}

// hex4 decodes \uXXXX at the beginning of text. It reports whether text starts with such an escape.
func hex4(text []byte) (rune, bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	n := rune(0)
	for _, c := range text[2:6] {
		switch {
		case '0' <= c && c <= '9':
			n = n<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			n = n<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return n, true
}

// unescape returns the text with its escapes decoded, in new memory. It cannot fail because Reader.quoted has checked every
// escape.
func (s quoted) unescape() []byte {
	text := make([]byte, 0, len(s.raw))
	for raw := s.raw; len(raw) > 0; {
		if raw[0] != '\\' {
			text, raw = append(text, raw[0]), raw[1:]
			continue
		}
		if raw[1] != 'u' {
			text, raw = append(text, short[raw[1]]), raw[2:]
			continue
		}
		char, _ := hex4(raw)
		raw = raw[6:]
		if utf16.IsSurrogate(char) {
			low, _ := hex4(raw)
			char, raw = utf16.DecodeRune(char, low), raw[6:]
		}
		text = utf8.AppendRune(text, char)
	}
	return text
}

// short maps the letter of each short escape to the character that it stands for.
var short = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
