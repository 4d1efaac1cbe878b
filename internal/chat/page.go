package chat

import (
	"encoding/base64"
	"encoding/binary"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// Page is which part of a list to read. It is comparable, so that equal pages of many parents are read together.
type Page = db.Page

// The sizes of pages: at most, and when nothing is said.
const (
	MaxPage     = 100
	DefaultPage = 50
)

// ParsePage reads the paging arguments of the Relay specification for a list of things of that kind. Both directions at once,
// sizes outside 0 to 100 and cursors of other kinds are BAD_USER_INPUT. The last 50 when nothing is said.
func ParsePage(kind model.Kind, first *int, after *string, last *int, before *string) (Page, error) {
	var f validate.Fields
	forward, backward := first != nil || after != nil, last != nil || before != nil
	if forward && backward {
		f.Add(model.FieldError{Field: "last", Code: model.FieldInvalid, Message: "and `before` page backwards; " +
			"they cannot be combined with `first` and `after`"})
	}
	p := Page{Backward: !forward, Limit: DefaultPage}
	p.Limit = checkPageSize(&f, "first", first, p.Limit)
	p.Limit = checkPageSize(&f, "last", last, p.Limit)
	p.After = parseEdgeCursor(&f, "after", kind, after)
	p.Before = parseEdgeCursor(&f, "before", kind, before)
	return p, f.Err(model.BadUserInput)
}

func checkPageSize(f *validate.Fields, field string, n *int, otherwise int) int {
	switch {
	case n == nil:
		return otherwise
	case *n < 0 || *n > MaxPage:
		f.Add(model.FieldError{
			Field: field, Code: model.FieldInvalid, Limit: MaxPage, Got: *n, Message: "must be from 0 to 100",
		})
	}
	return *n
}

// The cursor of an edge is a version, the kind of the list's things, and the key that the list is sorted by.
const (
	edgeCursorVersion = 'e'
	edgeCursorBytes   = 1 + 1 + 8
)

func parseEdgeCursor(f *validate.Fields, field string, kind model.Kind, s *string) int64 {
	if s == nil {
		return 0
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(*s)
	if err == nil && len(b) == edgeCursorBytes && b[0] == edgeCursorVersion && b[1] == byte(kind) {
		if key := int64(binary.BigEndian.Uint64(b[2:])); key > 0 {
			return key
		}
	}
	f.Add(model.FieldError{Field: field, Code: model.FieldInvalid, Message: "is not the cursor of an edge of such a list"})
	return 0
}

// list is how the things of one kind stand in their lists.
type list[T any] struct {
	kind model.Kind
	key  func(*T) int64
}

var (
	servers      = list[model.Server]{model.KindServer, func(s *model.Server) int64 { return int64(s.ID) }}
	channels     = list[model.Channel]{model.KindChannel, func(c *model.Channel) int64 { return int64(c.ID) }}
	webhooks     = list[model.Webhook]{model.KindWebhook, func(w *model.Webhook) int64 { return int64(w.ID) }}
	members      = list[model.Member]{model.KindMember, func(m *model.Member) int64 { return int64(m.ID) }}
	roles        = list[model.Role]{model.KindRole, func(r *model.Role) int64 { return int64(r.ID) }}
	invitations  = list[model.Invitation]{model.KindInvitation, func(i *model.Invitation) int64 { return int64(i.ID) }}
	accessTokens = list[model.AccessToken]{model.KindAccessToken, func(t *model.AccessToken) int64 { return int64(t.ID) }}
	auditEntries = list[model.AuditEntry]{model.KindAuditEntry, func(e *model.AuditEntry) int64 { return e.Number }}
	accounts     = list[model.Account]{model.KindUser, func(a *model.Account) int64 { return int64(a.User.ID) }}
	messages     = list[model.Message]{model.KindMessage, func(m *model.Message) int64 { return m.Number }}
)

func (l list[T]) cursor(thing *T) string {
	b := []byte{edgeCursorVersion, byte(l.kind)}
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(b, uint64(l.key(thing))))
}

// connect makes a connection of the things read for a page: sorted, and one more than the limit when there is more.
func (l list[T]) connect(things []*T, p Page) *Connection[T] {
	more := len(things) > p.Limit
	switch {
	case more && p.Backward:
		things = things[len(things)-p.Limit:]
	case more:
		things = things[:p.Limit]
	}
	c := &Connection[T]{Edges: make([]*Edge[T], len(things))}
	for i, thing := range things {
		c.Edges[i] = &Edge[T]{Cursor: l.cursor(thing), Node: thing}
	}
	c.PageInfo = PageInfo{
		HasNextPage:     more && !p.Backward || p.Before > 0,
		HasPreviousPage: more && p.Backward || p.After > 0,
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[n-1].Cursor
	}
	return c
}

// connectAll makes a connection for each parent, also for those of which nothing was read.
func (l list[T]) connectAll(parents []model.ID, things map[model.ID][]*T, p Page) map[model.ID]*Connection[T] {
	all := make(map[model.ID]*Connection[T], len(parents))
	for _, parent := range parents {
		all[parent] = l.connect(things[parent], p)
	}
	return all
}

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
