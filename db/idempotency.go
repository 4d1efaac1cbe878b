package db

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// keyID is what makes a key one: its scope, its user and its hash.
type keyID struct {
	scope, user model.ID
	hash        string
}

func idOf(k *model.IdempotencyKey) keyID { return keyID{k.ScopeID, k.UserID, string(k.KeyHash)} }

func compareKeys(a, b *model.IdempotencyKey) int {
	return cmp.Or(cmp.Compare(a.ScopeID, b.ScopeID), cmp.Compare(a.UserID, b.UserID), bytes.Compare(a.KeyHash, b.KeyHash))
}

// takeKeys takes the key of each post that brings one, and answers the first message to a post whose key is taken. A post
// whose key is in flight elsewhere waits here for that transaction to end.
func (b *Batch) takeKeys(ctx context.Context) error {
	var wanted []*model.IdempotencyKey
	seen := map[keyID]bool{}
	for i, p := range b.posts {
		if p.Key != nil && b.open(i) && !seen[idOf(p.Key)] { // of equal ones in the batch, the first
			seen[idOf(p.Key)] = true
			wanted = append(wanted, p.Key)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	if err := b.insertKeys(ctx, wanted); err != nil {
		return err
	}
	return b.replay(ctx, wanted)
}

// insertKeys stores the keys that are new, or whose time is over, in the order of their rows: another transaction that takes
// the same keys at the same time must not wait for us while we wait for it.
func (b *Batch) insertKeys(ctx context.Context, keys []*model.IdempotencyKey) error {
	slices.SortFunc(keys, compareKeys)
	over := keys[0].CreatedAt.Add(-model.IdempotencyWindow)
	_, err := b.tx.NewInsert().Model(&keys).On("CONFLICT (scope_id, user_id, key_hash) DO UPDATE").
		Set("fingerprint = EXCLUDED.fingerprint").Set("message_id = EXCLUDED.message_id").Set("created_at = EXCLUDED.created_at").
		Where("idempotency_key.created_at <= ?", over).Exec(ctx)
	return err
}

// replay answers the posts whose key stands for another message.
func (b *Batch) replay(ctx context.Context, wanted []*model.IdempotencyKey) error {
	var rows []*model.IdempotencyKey
	err := b.tx.NewSelect().With("wanted", b.tx.NewValues(&wanted)).Model(&rows).
		Where("(scope_id, user_id, key_hash) IN (SELECT scope_id, user_id, key_hash FROM wanted)").Scan(ctx)
	if err != nil {
		return err
	}
	keys := make(map[keyID]*model.IdempotencyKey, len(rows))
	for _, row := range rows {
		keys[idOf(row)] = row
	}
	first, err := b.firstMessages(ctx, rows)
	if err != nil {
		return err
	}
	for i, p := range b.posts {
		if p.Key == nil || !b.open(i) {
			continue
		}
		if err := b.replayOne(ctx, i, keys[idOf(p.Key)], first); err != nil {
			return err
		}
	}
	return nil
}

func (b *Batch) replayOne(ctx context.Context, i int, key *model.IdempotencyKey, first map[model.ID]*model.Message) error {
	p := b.posts[i]
	m := first[key.MessageID]
	switch {
	case key.MessageID == p.Message.ID:
		first[p.Message.ID] = p.Message // for those behind it that bring the same key
	case !bytes.Equal(key.Fingerprint, p.Key.Fingerprint):
		b.results[i].Err = model.Errorf(model.IdempotencyKeyReused,
			"This idempotency key was used for another message less than 24 hours ago; use a new key for each message.")
	case m != nil:
		b.results[i] = Posted{Message: m, Replayed: true}
	default:
		// No client can read the first message any more: from now on the key stands for this post.
		key.MessageID, key.CreatedAt = p.Message.ID, p.Key.CreatedAt
		first[p.Message.ID] = p.Message
		_, err := b.tx.NewUpdate().Model(key).Column("message_id", "created_at").WherePK().Exec(ctx)
		return err
	}
	return nil
}

// firstMessages returns the stored messages that keys stand for. Messages of deleted channels and servers are left out.
func (b *Batch) firstMessages(ctx context.Context, keys []*model.IdempotencyKey) (map[model.ID]*model.Message, error) {
	ids := make([]model.ID, len(keys))
	for i, key := range keys {
		ids[i] = key.MessageID
	}
	var rows []*model.Message
	err := b.tx.NewSelect().Model(&rows).
		Join("JOIN channels AS c ON c.id = message.channel_id AND c.deleted_at IS NULL").
		Join("JOIN servers AS s ON s.id = c.server_id AND s.deleted_at IS NULL").
		Where("message.id IN (?)", bun.List(ids)).Scan(ctx)
	return byID(rows, func(m *model.Message) model.ID { return m.ID }), err
}
