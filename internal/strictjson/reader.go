// Package strictjson reads JSON as RFC 8259 says, to the letter: what is stored must be what was sent. It refuses what
// encoding/json quietly repairs: names that occur twice in an object, halves of surrogate pairs, broken UTF-8. Its errors are
// *model.Error with one of INVALID_JSON, INVALID_UTF8, DUPLICATE_KEY and JSON_TOO_DEEP, and count bytes from 1. What it
// writes escapes nothing that need not be.
package strictjson

import (
	"bytes"
	"unicode/utf8"

	"chattr/internal/model"
)

// Reader walks over one JSON text; on small ones it is several times faster than encoding/json. Make one with New.
type Reader struct {
	text []byte
	at   int
}

// New makes a reader at the beginning of text.
func New(text []byte) Reader { return Reader{text: text} }

// Check says what is wrong with a text that shall be one JSON value, nil for nothing.
func Check(text []byte) error {
	r := New(text)
	return r.whole(func() error { return r.skip(0) })
}

// Object reads a text that is one object. member is called at each value with its name and must read the value, with Text,
// Null or Skip; the name is only good until it returns.
func (r *Reader) Object(member func(name []byte) error) error {
	return r.whole(func() error {
		if r.space() != '{' {
			return r.unexpected("an object")
		}
		return r.object(1, member)
	})
}

// Peek is the first byte of the value that comes next.
func (r *Reader) Peek() byte { return r.space() }

// Text reads a string, into memory of its own. Peek must have said that there is one.
func (r *Reader) Text() (string, error) {
	text, err := r.quoted()
	return text.String(), err
}

// Null reads the word null.
func (r *Reader) Null() error { return r.literal("null") }

// Skip reads any value of the object.
func (r *Reader) Skip() error { return r.skip(1) }

// whole reads a text that is one value and nothing else.
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
