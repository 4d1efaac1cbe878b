package rest

import (
	"bytes"
	"unicode/utf8"

	"chattr/chat"
	"chattr/model"
)

// decode reads the body of a post: one JSON object with content and perhaps name and avatarUrl; other members are skipped,
// but must be valid. What is wrong comes back as a *model.Error with one of INVALID_JSON, INVALID_UTF8, DUPLICATE_KEY,
// JSON_TOO_DEEP and VALIDATION_FAILED. The post shares no memory with the body.
func decode(body []byte) (chat.WebhookPost, error) {
	d := decoder{reader: reader{text: body}}
	if err := d.document(); err != nil {
		return chat.WebhookPost{}, err
	}
	if !d.given {
		d.wrong = append(d.wrong, model.FieldError{Field: "content", Code: model.FieldRequired, Message: "is required"})
	}
	if err := model.Invalid(model.ValidationFailed, d.wrong...); err != nil {
		return chat.WebhookPost{}, err
	}
	return d.post, nil
}

type decoder struct {
	reader
	post  chat.WebhookPost
	given bool // content was there and not null
	wrong []model.FieldError
}

func (d *decoder) document() error {
	if !utf8.Valid(d.text) {
		return model.Errorf(codeInvalidUTF8, "The body is not valid UTF-8: byte %d is not part of a character.", firstInvalid(d.text)+1)
	}
	if bytes.HasPrefix(d.text, []byte("\ufeff")) {
		return model.Errorf(codeInvalidJSON, "The body begins with a byte order mark, which JSON does not allow.")
	}
	if d.space() != '{' {
		return d.unexpected("an object")
	}
	if err := d.object(1, d.member); err != nil {
		return err
	}
	if d.space(); d.at < len(d.text) {
		return d.unexpected("nothing after the object")
	}
	return nil
}

func (d *decoder) member(name []byte) error {
	switch string(name) {
	case "content":
		d.given = d.space() != 'n'
		return d.field("content", &d.post.Content)
	case "name":
		return d.optional("name", &d.post.Name)
	case "avatarUrl":
		return d.optional("avatarUrl", &d.post.AvatarURL)
	default:
		return d.skip(1)
	}
}

// optional reads a member that leaves its target nil when it is null.
func (d *decoder) optional(name string, target **string) error {
	if d.space() == 'n' {
		return d.literal("null")
	}
	*target = new(string)
	return d.field(name, *target)
}

// field reads a member that is a string; null leaves its target empty.
func (d *decoder) field(name string, target *string) error {
	c := d.space()
	switch c {
	case '"':
		text, err := d.quoted()
		*target = text.String()
		return err
	case 'n':
		return d.literal("null")
	}
	if err := d.skip(1); err != nil {
		return err
	}
	d.wrong = append(d.wrong, model.FieldError{
		Field: name, Code: model.FieldType, Message: "must be a string, not " + kindOf(c),
	})
	return nil
}

// kindOf names the kind of the value that begins with c.
func kindOf(c byte) string {
	switch c {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "a boolean"
	default:
		return "a number"
	}
}

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
