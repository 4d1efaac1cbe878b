package graph

import (
	"bytes"
	"context"
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/strictjson"
)

// writePages returns a field middleware that writes pages of messages without gqlgen, which takes a goroutine, contexts and
// field sets for each of the hundred objects of a page: most of the cost of a page. The middleware returns a marshaler in place of
// the page, and gqlgen calls it. A page with a field that needs a resolver is left to gqlgen. The bytes are the same in both cases.
func writePages(pages plannable[chat.MessageConnection]) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		result, err := next(ctx)
		page, ok := result.(*chat.MessageConnection)
		if !ok || page == nil || err != nil {
			return result, err
		}
		p, ok := pages.plan(graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field)
		if !ok {
			return result, nil
		}
		return plannedPage{page, p, budget(ctx)}, nil
	}
}

// plannedPage is a page with the plan of its selection.
type plannedPage struct {
	page   *chat.MessageConnection
	plan   plan[chat.MessageConnection]
	budget *responseBudget
}

// MarshalGQL writes the page. w is gqlgen's buffer of the whole response, and the page is appended to it in place.
func (p plannedPage) MarshalGQL(w io.Writer) {
	if p.budget.isExceeded() {
		_, _ = io.WriteString(w, "null") // limitResponse replaces the whole response
		return
	}
	var buffer []byte
	if response, ok := w.(*bytes.Buffer); ok {
		response.Grow(p.size())
		buffer = response.AvailableBuffer()
	}
	written := p.plan.append(buffer, p.page)
	if !p.budget.write(len(written)) {
		written = append(buffer, "null"...)
	}
	_, _ = w.Write(written)
}

// size returns about how many bytes the page has if all fields are selected.
func (p plannedPage) size() (n int) {
	for _, e := range p.page.Edges {
		n += len(e.Node.Content) + messageOverhead
	}
	return n + messageOverhead
}

// messageOverhead is about how many bytes a message has without its text.
const messageOverhead = 400

// SECURITY: the fields in these plans are the same for all viewers that may read the page. A field that depends on the viewer, such as the
// channel of a message, is not in them, so that its resolver checks the permission.

// plannableConnection returns the type of a page.
func plannableConnection(a avatars) plannable[chat.MessageConnection] {
	return plannable[chat.MessageConnection]{
		name: "MessageConnection", is: messageConnectionImplementors,
		fields: map[string]planField[chat.MessageConnection]{
			"edges":    many(plannableEdge(a), func(c *chat.MessageConnection) []*chat.MessageEdge { return c.Edges }),
			"pageInfo": one(plannablePageInfo, func(c *chat.MessageConnection) *chat.PageInfo { return &c.PageInfo }),
			"resumeCursor": leaf(func(b []byte, c *chat.MessageConnection) []byte {
				return strictjson.AppendString(b, c.ResumeCursor.String())
			}),
		},
	}
}

// plannableEdge returns the type of an edge.
func plannableEdge(a avatars) plannable[chat.MessageEdge] {
	return plannable[chat.MessageEdge]{
		name: "MessageEdge", is: messageEdgeImplementors,
		fields: map[string]planField[chat.MessageEdge]{
			"cursor": leaf(func(b []byte, e *chat.MessageEdge) []byte { return strictjson.AppendString(b, e.Cursor) }),
			"node":   one(plannableMessage(a), func(e *chat.MessageEdge) *model.Message { return e.Node }),
		},
	}
}

// plannableMessage returns the type of a message.
func plannableMessage(a avatars) plannable[model.Message] {
	return plannable[model.Message]{
		name: "Message", is: messageImplementors,
		fields: map[string]planField[model.Message]{
			"id":        leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendID(b, m.ID) }),
			"channelId": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendID(b, m.ChannelID) }),
			"content":   leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendString(b, m.Content) }),
			"author":    one(plannableAuthor(a), func(m *model.Message) *model.Message { return m }),
			"createdAt": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendTime(b, &m.CreatedAt) }),
			"editedAt":  leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendTime(b, m.EditedAt) }),
			"deletedAt": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendTime(b, m.DeletedAt) }),
		},
	}
}

// plannableAuthor returns the type of an author. An author is written from its message.
func plannableAuthor(a avatars) plannable[model.Message] {
	return plannable[model.Message]{
		name: "MessageAuthor", is: messageAuthorImplementors,
		fields: map[string]planField[model.Message]{
			"kind":      leaf(func(b []byte, m *model.Message) []byte { return strconv.AppendQuote(b, string(m.AuthorKind)) }),
			"id":        leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendID(b, m.AuthorID) }),
			"name":      leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendString(b, m.AuthorName) }),
			"avatarUrl": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendOptional(b, m.AvatarURL) }),
			"avatarPath": leaf(func(b []byte, m *model.Message) []byte {
				return strictjson.AppendOptional(b, a.path(m.ID, m.AvatarURL))
			}),
		},
	}
}

