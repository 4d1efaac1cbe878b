package db

import (
	"context"

	"github.com/uptrace/bun"
)

// Room says whether there is room for one more beside n, or why not. It is asked in the transaction that adds the one, with
// what they are counted by locked: those who come at once do not pass a limit together. nil: there is room.
type Room func(n int) error

// beside asks about as many as the query selects.
func (room Room) beside(ctx context.Context, q *bun.SelectQuery) error {
	if room == nil {
		return nil
	}
	n, err := q.Count(ctx)
	if err != nil {
		return err
	}
	return room(int(n))
}
