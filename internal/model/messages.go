package model

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// Message is a posted message. Number is its position in the channel: the number of its MESSAGE_POSTED event. That event has the
// id of the message. A deleted message keeps its row with an empty content, so that the numbering has no gap.
type Message struct {
	bun.BaseModel `bun:"table:messages"`
	ID            ID         `bun:"id,pk"`
	ChannelID     ID         `bun:"channel_id"`
	Number        int64      `bun:"number"`
	AuthorKind    AuthorKind `bun:"author_kind"`
	AuthorID      ID         `bun:"author_id"`
	AuthorName    string     `bun:"author_name"`
	AvatarURL     *string    `bun:"avatar_url"`
	Content       string     `bun:"content"`
	CreatedAt     time.Time  `bun:"created_at"`
	EditedAt      *time.Time `bun:"edited_at"`
	DeletedAt     *time.Time `bun:"deleted_at"`
}

// IsNode marks Message as a type that node(id:) can return.
func (*Message) IsNode() {}

// Cursor returns the position of the MESSAGE_POSTED event of the message in the stream of its channel.
func (m *Message) Cursor() Cursor {
	return Cursor{ChannelID: m.ChannelID, Number: m.Number, EventID: m.ID}
}

// DeletedRun is a range of numbers in a channel, both ends included, in which all messages are deleted.
type DeletedRun struct {
	bun.BaseModel `bun:"table:deleted_runs"`
	ChannelID     ID    `bun:"channel_id,pk"`
	FirstNumber   int64 `bun:"first_number"`
	LastNumber    int64 `bun:"last_number,pk"`
}

// Author returns the author of the message, with the name and avatar that they had when it was posted.
func (m *Message) Author() *MessageAuthor {
	return &MessageAuthor{Kind: m.AuthorKind, ID: m.AuthorID, Name: m.AuthorName, AvatarURL: m.AvatarURL, MessageID: m.ID}
}

// MessageAuthor is the author of a message, with the name and avatar that they had when it was posted.
type MessageAuthor struct {
	Kind      AuthorKind
	ID        ID
	Name      string
	AvatarURL *string
	MessageID ID // the message that was posted
}

// AuthorKind distinguishes users from webhooks. It does not depend on the name, which a webhook chooses freely.
type AuthorKind string

// The kinds of author.
const (
	AuthorUser    AuthorKind = "USER"
	AuthorWebhook AuthorKind = "WEBHOOK"
)

// MarshalGQL writes the name of the kind as a JSON string.
func (k AuthorKind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(k))) }

// UnmarshalGQL sets the kind from its name. It returns an error for any other value.
func (k *AuthorKind) UnmarshalGQL(v any) error {
	switch v {
	case string(AuthorUser), string(AuthorWebhook):
		*k = AuthorKind(v.(string))
		return nil
	}
	return fmt.Errorf("%v is not a kind of author", v)
}
