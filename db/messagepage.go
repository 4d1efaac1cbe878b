package db

import (
	"context"
	"database/sql"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// pageText names a text of messagesOfChannel.
//
// NOTE(dialect): the limit is part of it, since PostgreSQL that does not know it guesses so badly that it plans each time anew.
type pageText struct {
	administers, backward, open bool
	limit                       int
}

// usual says whether so many are often asked for. Only for such pages a text is kept, so that there are few.
func usual(limit int) bool { return limit%10 == 0 || limit == 25 }

// messagesOfChannel is MessagesOf for one channel, an actor who is not bound to channels and a usual limit: what is read
// most. So it is prepared, and scanned without bun's reflection.
func (db *DB) messagesOfChannel(
	ctx context.Context, actor model.Actor, channel model.ID, page Page,
) (map[model.ID]*MessagePage, error) {
	narrowed, open := page.within(db.reach.window)
	text := db.texts.of(pageText{actor.Administers(), page.Backward, open, page.Limit}, func() string {
		ask := messagesAsked{bun.Safe("$1"), bun.Safe("$2"), bun.Safe("$3"), page.Limit + 1, bun.Safe("$4")}
		return db.messagesWithHead(actor, ask, page.Backward, open, "h.number, h.event_id, m.*", pageColumns).String()
	})
	after, before := narrowed.bounds()
	args := []any{int64(channel), after, before}
	if !actor.Administers() {
		args = append(args, int64(actor.UserID()))
	}
	rows, err := db.queryPrepared(ctx, text, args...)
	if err != nil {
		return nil, wrap(err)
	}
	defer rows.Close()
	p, err := scanMessagePage(rows, channel)
	if err != nil || p == nil {
		return nil, wrap(err)
	}
	if page.Backward {
		slices.Reverse(p.Messages)
	}
	return map[model.ID]*MessagePage{channel: p}, nil
}

// pageColumns are what a page needs to be told of each message: every column costs, and the others are the same in all rows.
const pageColumns = bun.Safe("message.id, message.number, message.author_kind, message.author_id, message.author_name, " +
	"message.avatar_url, message.content, message.created_at, message.edited_at")

// scanMessagePage is nil when there is no row: the channel is not to be seen.
func scanMessagePage(rows *sql.Rows, channel model.ID) (p *MessagePage, err error) {
	for rows.Next() {
		if p == nil {
			p = &MessagePage{Head: model.Head{ChannelID: channel}}
			if some, err := scanHead(rows, &p.Head); err != nil || !some {
				return p, err
			}
		}
		m := &model.Message{ChannelID: channel}
		err := rows.Scan(skip{}, skip{}, &m.ID, &m.Number, &m.AuthorKind, &m.AuthorID, &m.AuthorName,
			&m.AvatarURL, &m.Content, &m.CreatedAt, &m.EditedAt)
		if err != nil {
			return nil, err
		}
		p.Messages = append(p.Messages, m)
	}
	return p, rows.Err()
}

// scanHead reads the head that stands in every row, and says whether there is a message beside it.
func scanHead(rows *sql.Rows, h *model.Head) (some bool, err error) {
	var message sql.NullInt64
	err = rows.Scan(&h.Number, &h.EventID, &message, skip{}, skip{}, skip{}, skip{}, skip{}, skip{}, skip{}, skip{})
	return message.Valid, err
}

// skip is the destination of columns that the caller does not need.
type skip struct{}

// Scan takes anything.
func (skip) Scan(any) error { return nil }
