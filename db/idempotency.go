package db

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

	"chattr/model"
)

// takeKeys takes the key of each post that brings one, and answers the first message to a post whose key is taken. A post
// whose key is in flight elsewhere waits here for that transaction to end.
func (a *appending) takeKeys(ctx context.Context) error {
	for i, p := range a.posts {
		if p.Key == nil || !a.open(i) {
			continue
		}
		if err := a.takeKey(ctx, i, p.Key); err != nil {
			return err
		}
	}
	return nil
}

func (a *appending) takeKey(ctx context.Context, i int, key *model.IdempotencyKey) error {
	if _, err := a.tx.NewDelete().Model(key).WherePK().Where("created_at <= ?", key.CreatedAt.Add(-model.IdempotencyWindow)).
		Exec(ctx); err != nil {
		return err
	}
	res, err := a.tx.NewInsert().Model(key).On("CONFLICT DO NOTHING").Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return a.replay(ctx, i, key)
}

func (a *appending) replay(ctx context.Context, i int, key *model.IdempotencyKey) error {
	first := &model.IdempotencyKey{ScopeID: key.ScopeID, UserID: key.UserID, KeyHash: key.KeyHash}
	if err := a.tx.NewSelect().Model(first).WherePK().Scan(ctx); err != nil {
		return err
	}
	if !bytes.Equal(first.Fingerprint, key.Fingerprint) {
		a.results[i].Err = model.Errorf(model.IdempotencyKeyReused,
			"This idempotency key was used for another message less than 24 hours ago; use a new key for each message.")
		return nil
	}
	m, err := a.firstMessage(ctx, i, first.MessageID)
	if errors.Is(err, sql.ErrNoRows) {
		// Nobody can look at the first message any more: from now on the key stands for this post.
		_, err = a.tx.NewUpdate().Model(key).Column("message_id", "created_at").WherePK().Exec(ctx)
		return err
	}
	a.results[i] = Posted{Message: m, Replayed: true}
	return err
}

// firstMessage is the message that a taken key stands for: of an earlier post of the same batch, which is not stored yet, or
// a stored one. sql.ErrNoRows when that went with its channel or its server.
func (a *appending) firstMessage(ctx context.Context, i int, id model.ID) (*model.Message, error) {
	for _, p := range a.posts[:i] {
		if p.Message.ID == id {
			return p.Message, nil
		}
	}
	m := new(model.Message)
	return m, a.tx.NewSelect().Model(m).
		Join("JOIN channels AS c ON c.id = message.channel_id AND c.deleted_at IS NULL").
		Join("JOIN servers AS s ON s.id = c.server_id AND s.deleted_at IS NULL").
		Where("message.id = ?", id).Scan(ctx)
}
