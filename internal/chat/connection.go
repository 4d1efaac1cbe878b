package chat

import "chattr/internal/model"

// Connection is a page of a list, by the Relay specification.
type Connection[T any] struct {
	Edges    []*Edge[T]
	PageInfo PageInfo
}

// Edge is a thing in its place in a list.
type Edge[T any] struct {
	Cursor string
	Node   *T
}

// PageInfo says where a page lies in its list.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// The connections of the schema.
type (
	ServerConnection      = Connection[model.Server]
	ServerEdge            = Edge[model.Server]
	ChannelConnection     = Connection[model.Channel]
	ChannelEdge           = Edge[model.Channel]
	WebhookConnection     = Connection[model.Webhook]
	WebhookEdge           = Edge[model.Webhook]
	MemberConnection      = Connection[model.Member]
	MemberEdge            = Edge[model.Member]
	RoleConnection        = Connection[model.Role]
	RoleEdge              = Edge[model.Role]
	InvitationConnection  = Connection[model.Invitation]
	InvitationEdge        = Edge[model.Invitation]
	AccessTokenConnection = Connection[model.AccessToken]
	AccessTokenEdge       = Edge[model.AccessToken]
	AccountConnection     = Connection[model.Account]
	AccountEdge           = Edge[model.Account]
	AuditEntryConnection  = Connection[model.AuditEntry]
	AuditEntryEdge        = Edge[model.AuditEntry]
	MessageEdge           = Edge[model.Message]
)

// MessageConnection is a page of messages with the head of the stream at the moment of the page.
type MessageConnection struct {
	Connection[model.Message]
	ResumeCursor model.Cursor
}
