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

// parentPage asks for a page of one parent's list.
type parentPage struct {
	parent model.ID
	page   chat.Page
}

// page reads a page of a parent's list, of things of that kind.
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

// readPages reads the same page of many parents' lists, and says of some parents why theirs is not answered.
type readPages[V any] func(context.Context, model.Actor, []model.ID, chat.Page) (map[model.ID]V, map[model.ID]error, error)

// nobodyDenied makes readPages of what only leaves out.
func nobodyDenied[V any](
	read func(context.Context, model.Actor, []model.ID, chat.Page) (map[model.ID]V, error),
) readPages[V] {
	return func(ctx context.Context, a model.Actor, parents []model.ID, p chat.Page) (map[model.ID]V, map[model.ID]error, error) {
		pages, err := read(ctx, a, parents, p)
		return pages, nil, err
	}
}

// newPageLoader reads equal pages of many parents together.
func newPageLoader[V any](in batching, read readPages[V]) loader[parentPage, V] {
	return newDenyingLoader(in, "thing", func(ctx context.Context, keys []parentPage) (
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

// ofPage makes each parent's key one of that page.
func ofPage[V any](byParent map[model.ID]V, p chat.Page) iter.Seq2[parentPage, V] {
	return func(yield func(parentPage, V) bool) {
		for id, v := range byParent {
			if !yield(parentPage{id, p}, v) {
				return
			}
		}
	}
}
