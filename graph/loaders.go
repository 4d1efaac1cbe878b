package graph

import (
	"context"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"chattr/chat"
	"chattr/model"
)

// loaderSet gathers what the fields of one response ask for, so that a list of any length costs one statement a field.
type loaderSet struct {
	users       loader[model.ID, *model.User]
	servers     loader[model.ID, *model.Server]
	channels    loader[model.ID, *model.Channel]
	permissions loader[model.ID, []model.Permission]
	memberRoles loader[model.ID, []*model.Role]

	channelPages    loader[parentPage, *chat.ChannelConnection]
	memberPages     loader[parentPage, *chat.MemberConnection]
	rolePages       loader[parentPage, *chat.RoleConnection]
	messagePages    loader[parentPage, *chat.MessageConnection]
	serverWebhooks  loader[parentPage, *chat.WebhookConnection]
	channelWebhooks loader[channelPage, *chat.WebhookConnection]
}

// newLoaders makes fresh loaders for a response: they keep what they read, and never read for another viewer.
func newLoaders(c *chat.Chat, a model.Actor, wait time.Duration) *loaderSet {
	in := batching{actor: a, wait: wait}
	notFound := model.Errorf(model.NotFound, "There is no such thing, or it may not be seen.")
	forbidden := model.Errorf(model.Forbidden, "This list needs the permission MANAGE_SERVER, or a token without bounds.")
	return &loaderSet{
		users: newLoader(in, notFound, c.Users),
		servers: newLoader(in, notFound, func(ctx context.Context, ids []model.ID) (map[model.ID]*model.Server, error) {
			return c.Servers(ctx, a, ids)
		}),
		channels: newLoader(in, notFound, func(ctx context.Context, ids []model.ID) (map[model.ID]*model.Channel, error) {
			return c.Channels(ctx, a, ids)
		}),
		permissions: newLoader(in, notFound, func(ctx context.Context, ids []model.ID) (map[model.ID][]model.Permission, error) {
			return c.PermissionsOn(ctx, a, ids)
		}),
		memberRoles: newLoader(in, nil, c.RolesOfMembers),

		channelPages:    pageLoader(in, notFound, c.ChannelsOf),
		memberPages:     pageLoader(in, forbidden, c.MembersOf),
		rolePages:       pageLoader(in, forbidden, c.RolesOf),
		messagePages:    pageLoader(in, notFound, c.MessagesOf),
		serverWebhooks:  pageLoader(in, forbidden, c.WebhooksOfServers),
		channelWebhooks: channelWebhookLoader(in, c, forbidden),
	}
}

// loader wraps a dataloader: what the batch leaves out is answered by the error absent, or if that is nil by nothing.
type loader[K comparable, V any] struct{ *dataloader.Loader[K, V] }

// batching is what the loaders of a response have in common.
type batching struct {
	actor model.Actor
	wait  time.Duration // of the first field, for others to ask for the same thing
}

const batchWait = time.Millisecond

func newLoader[K comparable, V any](in batching, absent error, read func(context.Context, []K) (map[K]V, error)) loader[K, V] {
	batch := func(ctx context.Context, keys []K) []*dataloader.Result[V] {
		values, err := read(ctx, keys)
		results := make([]*dataloader.Result[V], len(keys))
		for i, key := range keys {
			value, ok := values[key]
			results[i] = &dataloader.Result[V]{Data: value, Error: err}
			if err == nil && !ok {
				results[i].Error = absent
			}
		}
		return results
	}
	return loader[K, V]{dataloader.NewBatchedLoader(batch, dataloader.WithWait[K, V](in.wait))}
}

func (l loader[K, V]) one(ctx context.Context, key K) (V, error) { return l.Load(ctx, key)() }

// all are the things of a list of keys; those that are absent are left out.
func (l loader[K, V]) all(ctx context.Context, keys []K) ([]V, error) {
	values, errs := l.LoadMany(ctx, keys)()
	things := make([]V, 0, len(keys))
	for i, value := range values {
		switch {
		case errs == nil || errs[i] == nil:
			things = append(things, value)
		case absent(errs[i]) != nil:
			return nil, errs[i]
		}
	}
	return things, nil
}

type loadersKey struct{}

func withLoaders(ctx context.Context, c *chat.Chat, wait time.Duration) context.Context {
	return context.WithValue(ctx, loadersKey{}, newLoaders(c, actor(ctx), wait))
}

func loaders(ctx context.Context) *loaderSet { return ctx.Value(loadersKey{}).(*loaderSet) }
