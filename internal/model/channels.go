package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Channel is where messages are posted. A deleted one is only marked; its rows are swept later.
type Channel struct {
	bun.BaseModel `bun:"table:channels"`
	ID            ID         `bun:"id,pk"`
	ServerID      ID         `bun:"server_id"`
	Name          string     `bun:"name"`
	Topic         *string    `bun:"topic"`
	CreatedAt     time.Time  `bun:"created_at"`
	DeletedAt     *time.Time `bun:"deleted_at"`
}

// IsNode marks Channel as an answer of node(id:).
func (*Channel) IsNode() {}

// Head is where a channel's numbering stands: the number and the id of its last event, and of the floor, the last one that
// retention took out of the stream (0 for none). Its row is locked from the taking of a number until the commit; that is what
// makes numbers follow the order of commits.
type Head struct {
	bun.BaseModel `bun:"table:channel_heads"`
	ChannelID     ID    `bun:"channel_id,pk"`
	Number        int64 `bun:"number"`
	EventID       ID    `bun:"event_id"`
	FloorNumber   int64 `bun:"floor_number"`
	FloorEventID  ID    `bun:"floor_event_id"`
}

// Cursor is the place of the head: everything up to it has happened.
func (h Head) Cursor() Cursor {
	return Cursor{ChannelID: h.ChannelID, Number: h.Number, EventID: h.EventID}
}

// Floor returns the cursor of the last event that is no longer kept. A stream can resume from it.
func (h Head) Floor() Cursor {
	return Cursor{ChannelID: h.ChannelID, Number: h.FloorNumber, EventID: h.FloorEventID}
}
