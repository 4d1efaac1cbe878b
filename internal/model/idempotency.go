package model

import (
	"time"

	"github.com/uptrace/bun"
)

// IdempotencyWindow is how long a key stands for its first message.
const IdempotencyWindow = 24 * time.Hour

// IdempotencyKey says which message a key stands for. Its scope is a webhook, whatever its URL (UserID is 0), or a user in a
// channel. Fingerprint is a hash of what was posted: the same key with another one is refused.
type IdempotencyKey struct {
	bun.BaseModel `bun:"table:idempotency_keys"`
	ScopeID       ID        `bun:"scope_id,pk"`
	UserID        ID        `bun:"user_id,pk"`
	KeyHash       []byte    `bun:"key_hash,pk"`
	Fingerprint   []byte    `bun:"fingerprint"`
	MessageID     ID        `bun:"message_id"`
	CreatedAt     time.Time `bun:"created_at"`
}
