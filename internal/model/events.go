package model

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// ChannelEvent is an event in a channel. The events of a channel are numbered 1, 2, 3 … in the order of their commits. Message is
// the message as it was after this event or after a later one, never before it.
type ChannelEvent struct {
	ID         ID
	Number     int64
	Kind       ChannelEventKind
	Message    *Message
	OccurredAt time.Time
}

// Cursor returns the position of the event in the stream of its channel.
func (e *ChannelEvent) Cursor() Cursor {
	return Cursor{ChannelID: e.Message.ChannelID, Number: e.Number, EventID: e.ID}
}

// eventOverhead is about how many bytes an event takes in addition to its texts: its structs, its times and the pointers to it.
const eventOverhead = 320

// Size returns about how many bytes of memory the event takes.
func (e *ChannelEvent) Size() int {
	size := eventOverhead + len(e.Message.Content) + len(e.Message.AuthorName)
	if e.Message.AvatarURL != nil {
		size += len(*e.Message.AvatarURL)
	}
	return size
}

// MessageChange is the stored event of an edit or a deletion. The event of a post has no row here: it is the row of the message.
type MessageChange struct {
	bun.BaseModel `bun:"table:message_changes"`
	ChannelID     ID               `bun:"channel_id,pk"`
	Number        int64            `bun:"number,pk"`
	EventID       ID               `bun:"event_id"`
	Kind          ChannelEventKind `bun:"kind"`
	MessageID     ID               `bun:"message_id"`
	OccurredAt    time.Time        `bun:"occurred_at"`
}

// Cursor returns the position of the event in the stream of its channel.
func (c *MessageChange) Cursor() Cursor {
	return Cursor{ChannelID: c.ChannelID, Number: c.Number, EventID: c.EventID}
}

// ChannelEventKind names what happened, in the past tense.
type ChannelEventKind string

// The kinds of event.
const (
	MessagePosted  ChannelEventKind = "MESSAGE_POSTED"
	MessageEdited  ChannelEventKind = "MESSAGE_EDITED"
	MessageDeleted ChannelEventKind = "MESSAGE_DELETED"
)

// MarshalGQL writes the name of the kind as a JSON string.
func (k ChannelEventKind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(k))) }

// UnmarshalGQL sets the kind from its name. It returns an error for any other value.
func (k *ChannelEventKind) UnmarshalGQL(v any) error {
	switch v {
	case string(MessagePosted), string(MessageEdited), string(MessageDeleted):
		*k = ChannelEventKind(v.(string))
		return nil
	}
	return fmt.Errorf("%v is not a kind of event", v)
}
