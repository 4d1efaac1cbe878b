// Package validate checks and cleans the texts, names and URLs of inputs. It knows no database.
package validate

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"chattr/internal/model"
)

// The limits of the fields, in code points.
const (
	contentLimit = 4000
	NameLimit    = 80
	TopicLimit   = 500
)

// Fields checks the texts of an input and gathers what is wrong with them. The zero value is ready to use. Each method returns the text
// to store: names and other short texts without white space at both ends, contents as Content says, everything else byte for byte.
// Do not use a returned text if Err returns an error.
type Fields struct{ errors []model.FieldError }

// Add records an error that the caller found.
func (f *Fields) Add(e model.FieldError) { f.errors = append(f.errors, e) }

// Err returns all recorded errors as one error with a code, or nil if there are none.
func (f *Fields) Err(code model.Code) error { return model.Invalid(code, f.errors...) }

// Content returns the text of a message: without terminal sequences, without blank lines at both ends and without white space at
// its end. Everything that stores a message calls it, so that a text is stored and compared in one form.
func (f *Fields) Content(value string) string {
	text := withoutBlankEnds(withoutSequences(value))
	f.check("content", value, text, contentLimit, contentFlaw)
	return text
}

// Name checks the name of a server, a channel or a token. No message has it as its author.
func (f *Fields) Name(field, value string) string {
	return f.Text(field, value, NameLimit, nameFlaw)
}

// UnreservedName checks the name of a role, or a name that messages have as their author. It refuses reserved names.
func (f *Fields) UnreservedName(field, value string) string {
	return f.unreserved(field, value, strings.TrimSpace(value))
}

// unreserved checks name, which value was cleaned to, and returns it.
func (f *Fields) unreserved(field, value, name string) string {
	if !f.check(field, value, name, NameLimit, nameFlaw) {
		return name
	}
	// SECURITY: no message comes from a name that readers take for Chattr itself or for a mention of everyone.
	if reserved := reservedName(name); reserved != "" {
		f.Add(model.FieldError{
			Field: field, Code: model.FieldReserved,
			Message: "is reserved: it reads like " + strconv.Quote(reserved),
		})
	}
	return name
}

// OverrideName returns the name of one message, without terminal sequences; nil, "" and only white space mean the webhook's own.
func (f *Fields) OverrideName(value *string) *string {
	if value == nil {
		return nil
	}
	name := strings.TrimSpace(withoutSequences(*value))
	if name == "" {
		return nil
	}
	return new(f.unreserved("name", *value, name))
}

// Topic checks one line about a channel. nil, "" and only white space mean none.
func (f *Fields) Topic(value *string) *string {
	return f.Optional(value, func(value string) string { return f.Text("topic", value, TopicLimit, TopicFlaw) })
}

// AvatarURL checks the URL of a picture. nil, "" and only white space mean none.
func (f *Fields) AvatarURL(value *string) *string {
	return f.Optional(value, func(value string) string {
		text := strings.TrimSpace(value)
		if e := checkAvatarURL(text); e != nil {
			e.Field = "avatarUrl"
			f.Add(*e)
		}
		return text
	})
}

// Optional returns nil for nil, "" and only white space, otherwise the cleaned value.
func (f *Fields) Optional(value *string, clean func(string) string) *string {
	if value == nil || strings.TrimSpace(*value) == "" {
		return nil
	}
	return new(clean(*value))
}

// Text returns value without white space at both ends.
func (f *Fields) Text(field, value string, limit int, flaw func(string) (int, string)) string {
	text := strings.TrimSpace(value)
	f.check(field, value, text, limit, flaw)
	return text
}

// check applies the rules that all texts share to text, which value was cleaned to. Removed characters are not checked: a trailing
// line break is no error in a name. It reports whether there is no error.
func (f *Fields) check(field, value, text string, limit int, flaw func(string) (int, string)) bool {
	e := model.FieldError{Field: field}
	if at := InvalidUTF8(text); at >= 0 {
		e.Code, e.Message = model.FieldInvalidCharacter, fmt.Sprintf("is not valid UTF-8 at byte %d", placeIn(value, text, at)+1)
	} else if !hasVisible(text) {
		e.Code, e.Message = model.FieldEmpty, "has no visible characters"
	} else if got := utf8.RuneCountInString(text); got > limit {
		e.Code, e.Limit, e.Got = model.FieldTooLong, limit, got
	} else if at, why := flaw(text); at >= 0 {
		e.Code, e.Message = model.FieldInvalidCharacter, describe(value, placeIn(value, text, at), why)
	} else {
		return true
	}
	f.Add(e)
	return false
}

// placeIn returns the byte offset in value of the byte that has the offset at in text, which value was cleaned to.
func placeIn(value, text string, at int) int {
	if start := strings.Index(value, text); start >= 0 {
		return start + at
	}
	return originalOffset(value, strings.Index(withoutSequences(value), text)+at)
}

// describe names the character at a byte offset by number and place: in most cases it is invisible.
func describe(value string, at int, why string) string {
	r, _ := utf8.DecodeRuneInString(value[at:])
	what := fmt.Sprintf("%U", r)
	if name := unseen[r]; name != "" {
		what = fmt.Sprintf("%s (%U)", name, r)
	}
	return fmt.Sprintf("has %s as character %d: %s", what, utf8.RuneCountInString(value[:at])+1, why)
}

// InvalidUTF8 returns the index of the first byte of text that is not valid UTF-8, or -1 if there is none.
func InvalidUTF8(text string) int {
	for at, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[at:], "\uFFFD") {
			return at
		}
	}
	return -1
}

// Update returns the new value of a field that cannot be cleared, cleaned by clean, or the old value if the input has none.
func (f *Fields) Update(in model.OptionalString, old, field string, clean func(field, value string) string) string {
	if !in.Set {
		return old
	}
	value := Required(f, field, in)
	if in.Value == nil {
		return old
	}
	return clean(field, value)
}

// Required returns the value of a field that the input has and that cannot be cleared.
func Required[T any](f *Fields, field string, in model.Optional[T]) (value T) {
	if in.Value == nil {
		f.Add(model.FieldError{Field: field, Code: model.FieldRequired, Message: "cannot be cleared"})
		return value
	}
	return *in.Value
}
