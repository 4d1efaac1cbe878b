package validate

import (
	"fmt"
	"net/mail"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chattr/internal/model"
)

// The length of a password, in code points.
const (
	MinPassword = 10
	MaxPassword = 256
)

// UserName checks and returns the name of a user, which messages carry and which signs in. It has no @, so that no name is the e-mail
// address of another user.
func (f *Fields) UserName(field, value string) string {
	name := f.UnreservedName(field, value)
	if strings.Contains(model.FoldCase(name), "@") {
		f.Add(model.FieldError{Field: field, Code: model.FieldInvalidCharacter, Message: "has no @: that is for e-mail addresses"})
	}
	// SECURITY: no name imitates that of the first user. The name itself, in any case, is refused elsewhere because it is taken.
	if ReadsAs(name, model.OwnerName) && model.FoldCase(name) != model.OwnerName {
		f.Add(model.FieldError{Field: field, Code: model.FieldReserved, Message: "is reserved: it reads like " + strconv.Quote(model.OwnerName)})
	}
	return name
}

// Search returns the text to search names and addresses for, "" for all.
func (f *Fields) Search(value *string) string {
	wanted := f.Optional(value, func(value string) string { return f.Text("search", value, EmailLimit, TopicFlaw) })
	if wanted == nil {
		return ""
	}
	return *wanted
}

// EmailLimit is in bytes (RFC 5321, section 4.5.3.1.3, without the angle brackets).
const EmailLimit = 254

// Email returns an address to sign in with; nil, "" and only white space mean none.
func (f *Fields) Email(value *string) *string {
	return f.Optional(value, func(value string) string {
		text := strings.TrimSpace(value)
		parsed, err := mail.ParseAddress(text)
		switch {
		case len(text) > EmailLimit:
			f.Add(model.FieldError{Field: "email", Code: model.FieldTooLong, Limit: EmailLimit, Got: len(text), Message: "is longer than 254 bytes"})
		case err != nil || parsed.Address != text:
			f.Add(model.FieldError{Field: "email", Code: model.FieldInvalid, Message: "is not an e-mail address like anna@example.com"})
		}
		return text
	})
}

// Opaque returns a password as it is hashed: the same characters typed on another keyboard are the same password (RFC 8265,
// section 4.2, OpaqueString).
func Opaque(password string) string { return norm.NFC.String(password) }

// Password checks a new password of that user. Character classes are not required: they do not make passwords better.
func (f *Fields) Password(field, value string, u *model.User) {
	n := utf8.RuneCountInString(Opaque(value))
	switch {
	case value == "":
		f.Add(model.FieldError{Field: field, Code: model.FieldRequired})
	case InvalidUTF8(value) >= 0:
		f.Add(model.FieldError{Field: field, Code: model.FieldInvalidCharacter, Message: "is not valid UTF-8"})
	case n < MinPassword:
		f.Add(model.FieldError{
			Field: field, Code: model.FieldInvalid, Limit: MinPassword, Got: n,
			Message: fmt.Sprintf("is %d characters long; at least %d are needed, and a few words are easiest to keep in mind", n, MinPassword),
		})
	case n > MaxPassword:
		f.Add(model.FieldError{Field: field, Code: model.FieldTooLong, Limit: MaxPassword, Got: n})
	case tooSimple(value, u):
		f.Add(model.FieldError{Field: field, Code: model.FieldInvalid, Message: "is the name, the address or one character over and over"})
	}
}

// tooSimple reports whether a password is one that attackers try first: one repeated character, the name or the email address.
func tooSimple(password string, u *model.User) bool {
	first, _ := utf8.DecodeRuneInString(password)
	if strings.Trim(password, string(first)) == "" {
		return true
	}
	folded := model.FoldCase(password)
	return folded == model.FoldCase(u.Name) || u.Email != nil && folded == model.FoldCase(*u.Email)
}
