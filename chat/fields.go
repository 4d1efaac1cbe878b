package chat

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chattr/model"
)

// The limits of the fields: code points, but of a URL bytes.
const (
	contentLimit        = 4000
	nameLimit           = 80
	topicLimit          = 500
	avatarURLLimit      = 2048
	idempotencyKeyLimit = 255
)

// fields cleans the texts of an input and gathers what is wrong with them; the zero value is ready. Each method answers
// the text to store: white space cut at both ends, else byte for byte what came. It is of no use once err answers one.
type fields struct{ errors []model.FieldError }

func (f *fields) add(e model.FieldError) { f.errors = append(f.errors, e) }

// err is all that was gathered as one error, nil for nothing.
func (f *fields) err(code model.Code) error { return model.Invalid(code, f.errors...) }

// content is the text of a message.
func (f *fields) content(value string) string {
	return f.text("content", value, contentLimit, contentFlaw)
}

// name is the name of a server, a channel or a token, which no message carries as its author.
func (f *fields) name(field, value string) string {
	return f.text(field, value, nameLimit, nameFlaw)
}

// webhookName is a name that messages carry as their author: it is not a reserved one.
func (f *fields) webhookName(field, value string) string {
	before := len(f.errors)
	name := f.name(field, value)
	if len(f.errors) > before {
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

// overrideName is the name of one message; nil, "" and only white space mean the webhook's own.
func (f *fields) overrideName(value *string) *string {
	return f.optional(value, func(value string) string { return f.webhookName("name", value) })
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

// text is the rule that all texts share. What is cut at the ends is not judged, so a trailing newline is no flaw of a name.
func (f *fields) text(field, value string, limit int, flaw func(string) (int, string)) string {
	text := strings.TrimSpace(value)
	e := model.FieldError{Field: field}
	if at := invalidUTF8(text); at >= 0 {
		e.Code, e.Message = model.FieldInvalidCharacter, fmt.Sprintf("is not valid UTF-8 at byte %d", strings.Index(value, text)+at+1)
	} else if !hasVisible(text) {
		e.Code, e.Message = model.FieldEmpty, "has no visible characters"
	} else if got := utf8.RuneCountInString(text); got > limit {
		e.Code, e.Limit, e.Got = model.FieldTooLong, limit, got
	} else if at, why := flaw(text); at >= 0 {
		e.Code, e.Message = model.FieldInvalidCharacter, describe(value, strings.Index(value, text)+at, why)
	} else {
		return text
	}
	f.add(e)
	return text
}

// describe names the character at a byte offset by number and place, because it is most often one that nobody sees.
func describe(value string, at int, why string) string {
	r, _ := utf8.DecodeRuneInString(value[at:])
	return fmt.Sprintf("has %U as character %d: %s", r, utf8.RuneCountInString(value[:at])+1, why)
}

func invalidUTF8(text string) int {
	for at, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[at:], "\uFFFD") {
			return at
		}
	}
	return -1
}

func checkAvatarURL(text string) *model.FieldError {
	switch at := invalidUTF8(text); {
	case at >= 0:
		return &model.FieldError{Code: model.FieldInvalidCharacter, Message: fmt.Sprintf("is not valid UTF-8 at byte %d", at+1)}
	case len(text) > avatarURLLimit:
		return &model.FieldError{
			Code: model.FieldTooLong, Limit: avatarURLLimit, Got: len(text),
			Message: fmt.Sprintf("is %d bytes long; the limit is %d", len(text), avatarURLLimit),
		}
	}
	if why := urlFlaw(text); why != "" {
		return &model.FieldError{Code: model.FieldInvalidURL, Message: why}
	}
	return nil
}

// urlFlaw says what keeps a text from being an absolute http or https URL that every browser reads the same way.
func urlFlaw(text string) string {
	if at := strings.IndexFunc(text, refusedInURL); at >= 0 {
		return describe(text, at, "not allowed in a URL")
	}
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return "is not a URL"
	case u.Scheme != "http" && u.Scheme != "https":
		return "must begin with https:// or http://"
	case !strings.ContainsFunc(u.Hostname(), isLetterOrNumber):
		return "has no host"
	case u.User != nil:
		return "must not carry credentials" // SECURITY: every reader of the channel would be told them
	case u.Port() != "" && !isPort(u.Port()):
		return "has a port that does not exist"
	}
	return ""
}

// refusedInURL holds what RFC 3986 does not allow and what browsers drop, rewrite or may be led astray by.
func refusedInURL(r rune) bool {
	return unicode.IsControl(r) || isInvisible(r) || strings.ContainsRune("\"<>\\`", r)
}

func isLetterOrNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func isPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return err == nil && port > 0
}

// checkIdempotencyKey refuses a key that is not 1 to 255 visible ASCII characters; nil is no key.
func checkIdempotencyKey(key *string) error {
	if key == nil {
		return nil
	}
	const rule = "An idempotency key has 1 to 255 visible ASCII characters; "
	if *key == "" {
		return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one is empty.")
	}
	for at, r := range *key {
		if r < '!' || '~' < r {
			return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one has %U at byte %d.", r, at+1)
		}
	}
	if len(*key) > idempotencyKeyLimit {
		return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one has %d.", len(*key))
	}
	return nil
}
