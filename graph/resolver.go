package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// resolver resolves the fields that are not fields of their Go object. Each subject has a file.
type resolver struct {
	chat    *chat.Chat
	metrics *metrics.Metrics
	avatars avatars
}

// newSchema returns the schema with its resolvers.
func newSchema(r *resolver) *executableSchema {
	return NewExecutableSchema(Config{Resolvers: r}).(*executableSchema)
}

func (r *resolver) Query() QueryResolver                 { return &queryResolver{r} }
func (r *resolver) Mutation() MutationResolver           { return &mutationResolver{r} }
func (r *resolver) Subscription() SubscriptionResolver   { return &subscriptionResolver{r} }
func (r *resolver) Viewer() ViewerResolver               { return &viewerResolver{r} }
func (r *resolver) AccessToken() AccessTokenResolver     { return &accessTokenResolver{r} }
func (r *resolver) Server() ServerResolver               { return &serverResolver{r} }
func (r *resolver) Member() MemberResolver               { return &memberResolver{r} }
func (r *resolver) Role() RoleResolver                   { return &roleResolver{r} }
func (r *resolver) Invitation() InvitationResolver       { return &invitationResolver{r} }
func (r *resolver) Channel() ChannelResolver             { return &channelResolver{r} }
func (r *resolver) Webhook() WebhookResolver             { return &webhookResolver{r} }
func (r *resolver) AuditEntry() AuditEntryResolver       { return &auditEntryResolver{r} }
func (r *resolver) Message() MessageResolver             { return &messageResolver{r} }
func (r *resolver) MessageAuthor() MessageAuthorResolver { return &messageAuthorResolver{r} }

type (
	queryResolver         struct{ *resolver }
	mutationResolver      struct{ *resolver }
	subscriptionResolver  struct{ *resolver }
	viewerResolver        struct{ *resolver }
	accessTokenResolver   struct{ *resolver }
	serverResolver        struct{ *resolver }
	memberResolver        struct{ *resolver }
	roleResolver          struct{ *resolver }
	invitationResolver    struct{ *resolver }
	channelResolver       struct{ *resolver }
	webhookResolver       struct{ *resolver }
	auditEntryResolver    struct{ *resolver }
	messageResolver       struct{ *resolver }
	messageAuthorResolver struct{ *resolver }
)

// Node returns the object with that id, null if the viewer cannot see it.
func (r *queryResolver) Node(ctx context.Context, id model.ID) (model.Node, error) {
	n, err := r.chat.Node(ctx, actor(ctx), id)
	if err != nil {
		return nil, absent(err)
	}
	return n, nil
}

// found returns the object, or nil without an error if err is NOT_FOUND.
func found[T any](object *T, err error) (*T, error) {
	if err != nil {
		return nil, absent(err)
	}
	return object, nil
}

// absent returns err, or nil if it is NOT_FOUND.
func absent(err error) error {
	if model.ErrorCode(err) == model.NotFound {
		return nil
	}
	return err
}
