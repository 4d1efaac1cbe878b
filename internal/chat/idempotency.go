package chat

import (
	"crypto/sha256"
	"encoding/binary"

	"chattr/internal/model"
	"chattr/internal/validate"
)

// newKey returns the row of an idempotency key; nil if key is nil. It returns IDEMPOTENCY_KEY_INVALID for a malformed key. The
// fingerprint is of the texts as they were posted, without what the webhook adds, so that a retry after the webhook was renamed is still
// the same post.
func newKey(key *string, scope, user model.ID, content string, name, avatar *string) (*model.IdempotencyKey, error) {
	if key == nil {
		return nil, nil
	}
	if err := validate.IdempotencyKey(key); err != nil {
		return nil, err
	}
	hash, print := sha256.Sum256([]byte(*key)), sha256.New()
	for _, s := range []*string{&content, name, avatar} {
		if s == nil {
			_, _ = print.Write([]byte{0})
			continue
		}
		_, _ = print.Write(binary.BigEndian.AppendUint64([]byte{1}, uint64(len(*s))))
		_, _ = print.Write([]byte(*s))
	}
	return &model.IdempotencyKey{ScopeID: scope, UserID: user, KeyHash: hash[:], Fingerprint: print.Sum(nil)}, nil
}
