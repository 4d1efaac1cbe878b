package webhookapi

import (
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/strictjson"
)

// decode reads the body of a post: one JSON object with content and perhaps name and avatarUrl; other members are skipped,
// but must be valid. It returns the skipped members that other services read, and an error of strictjson or VALIDATION_FAILED. The post
// shares no memory with the body.
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

type decoder struct {
	strictjson.Reader
	post  chat.WebhookPost
	given bool // content was there and not null
	foreign
	wrong []model.FieldError
}

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

// optional reads a member that leaves its target nil when it is null.
func (d *decoder) optional(name string, target **string) error {
	if d.Peek() == 'n' {
		return d.Null()
	}
	*target = new(string)
	return d.field(name, *target)
}

// field reads a member that is a string; null leaves its target empty.
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
