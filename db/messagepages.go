package db

import (
	"context"
	"math"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// MessagePage is a page of a channel's messages, oldest first, and the head of the channel in the same snapshot.
type MessagePage struct {
	Messages []*model.Message
	Head     model.Head
}

// MessagesOf is a page of each channel's messages, without deleted ones. Channels that the actor cannot see are left out.
func (db *DB) MessagesOf(
	ctx context.Context, actor model.Actor, channels []model.ID, page Page,
) (map[model.ID]*MessagePage, error) {
	found, err := db.messagesInWindow(ctx, actor, channels, page)
	if err != nil {
		return nil, err
	}
	for channel, p := range found {
		if p.full(page, db.reach.window) {
			continue
		}
		// SECURITY: the actor can see it, else it would not have been found.
		if found[channel], err = db.messagesJumping(ctx, channel, page); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (db *DB) messagesInWindow(
	ctx context.Context, actor model.Actor, channels []model.ID, page Page,
) (map[model.ID]*MessagePage, error) {
	if len(channels) == 1 && !actor.Bound() && usual(page.Limit) {
		return db.messagesOfChannel(ctx, actor, channels[0], page)
	}
	narrowed, open := page.within(db.reach.window)
	after, before := narrowed.bounds()
	rows, err := pages(ctx, db, channels, Page{}, list[messageRow]{
		query: func(channel model.ID) *bun.SelectQuery {
			ask := messagesAsked{channel, after, before, page.Limit + 1, actor.UserID()}
			return db.messagesWithHead(actor, ask, page.Backward, open, headColumns+", m.*", messageColumns)
		},
		key:    func(r *messageRow) int64 { return r.Number },
		parent: func(r *messageRow) model.ID { return r.HeadChannelID },
	})
	result := make(map[model.ID]*MessagePage, len(rows))
	for channel, rows := range rows {
		result[channel] = messagePage(rows)
	}
	return result, err
}

// bounds returns the numbers between which the page lies. Where the page has no bound, the number is beyond every event.
func (p Page) bounds() (after, before int64) {
	if p.Before > 0 {
		return p.After, p.Before
	}
	return p.After, math.MaxInt64
}

// messagesAsked are the arguments of messagesWithHead: values, or what stands for them in a prepared statement.
type messagesAsked struct{ channel, after, before, limit, user any }

// messagesWithHead is one statement, and so one snapshot on both dialects: what the page shows and what the stream after
// the head brings meet without a hole or a repeat. An empty page is one row without a message.
func (db *DB) messagesWithHead(
	actor model.Actor, ask messagesAsked, backward, open bool, columns string, ofMessages bun.Safe,
) *bun.SelectQuery {
	order, window := bun.Safe("ASC"), "message.number <= (SELECT min(number) + ? FROM messages"
	if backward {
		order, window = "DESC", "message.number > (SELECT number - ? FROM channel_heads"
	}
	where := "message.channel_id = ? AND message.deleted_at IS NULL AND message.number > ? AND message.number < ?"
	args := []any{ofMessages, ask.channel, ask.after, ask.before}
	if open {
		where += " AND " + window + " WHERE channel_id = ?)"
		args = append(args, db.reach.window, ask.channel)
	}
	messages := db.read.NewRaw("SELECT ? FROM messages AS message WHERE "+where+" ORDER BY message.number ? LIMIT ?",
		append(args, order, ask.limit)...)
	q := db.read.NewSelect().TableExpr("channel_heads AS h").
		ColumnExpr(columns).
		Join("JOIN channels AS channel ON channel.id = h.channel_id").
		Join("LEFT JOIN (?) AS m ON TRUE", messages).Where("h.channel_id = ?", ask.channel)
	return visibleChannelsOf(q, actor, ask.user)
}

const headColumns = "h.channel_id AS head_channel_id, h.number AS head_number, h.event_id AS head_event_id"

type messageRow struct {
	HeadChannelID model.ID
	HeadNumber    int64
	HeadEventID   model.ID
	model.Message
}

func messagePage(rows []*messageRow) *MessagePage {
	first := rows[0]
	p := &MessagePage{Head: model.Head{ChannelID: first.HeadChannelID, Number: first.HeadNumber, EventID: first.HeadEventID}}
	for _, r := range rows {
		if r.ID != 0 {
			p.Messages = append(p.Messages, &r.Message)
		}
	}
	return p
}
