package graph

import (
	"context"

	"chattr/chat"
	"chattr/model"
)

// parentPage asks for a page of one parent's list.
type parentPage struct {
	parent model.ID
	page   chat.Page
}

// channelPage asks for a page of one channel's webhooks, which are its server's to show.
type channelPage struct {
	channel, server model.ID
	page            chat.Page
}

func page[V any](
	ctx context.Context, l loader[parentPage, V], parent model.ID, first *int, after *string, last *int, before *string,
) (none V, err error) {
	p, err := chat.ParsePage(first, after, last, before)
	if err != nil {
		return none, err
	}
	return l.one(ctx, parentPage{parent: parent, page: p})
}

// pageLoader reads equal pages of many parents together.
func pageLoader[V any](
	in batching, absent error,
	read func(context.Context, model.Actor, []model.ID, chat.Page) (map[model.ID]V, error),
) loader[parentPage, V] {
	return newLoader(in, absent, func(ctx context.Context, keys []parentPage) (map[parentPage]V, error) {
		parents := map[chat.Page][]model.ID{}
		for _, k := range keys {
			parents[k.page] = append(parents[k.page], k.parent)
		}
		pages := make(map[parentPage]V, len(keys))
		for p, ids := range parents {
			byParent, err := read(ctx, in.actor, ids, p)
			if err != nil {
				return nil, err
			}
			for id, v := range byParent {
				pages[parentPage{id, p}] = v
			}
		}
		return pages, nil
	})
}

func channelWebhookLoader(in batching, c *chat.Chat, absent error) loader[channelPage, *chat.WebhookConnection] {
	type keys = []channelPage
	return newLoader(in, absent, func(ctx context.Context, all keys) (map[channelPage]*chat.WebhookConnection, error) {
		servers := map[chat.Page]map[model.ID]model.ID{}
		for _, k := range all {
			if servers[k.page] == nil {
				servers[k.page] = map[model.ID]model.ID{}
			}
			servers[k.page][k.channel] = k.server
		}
		pages := make(map[channelPage]*chat.WebhookConnection, len(all))
		for p, serverOf := range servers {
			byChannel, err := c.WebhooksOfChannels(ctx, in.actor, serverOf, p)
			if err != nil {
				return nil, err
			}
			for id, v := range byChannel {
				pages[channelPage{id, serverOf[id], p}] = v
			}
		}
		return pages, nil
	})
}
