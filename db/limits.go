package db

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// deleteOldest removes the first rows of ended, until no more than `most` rows of all are left. Rows that have ended are kept for people
// to look at, but must not fill a table that a limit is to keep small.
func deleteOldest(ctx context.Context, tx bun.Tx, table any, all, ended *bun.SelectQuery, most int) error {
	n, err := all.Count(ctx)
	if err != nil || int(n) <= most {
		return err
	}
	_, err = tx.NewDelete().Model(table).Where("id IN (?)", ended.Limit(n-int64(most))).Exec(ctx)
	if err != nil {
		return fmt.Errorf("remove rows that have ended: %w", err)
	}
	return nil
}
