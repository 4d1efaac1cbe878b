package chat

import (
	"crypto/sha256"
	"encoding/binary"

	"chattr/model"
)

const idempotencyKeyLimit = 255

// newKey makes the row of an idempotency key; nil for none. Its fingerprint is of what was posted, not of what the webhook
// adds, so that a renamed webhook does not turn a retry into another post.
func newKey(key *string, scope, user model.ID, content string, name, avatar *string) (*model.IdempotencyKey, error) {
	if key == nil {
		return nil, nil
	}
	if err := checkIdempotencyKey(key); err != nil {
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

// checkIdempotencyKey refuses a key that is not 1 to 255 visible ASCII characters; nil is no key.
func checkIdempotencyKey(key *string) error {
	if key == nil {
		return nil
	}
	const rule = "An idempotency key has 1 to 255 visible ASCII characters; "
	if *key == "" {
		return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one is empty.")
	}
	for at, r := range *key {
		if r < '!' || '~' < r {
			return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one has %U at byte %d.", r, at+1)
		}
	}
	if len(*key) > idempotencyKeyLimit {
		return model.Errorf(model.IdempotencyKeyInvalid, rule+"this one has %d.", len(*key))
	}
	return nil
}
