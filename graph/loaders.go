package graph

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// loaderSet collects the keys that the fields of one response need, so that a list of any length costs one statement per field.
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

// newLoaders returns loaders for one response. They cache their results, so they must not be used for another viewer.
func newLoaders(c *chat.Chat, a model.Actor, wait time.Duration) *loaderSet {
	in := batching{actor: a, wait: wait}
	return &loaderSet{
		users: newLoader(in, "user", c.Accounts.Users),
		servers: newLoader(in, "server", func(ctx context.Context, ids []model.ID) (map[model.ID]*model.Server, error) {
			return c.Servers.ByID(ctx, a, ids)
		}),
		channels: newLoader(in, "channel", func(ctx context.Context, ids []model.ID) (map[model.ID]*model.Channel, error) {
			return c.Channels.ByID(ctx, a, ids)
		}),
		permissions: newLoader(in, "server", func(ctx context.Context, ids []model.ID) (map[model.ID][]model.Permission, error) {
			return c.PermissionsOn(ctx, a, ids)
		}),
		memberRoles: newLoader(in, "", c.Roles.RolesOfMembers),

		channelPages:    newPageLoader(in, withoutErrors(c.Channels.ChannelsOf)),
		memberPages:     newPageLoader(in, c.Members.MembersOf),
		invitationPages: newPageLoader(in, c.Invitations.InvitationsOf),
		rolePages:       newPageLoader(in, c.Roles.RolesOf),
		messagePages:    newPageLoader(in, messagesWithinBudget(withoutErrors(c.Messages.MessagesOf))),
		auditLogs:       newPageLoader(in, c.AuditLog.AuditLogsOf),
		serverWebhooks:  newPageLoader(in, c.Webhooks.WebhooksOfServers),
		channelWebhooks: newPageLoader(in, c.Webhooks.WebhooksOfChannels),
	}
}

// loader wraps a dataloader.
type loader[K comparable, V any] struct{ *dataloader.Loader[K, V] }

// batching configures the loaders of a response.
type batching struct {
	actor model.Actor
	wait  time.Duration // how long the first field waits for others
}

// batchWait is how long the first field of a batch waits for others.
const batchWait = time.Millisecond

// newLoader returns a loader of objects of that kind. Keys that read omits are NOT_FOUND, or the zero value if kind is "".
func newLoader[K comparable, V any](in batching, kind string, read func(context.Context, []K) (map[K]V, error)) loader[K, V] {
	return newFallibleLoader(in, kind, func(ctx context.Context, keys []K) (map[K]V, map[K]error, error) {
		values, err := read(ctx, keys)
		return values, nil, err
	})
}

// newFallibleLoader returns a loader like newLoader. read returns an error for each key that it refuses.
func newFallibleLoader[K comparable, V any](
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

// one returns the object with that key.
func (l loader[K, V]) one(ctx context.Context, key K) (V, error) { return l.Load(ctx, key)() }

// all returns the objects with these keys. It omits those that do not exist.
func (l loader[K, V]) all(ctx context.Context, keys []K) ([]V, error) {
	values, errs := l.LoadMany(ctx, keys)()
	found := make([]V, 0, len(keys))
	for i, value := range values {
		switch {
		case errs == nil || errs[i] == nil:
			found = append(found, value)
		case absent(errs[i]) != nil:
			return nil, errs[i]
		}
	}
	return found, nil
}

type loadersKey struct{}

// withLoaders returns a context with loaders for the actor of ctx.
func withLoaders(ctx context.Context, c *chat.Chat, wait time.Duration) context.Context {
	return context.WithValue(ctx, loadersKey{}, newLoaders(c, actor(ctx), wait))
}

// loaders returns the loaders of the response that ctx belongs to.
func loaders(ctx context.Context) *loaderSet { return ctx.Value(loadersKey{}).(*loaderSet) }

// parentPage is the key of a page of one parent's list.
type parentPage struct {
	parent model.ID
	page   chat.Page
}

// page reads a page of a parent's list, of objects of that kind.
func page[V any](
	ctx context.Context, l loader[parentPage, V], parent model.ID, kind model.Kind,
	first *int, after *string, last *int, before *string,
) (none V, err error) {
	p, err := chat.ParsePage(kind, first, after, last, before)
	if err != nil {
		return none, err
	}
	return l.one(ctx, parentPage{parent: parent, page: p})
}

// readPages reads the same page of many parents' lists. It returns an error for each parent whose list the actor may not read.
type readPages[V any] func(context.Context, model.Actor, []model.ID, chat.Page) (map[model.ID]V, map[model.ID]error, error)

// withoutErrors returns readPages for a read that only omits parents.
func withoutErrors[V any](
	read func(context.Context, model.Actor, []model.ID, chat.Page) (map[model.ID]V, error),
) readPages[V] {
	return func(ctx context.Context, a model.Actor, parents []model.ID, p chat.Page) (map[model.ID]V, map[model.ID]error, error) {
		pages, err := read(ctx, a, parents, p)
		return pages, nil, err
	}
}

// newPageLoader returns a loader that reads equal pages of many parents together.
func newPageLoader[V any](in batching, read readPages[V]) loader[parentPage, V] {
	return newFallibleLoader(in, "thing", func(ctx context.Context, keys []parentPage) (
		pages map[parentPage]V, denied map[parentPage]error, err error,
	) {
		parents := map[chat.Page][]model.ID{}
		for _, k := range keys {
			parents[k.page] = append(parents[k.page], k.parent)
		}
		pages, denied = make(map[parentPage]V, len(keys)), map[parentPage]error{}
		for p, ids := range parents {
			byParent, refused, err := read(ctx, in.actor, ids, p)
			if err != nil {
				return nil, nil, err
			}
			maps.Insert(pages, ofPage(byParent, p))
			maps.Insert(denied, ofPage(refused, p))
		}
		return pages, denied, nil
	})
}

// ofPage returns the elements with keys of that page instead of the parents.
func ofPage[V any](byParent map[model.ID]V, p chat.Page) iter.Seq2[parentPage, V] {
	return func(yield func(parentPage, V) bool) {
		for id, v := range byParent {
			if !yield(parentPage{id, p}, v) {
				return
			}
		}
	}
}
