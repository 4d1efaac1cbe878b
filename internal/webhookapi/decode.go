package webhookapi

import (
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/strictjson"
)

// decode parses the body of a post: one JSON object with content and, optionally, name and avatarUrl. It skips other members, but they
// must be valid JSON. It returns the post and the skipped members that other services read. The post shares no memory with the body.
// The error is one of strictjson, or VALIDATION_FAILED with one field error per wrong member.
func decode(body []byte) (chat.WebhookPost, foreign, error) {
	d := decoder{Reader: strictjson.New(body)}
	if err := d.Object(d.member); err != nil {
		return chat.WebhookPost{}, nil, err
	}
	if !d.given {
		d.wrong = append(d.wrong, model.FieldError{Field: "content", Code: model.FieldRequired})
	}
	if err := model.Invalid(model.ValidationFailed, d.wrong...); err != nil {
		return chat.WebhookPost{}, nil, d.foreign.explain(err)
	}
	return d.post, d.foreign, nil
}

// decoder parses one body. It collects field errors in wrong instead of stopping at the first.
type decoder struct {
	strictjson.Reader
	post  chat.WebhookPost
	given bool // whether content is present and not null
	foreign
	wrong []model.FieldError
}

// member parses the value of the member called name. It returns only syntax errors; wrong types are added to d.wrong.
func (d *decoder) member(name []byte) error {
	switch string(name) {
	case "content":
		d.given = d.Peek() != 'n'
		return d.field("content", &d.post.Content)
	case "name":
		return d.optional("name", &d.post.Name)
	case "avatarUrl":
		return d.optional("avatarUrl", &d.post.AvatarURL)
	}
	d.foreign.add(name)
	return d.Skip()
}

// optional parses a string member into *target. If the value is null, *target stays nil.
func (d *decoder) optional(name string, target **string) error {
	if d.Peek() == 'n' {
		return d.Null()
	}
	*target = new(string)
	return d.field(name, *target)
}

// field parses a string member into *target. If the value is null, *target stays empty. If it has another type, field adds a field
// error to d.wrong and returns nil.
func (d *decoder) field(name string, target *string) (err error) {
	c := d.Peek()
	switch c {
	case '"':
		*target, err = d.Text()
		return err
	case 'n':
		return d.Null()
	}
	if err := d.Skip(); err != nil {
		return err
	}
	d.wrong = append(d.wrong, model.FieldError{
		Field: name, Code: model.FieldType, Message: "must be a string, not " + kindOf(c),
	})
	return nil
}

// kindOf returns the JSON type of the value whose first byte is c, with an article, for error messages.
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
