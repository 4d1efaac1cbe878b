package db

import (
	"context"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// insertDeleted makes a run of a message that is being deleted and of the runs beside it. Needs the lock of the head.
func insertDeleted(ctx context.Context, tx bun.Tx, m *model.Message) error {
	run := &model.DeletedRun{ChannelID: m.ChannelID, FirstNumber: m.Number, LastNumber: m.Number}
	below, err := takeRun(ctx, tx, m.ChannelID, "last_number = (SELECT max(number) FROM messages WHERE channel_id = ?0 AND number < ?1)", m.Number)
	if err != nil {
		return err
	}
	above, err := takeRun(ctx, tx, m.ChannelID, "last_number = (SELECT min(last_number) FROM deleted_runs WHERE channel_id = ?0 AND last_number > ?1) "+
		"AND first_number = (SELECT min(number) FROM messages WHERE channel_id = ?0 AND number > ?1)", m.Number)
	if err != nil {
		return err
	}
	if below != nil {
		run.FirstNumber = below.FirstNumber
	}
	if above != nil {
		run.LastNumber = above.LastNumber
	}
	_, err = tx.NewInsert().Model(run).Exec(ctx)
	return err
}

// takeRun removes the run of the channel that the condition finds; nil when there is none.
func takeRun(ctx context.Context, tx bun.Tx, channel model.ID, condition string, number int64) (*model.DeletedRun, error) {
	var taken []*model.DeletedRun
	err := tx.NewRaw("DELETE FROM deleted_runs WHERE channel_id = ?0 AND "+condition+" RETURNING channel_id, first_number, last_number",
		channel, number).Scan(ctx, &taken)
	if err != nil || len(taken) == 0 {
		return nil, err
	}
	return taken[0], nil
}

// runAround is the run that a deleted message lies in, or the message alone.
func runAround(ctx context.Context, tx bun.Tx, m *model.Message) (*model.DeletedRun, error) {
	var runs []*model.DeletedRun
	err := tx.NewSelect().Model(&runs).Where("channel_id = ?", m.ChannelID).Where("last_number >= ?", m.Number).
		OrderExpr("last_number").Limit(1).Scan(ctx)
	if err != nil || len(runs) == 0 || runs[0].FirstNumber > m.Number {
		return &model.DeletedRun{FirstNumber: m.Number, LastNumber: m.Number}, err
	}
	return runs[0], nil
}

// deleteRunsBelow forgets the runs of which no message is there any more: retention removes the oldest first.
func deleteRunsBelow(ctx context.Context, tx bun.Tx, head model.Head) error {
	_, err := tx.NewRaw("DELETE FROM deleted_runs WHERE channel_id = ?0 AND last_number < "+
		"COALESCE((SELECT min(number) FROM messages WHERE channel_id = ?0), ?1)", head.ChannelID, head.Number+1).Exec(ctx)
	return err
}
