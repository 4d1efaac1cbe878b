package model

import (
	"time"

	"github.com/uptrace/bun"
)

// IdempotencyWindow is how long an idempotency key is valid after the message that it was first used for.
const IdempotencyWindow = 24 * time.Hour

// IdempotencyKey stores which message was posted with a key. The scope of a key is a webhook, also after its URL was regenerated
// (ScopeID is the webhook, UserID is 0), or a user in a channel (ScopeID is the channel). Fingerprint is a hash of the posted
// input: a post that reuses the key with another fingerprint is refused.
type IdempotencyKey struct {
	bun.BaseModel `bun:"table:idempotency_keys"`
	ScopeID       ID        `bun:"scope_id,pk"`
	UserID        ID        `bun:"user_id,pk"`
	KeyHash       []byte    `bun:"key_hash,pk"`
	Fingerprint   []byte    `bun:"fingerprint"`
	MessageID     ID        `bun:"message_id"`
	CreatedAt     time.Time `bun:"created_at"`
}
