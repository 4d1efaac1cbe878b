package rest

import (
	"chattr/chat"
	"chattr/model"
	"chattr/strictjson"
)

// decode reads the body of a post: one JSON object with content and perhaps name and avatarUrl; other members are skipped,
// but must be valid. What is wrong comes back as an error of strictjson or VALIDATION_FAILED. The post shares no memory with
// the body.
func decode(body []byte) (chat.WebhookPost, error) {
	d := decoder{Reader: strictjson.New(body)}
	if err := d.Object(d.member); err != nil {
		return chat.WebhookPost{}, err
	}
	if !d.given {
		d.wrong = append(d.wrong, d.missing())
	}
	if err := model.Invalid(model.ValidationFailed, d.wrong...); err != nil {
		return chat.WebhookPost{}, err
	}
	return d.post, nil
}

type decoder struct {
	strictjson.Reader
	post  chat.WebhookPost
	given bool   // content was there and not null
	other string // where senders for other services put the content
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
	case "text", "embeds", "attachments", "blocks", "message":
		if d.other == "" {
			d.other = string(name)
		}
	}
	return d.Skip()
}

// missing is the error of a post without content. Who sends what another service takes is told so.
func (d *decoder) missing() model.FieldError {
	message := "is required"
	if d.other != "" {
		message += `; the body has "` + d.other + `"`
	}
	return model.FieldError{Field: "content", Code: model.FieldRequired, Message: message}
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