var plannablePageInfo = plannable[chat.PageInfo]{
	name: "PageInfo", is: pageInfoImplementors,
	fields: map[string]planField[chat.PageInfo]{
		"hasNextPage":     leaf(func(b []byte, p *chat.PageInfo) []byte { return strconv.AppendBool(b, p.HasNextPage) }),
		"hasPreviousPage": leaf(func(b []byte, p *chat.PageInfo) []byte { return strconv.AppendBool(b, p.HasPreviousPage) }),
		"startCursor":     leaf(func(b []byte, p *chat.PageInfo) []byte { return strictjson.AppendOptional(b, p.StartCursor) }),
		"endCursor":       leaf(func(b []byte, p *chat.PageInfo) []byte { return strictjson.AppendOptional(b, p.EndCursor) }),
	},
}

// plan is the selection of objects of one type, collected once for all objects of a page.
type plan[T any] []planned[T]

// planned is one field of a plan.
type planned[T any] struct {
	key   []byte // the bytes before the value: `,"alias":`
	value appendValue[T]
}

// appendValue appends a field's value as JSON.
type appendValue[T any] func(b []byte, object *T) []byte

// append appends an object as JSON.
func (p plan[T]) append(b []byte, object *T) []byte {
	b = append(b, '{')
	for i := range p {
		b = append(b, p[i].key...)
		b = p[i].value(b, object)
	}
	return append(b, '}')
}

// plannable is a type of the schema with the fields that can be written without resolvers.
type plannable[T any] struct {
	name   string
	is     []string // the types whose fragments apply to it
	fields map[string]planField[T]
}

// planField plans one selected field. It reports false if a field below it needs a resolver.
type planField[T any] func(op *graphql.OperationContext, field graphql.CollectedField) (value appendValue[T], ok bool)

// plan plans the selection of a field. It reports false if a selected field is not in t.fields and so needs a resolver.
func (t plannable[T]) plan(op *graphql.OperationContext, field graphql.CollectedField) (p plan[T], ok bool) {
	for _, f := range graphql.CollectFields(op, field.Selections, t.is) {
		value, ok := t.field(op, f)
		if !ok {
			return nil, false
		}
		p = p.with(f.Alias, value)
	}
	return p, true
}

// field plans one selected field.
func (t plannable[T]) field(op *graphql.OperationContext, f graphql.CollectedField) (value appendValue[T], ok bool) {
	if f.Name == "__typename" {
		name := strictjson.AppendString(nil, t.name)
		return func(b []byte, _ *T) []byte { return append(b, name...) }, true
	}
	plan, ok := t.fields[f.Name]
	if !ok {
		return nil, false
	}
	return plan(op, f)
}

// with returns the plan with one field more.
func (p plan[T]) with(alias string, value appendValue[T]) plan[T] {
	var key []byte
	if len(p) > 0 {
		key = append(key, ',')
	}
	return append(p, planned[T]{append(strictjson.AppendString(key, alias), ':'), value})
}

// leaf plans a field without fields below it.
func leaf[T any](value appendValue[T]) planField[T] {
	return func(*graphql.OperationContext, graphql.CollectedField) (appendValue[T], bool) { return value, true }
}

// one plans a field that is an object and never null.
func one[T, Of any](below plannable[Of], of func(*T) *Of) planField[T] {
	return func(op *graphql.OperationContext, f graphql.CollectedField) (appendValue[T], bool) {
		p, ok := below.plan(op, f)
		return func(b []byte, object *T) []byte { return p.append(b, of(object)) }, ok
	}
}

// many plans a field that is a list of objects that are never null.
func many[T, Of any](below plannable[Of], of func(*T) []*Of) planField[T] {
	return func(op *graphql.OperationContext, f graphql.CollectedField) (appendValue[T], bool) {
		p, ok := below.plan(op, f)
		return func(b []byte, object *T) []byte {
			b = append(b, '[')
			for i, element := range of(object) {
				if len(b) > maxResponse {
					break // the response is too large, and is not sent
				}
				if i > 0 {
					b = append(b, ',')
				}
				b = p.append(b, element)
			}
			return append(b, ']')
		}, ok
	}
}
