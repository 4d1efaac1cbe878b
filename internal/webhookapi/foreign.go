package webhookapi

import (
	"errors"
	"slices"
	"strings"

	"chattr/internal/model"
)

// foreign lists the names of the members of a post that other services read and this route does not, in the order of the body.
type foreign []string

// replacements maps members of other services (Discord, Slack, Mattermost, Teams, ntfy, Gotify, Telegram, Alertmanager, Grafana) to
// the member of this route that takes the same value. The value is "" if no member does: then the sender has to put the text into
// content.
var replacements = map[string]string{
	"text": "content", "message": "content", "msg": "content", "body": "content", "title": "content", "summary": "content", "description": "content",
	"username": "name", "avatar_url": "avatarUrl", "icon_url": "avatarUrl", "icon_emoji": "avatarUrl",
	"embeds": "", "components": "", "poll": "", "attachments": "", "blocks": "", "sections": "", "cards": "", "cardsV2": "", "card": "", "props": "",
	"file": "", "files": "", "payload_json": "", "sticker_ids": "", "fields": "", "alerts": "", "extras": "", "actions": "", "attach": "",
}

// add appends name if it is a key of replacements. It ignores all other names, so that an error quotes nothing else of a body.
func (names *foreign) add(name []byte) {
	if _, known := replacements[string(name)]; known {
		*names = append(*names, string(name))
	}
}

// explain extends the error of a post whose content is missing or empty: it lists the foreign members of the post, with a field error
// for each that says which member of this route to use. It returns other errors unchanged.
func (names foreign) explain(err error) error {
	var refused *model.Error
	if len(names) == 0 || !errors.As(err, &refused) || refused.Code != model.ValidationFailed {
		return err
	}
	fields := slices.Clone(refused.Fields)
	at := slices.IndexFunc(fields, func(f model.FieldError) bool {
		return f.Field == "content" && (f.Code == model.FieldRequired || f.Code == model.FieldEmpty)
	})
	if at < 0 {
		return err
	}
	fields[at].Message += "; the body has " + quoted(names) + ", which this route does not read: send the text as content"
	for _, name := range names {
		e := model.FieldError{Field: name, Code: model.FieldUnsupported, Message: "is not accepted yet; put its text into content"}
		if ours := replacements[name]; ours != "" {
			e.Message = "is not accepted; its value belongs into " + ours
		}
		fields = append(fields, e)
	}
	return model.Invalid(refused.Code, fields...)
}

// quoted returns the names in double quotes, joined by commas and "and".
func quoted(names []string) string {
	var list strings.Builder
	for i, name := range names {
		switch {
		case i > 0 && i == len(names)-1:
			list.WriteString(" and ")
		case i > 0:
			list.WriteString(", ")
		}
		list.WriteString(`"` + name + `"`)
	}
	return list.String()
}
