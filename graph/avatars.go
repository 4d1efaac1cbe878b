package graph

import (
	"context"

	"chattr/internal/model"
)

// avatars reports whether this server serves pictures of authors.
type avatars bool

// path returns the path of the picture of a message or a webhook, whose avatar has that URL. It returns nil if there is no picture.
func (a avatars) path(of model.ID, url *string) *string {
	if !a {
		return nil
	}
	return model.AvatarPath(of, url)
}

func (r *messageAuthorResolver) AvatarPath(_ context.Context, a *model.MessageAuthor) (*string, error) {
	return r.avatars.path(a.MessageID, a.AvatarURL), nil
}

func (r *webhookResolver) AvatarPath(_ context.Context, w *model.Webhook) (*string, error) {
	return r.avatars.path(w.ID, w.AvatarURL), nil
}
