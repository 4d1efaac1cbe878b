package graph

import (
	"context"

	"chattr/internal/model"
)

// avatars says whether this server has pictures at all.
type avatars bool

// path is where the picture is that a message or a webhook names by its URL; nil when there is none.
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
