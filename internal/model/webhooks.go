package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Webhook posts into one channel. Its ID is the appId of its URL. The database stores only the hash of the token of the URL, in
// TokenHash.
type Webhook struct {
	bun.BaseModel `bun:"table:webhooks"`
	ID            ID         `bun:"id,pk"`
	ServerID      ID         `bun:"server_id"` // the server of the channel; it never changes
	ChannelID     ID         `bun:"channel_id"`
	CreatorID     ID         `bun:"creator_id"`
	Name          string     `bun:"name"`
	AvatarURL     *string    `bun:"avatar_url"`
	TokenHash     []byte     `bun:"token_hash"`
	Enabled       bool       `bun:"enabled"`
	CreatedAt     time.Time  `bun:"created_at"`
	LastUsedAt    *time.Time `bun:"last_used_at"`
	Revision      int64      `bun:"revision"` // a new random number for every change, except for changes of LastUsedAt
}

// IsNode marks Webhook as a type that node(id:) can return.
func (*Webhook) IsNode() {}
