package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Channel holds the messages that are posted to it. Deleting a channel sets DeletedAt; a background job deletes its rows later.
type Channel struct {
	bun.BaseModel `bun:"table:channels"`
	ID            ID         `bun:"id,pk"`
	ServerID      ID         `bun:"server_id"`
	Name          string     `bun:"name"`
	Topic         *string    `bun:"topic"`
	CreatedAt     time.Time  `bun:"created_at"`
	DeletedAt     *time.Time `bun:"deleted_at"`
}

// IsNode marks Channel as a type that node(id:) can return.
func (*Channel) IsNode() {}

// Head is the state of a channel's numbering. Number and EventID belong to the last event of the channel. FloorNumber and
// FloorEventID belong to the last event that retention removed from the stream; they are 0 if it removed none. A transaction that
// takes a number locks the row until it commits, so the numbers follow the order of the commits.
type Head struct {
	bun.BaseModel `bun:"table:channel_heads"`
	ChannelID     ID    `bun:"channel_id,pk"`
	Number        int64 `bun:"number"`
	EventID       ID    `bun:"event_id"`
	FloorNumber   int64 `bun:"floor_number"`
	FloorEventID  ID    `bun:"floor_event_id"`
}

// Cursor returns the cursor of the last event of the channel.
func (h Head) Cursor() Cursor {
	return Cursor{ChannelID: h.ChannelID, Number: h.Number, EventID: h.EventID}
}

// Floor returns the cursor of the last event that is no longer kept. A stream can resume from it.
func (h Head) Floor() Cursor {
	return Cursor{ChannelID: h.ChannelID, Number: h.FloorNumber, EventID: h.FloorEventID}
}
