package db

import (
	"context"
	"database/sql"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// reach bounds what is read of a channel whose messages are deleted.
type reach struct {
	// window is how many numbers a page is looked for in, at first: so much can be read through in no time. A page that is not
	// full by then jumps over what is deleted.
	window int64
	stride int // how many messages are read between two jumps
}

var usualReach = reach{window: 2000, stride: 200}

// within is the part of the page that is looked at first. Where the page is open at the end that it begins at, the channel's
// head or its first message says where that lies.
func (p Page) within(window int64) (narrowed Page, open bool) {
	switch {
	case p.Backward && p.Before > 0:
		p.After = max(p.After, p.Before-1-window)
	case !p.Backward && p.After > 0:
		p.Before = p.After + 1 + window
	default:
		return p, true
	}
	return p, false
}

// full says whether the page certainly misses nothing that lies outside of the window. The floor says nothing about that:
// messages outlive their events.
func (p *MessagePage) full(page Page, window int64) bool {
	if len(p.Messages) > page.Limit {
		return true
	}
	if !page.Backward {
		return page.After+window >= p.Head.Number
	}
	end := p.Head.Number + 1
	if page.Before > 0 {
		end = min(end, page.Before)
	}
	return end-1-window <= page.After
}

// messagesJumping reads a page of a channel that the caller has found to be visible, at one moment: some messages, then a jump
// over the deleted ones that they end in. There are at most twice as many jumps as the page has messages.
func (db *DB) messagesJumping(ctx context.Context, channel model.ID, page Page) (p *MessagePage, err error) {
	// NOTE(dialect): what SQLite reads in a transaction is of one moment anyway, and it knows no other isolation.
	options := &sql.TxOptions{ReadOnly: true}
	if db.postgres() {
		options.Isolation = sql.LevelRepeatableRead
	}
	p = &MessagePage{}
	err = db.read.RunInTx(ctx, options, func(ctx context.Context, tx bun.Tx) error {
		if err := tx.NewSelect().Model(&p.Head).Where("channel_id = ?", channel).Scan(ctx); err != nil {
			return err
		}
		for more := true; more && len(p.Messages) <= page.Limit; {
			if more, err = p.extend(ctx, tx, channel, &page, db.reach.stride); err != nil {
				return err
			}
		}
		return nil
	})
	p.Messages = p.Messages[:min(len(p.Messages), page.Limit+1)]
	if page.Backward {
		slices.Reverse(p.Messages)
	}
	return p, wrap(err)
}

// extend adds the messages that come next, narrows what is left of the page, and says whether there may be more.
func (p *MessagePage) extend(ctx context.Context, tx bun.Tx, channel model.ID, left *Page, stride int) (more bool, err error) {
	var rows []*model.Message
	next := Page{After: left.After, Before: left.Before, Backward: left.Backward, Limit: stride - 1} // narrow reads one more
	err = next.narrow(tx.NewSelect().Model(&rows).Where("message.channel_id = ?", channel), "message.number").Scan(ctx)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	for _, m := range rows {
		if m.DeletedAt == nil {
			p.Messages = append(p.Messages, m)
		}
	}
	last := rows[len(rows)-1]
	run := &model.DeletedRun{FirstNumber: last.Number, LastNumber: last.Number}
	if last.DeletedAt != nil {
		if run, err = runAround(ctx, tx, last); err != nil {
			return false, err
		}
	}
	if left.Backward {
		left.Before = run.FirstNumber
	} else {
		left.After = run.LastNumber
	}
	return len(rows) == stride, nil
}
