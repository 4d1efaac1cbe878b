package chat

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"chattr/model"
)

// The limits of the fields, in code points.
const (
	contentLimit = 4000
	nameLimit    = 80
	topicLimit   = 500
)

// fields cleans the texts of an input and gathers what is wrong with them; the zero value is ready. Each method returns the text to
// store: names and other short texts without white space at both ends, contents as content says, else byte for byte what was sent.
// The text is of no use if err returns an error.
type fields struct{ errors []model.FieldError }

func (f *fields) add(e model.FieldError) { f.errors = append(f.errors, e) }

// err is all that was gathered as one error, nil for nothing.
func (f *fields) err(code model.Code) error { return model.Invalid(code, f.errors...) }

// content returns the text of a message: without terminal sequences, without blank lines at both ends and without white space at
// its end. Everything that stores a message calls it, so that a text is stored and compared in one form.
func (f *fields) content(value string) string {
	text := withoutBlankEnds(withoutSequences(value))
	f.check("content", value, text, contentLimit, contentFlaw)
	return text
}

// name is the name of a server, a channel or a token, which no message carries as its author.
func (f *fields) name(field, value string) string {
	return f.text(field, value, nameLimit, nameFlaw)
}

// unreservedName is a name that messages carry as their author, or of a role: it is not a reserved one.
func (f *fields) unreservedName(field, value string) string {
	return f.unreserved(field, value, strings.TrimSpace(value))
}

// unreserved checks name, which value was cleaned to, and returns it.
func (f *fields) unreserved(field, value, name string) string {
	if !f.check(field, value, name, nameLimit, nameFlaw) {
		return name
	}
	// SECURITY: nobody speaks under a name that readers take for Chattr itself or for a mention of everyone.
	if reserved := reservedName(name); reserved != "" {
		f.add(model.FieldError{
			Field: field, Code: model.FieldReserved,
			Message: "is reserved: it reads like " + strconv.Quote(reserved),
		})
	}
	return name
}

// overrideName returns the name of one message, without terminal sequences; nil, "" and only white space mean the webhook's own.
func (f *fields) overrideName(value *string) *string {
	if value == nil {
		return nil
	}
	name := strings.TrimSpace(withoutSequences(*value))
	if name == "" {
		return nil
	}
	return new(f.unreserved("name", *value, name))
}

// topic is one line about a channel; nil, "" and only white space mean none.
func (f *fields) topic(value *string) *string {
	return f.optional(value, func(value string) string { return f.text("topic", value, topicLimit, topicFlaw) })
}

// avatarURL is where a picture lies; nil, "" and only white space mean none.
func (f *fields) avatarURL(value *string) *string {
	return f.optional(value, func(value string) string {
		text := strings.TrimSpace(value)
		if e := checkAvatarURL(text); e != nil {
			e.Field = "avatarUrl"
			f.add(*e)
		}
		return text
	})
}

func (f *fields) optional(value *string, clean func(string) string) *string {
	if value == nil || strings.TrimSpace(*value) == "" {
		return nil
	}
	return new(clean(*value))
}

// text returns value without white space at both ends.
func (f *fields) text(field, value string, limit int, flaw func(string) (int, string)) string {
	text := strings.TrimSpace(value)
	f.check(field, value, text, limit, flaw)
	return text
}

// check applies the rules that all texts share to text, which value was cleaned to. What was removed is not checked: a trailing line
// break is no flaw of a name. It reports whether there is no error.
func (f *fields) check(field, value, text string, limit int, flaw func(string) (int, string)) bool {
	e := model.FieldError{Field: field}
	if at := invalidUTF8(text); at >= 0 {
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
	f.add(e)
	return false
}

// placeIn returns the byte offset in value of the byte that has the offset at in text, which value was cleaned to.
func placeIn(value, text string, at int) int {
	if start := strings.Index(value, text); start >= 0 {
		return start + at
	}
	return originalOffset(value, strings.Index(withoutSequences(value), text)+at)
}

// describe names the character at a byte offset by number and place, because it is most often one that nobody sees.
func describe(value string, at int, why string) string {
	r, _ := utf8.DecodeRuneInString(value[at:])
	what := fmt.Sprintf("%U", r)
	if name := unseen[r]; name != "" {
		what = fmt.Sprintf("%s (%U)", name, r)
	}
	return fmt.Sprintf("has %s as character %d: %s", what, utf8.RuneCountInString(value[:at])+1, why)
}

func invalidUTF8(text string) int {
	for at, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[at:], "\uFFFD") {
			return at
		}
	}
	return -1
}

// update is the new value of a field that cannot be cleared.
func (f *fields) update(in model.OptionalString, old, field string, clean func(field, value string) string) string {
	if !in.Set {
		return old
	}
	value := required(f, field, in)
	if in.Value == nil {
		return old
	}
	return clean(field, value)
}

// required is the new value of a field that was given and cannot be cleared.
func required[T any](f *fields, field string, in model.Optional[T]) (value T) {
	if in.Value == nil {
		f.add(model.FieldError{Field: field, Code: model.FieldRequired, Message: "cannot be cleared"})
		return value
	}
	return *in.Value
}
