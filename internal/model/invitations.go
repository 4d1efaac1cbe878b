package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Invitation lets people become members of a server. The database stores only the hash of its secret, in TokenHash.
type Invitation struct {
	bun.BaseModel `bun:"table:invitations"`
	ID            ID        `bun:"id,pk"`
	ServerID      ID        `bun:"server_id"`
	CreatorID     ID        `bun:"creator_id"`
	TokenHash     []byte    `bun:"token_hash"`
	MaxUses       int       `bun:"max_uses"`
	Uses          int       `bun:"uses"`
	CreatedAt     time.Time `bun:"created_at"`
	ExpiresAt     time.Time `bun:"expires_at"`
}

// IsNode marks Invitation as a type that node(id:) can return.
func (*Invitation) IsNode() {}
