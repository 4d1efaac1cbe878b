// Package strictjson reads JSON exactly as RFC 8259 defines it, so that the stored text is the text that was sent. It refuses
// input that encoding/json repairs without an error: names that occur twice in an object, halves of surrogate pairs, and invalid
// UTF-8. Its errors are *model.Error with the codes INVALID_JSON, INVALID_UTF8, DUPLICATE_KEY and JSON_TOO_DEEP. They count bytes
// from 1. Its output escapes only the characters that must be escaped.
package strictjson

import (
	"bytes"
	"unicode/utf8"

	"chattr/internal/model"
)

// Reader reads one JSON text. For small texts it is several times faster than encoding/json. Create one with New.
type Reader struct {
	text []byte
	at   int
}

// New returns a Reader at the beginning of text. The caller must not change text while it uses the Reader.
func New(text []byte) Reader { return Reader{text: text} }

// Check returns an error if text is not exactly one JSON value.
func Check(text []byte) error {
	r := New(text)
	return r.whole(func() error { return r.skip(0) })
}

// Object reads a text that is one object. It calls member at each value, with the name of the value; member must read the value
// with Text, Null or Skip. The name is valid only until member returns.
func (r *Reader) Object(member func(name []byte) error) error {
	return r.whole(func() error {
		if r.space() != '{' {
			return r.unexpected("an object")
		}
		return r.object(1, member)
	})
}

// Peek returns the first byte of the next value without reading it, or 0 at the end of the text.
func (r *Reader) Peek() byte { return r.space() }

// Text reads a string and returns a copy of it. Call it only if Peek has returned a double quote.
func (r *Reader) Text() (string, error) {
	text, err := r.quoted()
	return text.String(), err
}

// Null reads the word null.
func (r *Reader) Null() error { return r.literal("null") }

// Skip reads any value of the object.
func (r *Reader) Skip() error { return r.skip(1) }

// whole calls value to read a value. It returns an error unless the value is the whole text.
func (r *Reader) whole(value func() error) error {
	if !utf8.Valid(r.text) {
		return model.Errorf(model.InvalidUTF8, "The body is not valid UTF-8: byte %d is not part of a character.", firstInvalid(r.text)+1)
	}
	if bytes.HasPrefix(r.text, []byte("\ufeff")) {
		return model.Errorf(model.InvalidJSON, "The body begins with a byte order mark, which JSON does not allow.")
	}
	if err := value(); err != nil {
		return err
	}
	if r.space(); r.at < len(r.text) {
		return r.unexpected("nothing after it")
	}
	return nil
}
