package model

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// ChannelEvent is something that happened in a channel. Events of a channel are numbered 1, 2, 3 … in the order in which
// they were committed. Message is as of this event or later, never earlier.
type ChannelEvent struct {
	ID         ID
	Number     int64
	Kind       ChannelEventKind
	Message    *Message
	OccurredAt time.Time
}

// Cursor is the place of the event in its channel's stream.
func (e *ChannelEvent) Cursor() Cursor {
	return Cursor{ChannelID: e.Message.ChannelID, Number: e.Number, EventID: e.ID}
}

// eventOverhead is about what an event costs beside its texts: its structs, times and pointers to it.
const eventOverhead = 320

// Size returns about how many bytes of memory the event takes.
func (e *ChannelEvent) Size() int {
	size := eventOverhead + len(e.Message.Content) + len(e.Message.AuthorName)
	if e.Message.AvatarURL != nil {
		size += len(*e.Message.AvatarURL)
	}
	return size
}

// MessageChange is the stored event of an edit or a deletion. The event of a post is the message's own row.
type MessageChange struct {
	bun.BaseModel `bun:"table:message_changes"`
	ChannelID     ID               `bun:"channel_id,pk"`
	Number        int64            `bun:"number,pk"`
	EventID       ID               `bun:"event_id"`
	Kind          ChannelEventKind `bun:"kind"`
	MessageID     ID               `bun:"message_id"`
	OccurredAt    time.Time        `bun:"occurred_at"`
}

// ChannelEventKind is what happened, in the past tense.
type ChannelEventKind string

// The kinds of event.
const (
	MessagePosted  ChannelEventKind = "MESSAGE_POSTED"
	MessageEdited  ChannelEventKind = "MESSAGE_EDITED"
	MessageDeleted ChannelEventKind = "MESSAGE_DELETED"
)

// MarshalGQL writes the name in quotes.
func (k ChannelEventKind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(k))) }

// UnmarshalGQL accepts the name of a kind.
func (k *ChannelEventKind) UnmarshalGQL(v any) error {
	switch v {
	case string(MessagePosted), string(MessageEdited), string(MessageDeleted):
		*k = ChannelEventKind(v.(string))
		return nil
	}
	return fmt.Errorf("%v is not a kind of event", v)
}
