package model

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// Message is what was posted. Number is its place in its channel: the number of its MESSAGE_POSTED event, whose id is the
// message's own. A deleted message keeps its row, with an empty content, so that the numbering has no hole.
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

// IsNode marks Message as an answer of node(id:).
func (*Message) IsNode() {}

// Cursor is the place of the message's MESSAGE_POSTED event in its channel's stream.
func (m *Message) Cursor() Cursor {
	return Cursor{ChannelID: m.ChannelID, Number: m.Number, EventID: m.ID}
}

// DeletedRun is where messages of a channel are deleted with no other between them, from the first to the last.
type DeletedRun struct {
	bun.BaseModel `bun:"table:deleted_runs"`
	ChannelID     ID    `bun:"channel_id,pk"`
	FirstNumber   int64 `bun:"first_number"`
	LastNumber    int64 `bun:"last_number,pk"`
}

// Author is who posted the message, with the name and avatar of that moment.
func (m *Message) Author() *MessageAuthor {
	return &MessageAuthor{Kind: m.AuthorKind, ID: m.AuthorID, Name: m.AuthorName, AvatarURL: m.AvatarURL, MessageID: m.ID}
}

// MessageAuthor is who posted a message, as it was at posting.
type MessageAuthor struct {
	Kind      AuthorKind
	ID        ID
	Name      string
	AvatarURL *string
	MessageID ID // of what was posted
}

// AuthorKind tells a person from a webhook, whatever name it chose.
type AuthorKind string

// The kinds of author.
const (
	AuthorUser    AuthorKind = "USER"
	AuthorWebhook AuthorKind = "WEBHOOK"
)

// MarshalGQL writes the name in quotes.
func (k AuthorKind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(k))) }

// UnmarshalGQL accepts the name of a kind.
func (k *AuthorKind) UnmarshalGQL(v any) error {
	switch v {
	case string(AuthorUser), string(AuthorWebhook):
		*k = AuthorKind(v.(string))
		return nil
	}
	return fmt.Errorf("%v is not a kind of author", v)
}
