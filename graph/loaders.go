package graph

import (
	"cmp"
	"context"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"chattr/internal/chat"
	"chattr/internal/model"
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
	invitationPages loader[parentPage, *chat.InvitationConnection]
	rolePages       loader[parentPage, *chat.RoleConnection]
	messagePages    loader[parentPage, *chat.MessageConnection]
	auditLogs       loader[parentPage, *chat.AuditEntryConnection]
	serverWebhooks  loader[parentPage, *chat.WebhookConnection]
	channelWebhooks loader[parentPage, *chat.WebhookConnection]
}

// newLoaders makes fresh loaders for a response: they keep what they read, and never read for another viewer.
func newLoaders(c *chat.Chat, a model.Actor, wait time.Duration) *loaderSet {
	in := batching{actor: a, wait: wait}
	return &loaderSet{
		users: newLoader(in, "user", c.Users),
		servers: newLoader(in, "server", func(ctx context.Context, ids []model.ID) (map[model.ID]*model.Server, error) {
			return c.Servers(ctx, a, ids)
		}),
		channels: newLoader(in, "channel", func(ctx context.Context, ids []model.ID) (map[model.ID]*model.Channel, error) {
			return c.Channels(ctx, a, ids)
		}),
		permissions: newLoader(in, "server", func(ctx context.Context, ids []model.ID) (map[model.ID][]model.Permission, error) {
			return c.PermissionsOn(ctx, a, ids)
		}),
		memberRoles: newLoader(in, "", c.RolesOfMembers),

		channelPages:    newPageLoader(in, nobodyDenied(c.ChannelsOf)),
		memberPages:     newPageLoader(in, c.MembersOf),
		invitationPages: newPageLoader(in, c.InvitationsOf),
		rolePages:       newPageLoader(in, c.RolesOf),
		messagePages:    newPageLoader(in, messagesWithinBudget(nobodyDenied(c.MessagesOf))),
		auditLogs:       newPageLoader(in, c.AuditLogsOf),
		serverWebhooks:  newPageLoader(in, c.WebhooksOfServers),
		channelWebhooks: newPageLoader(in, c.WebhooksOfChannels),
	}
}

// loader wraps a dataloader.
type loader[K comparable, V any] struct{ *dataloader.Loader[K, V] }

// batching is what the loaders of a response have in common.
type batching struct {
	actor model.Actor
	wait  time.Duration // of the first field, for others to ask for the same thing
}

const batchWait = time.Millisecond

// newLoader makes a loader of things of that kind: what read leaves out is NOT_FOUND, or the zero value if kind is "".
func newLoader[K comparable, V any](in batching, kind string, read func(context.Context, []K) (map[K]V, error)) loader[K, V] {
	return newDenyingLoader(in, kind, func(ctx context.Context, keys []K) (map[K]V, map[K]error, error) {
		values, err := read(ctx, keys)
		return values, nil, err
	})
}

// newDenyingLoader is newLoader for a read that says of some keys why it does not answer them.
func newDenyingLoader[K comparable, V any](
	in batching, kind string, read func(context.Context, []K) (map[K]V, map[K]error, error),
) loader[K, V] {
	batch := func(ctx context.Context, keys []K) []*dataloader.Result[V] {
		values, denied, err := read(ctx, keys)
		results := make([]*dataloader.Result[V], len(keys))
		for i, key := range keys {
			value, ok := values[key]
			results[i] = &dataloader.Result[V]{Data: value, Error: cmp.Or(err, denied[key])}
			if results[i].Error == nil && !ok && kind != "" {
				results[i].Error = model.NoSuch(kind)
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
