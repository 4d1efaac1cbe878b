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

// writePages makes a field middleware that has pages of messages write themselves: gqlgen takes a goroutine, contexts and
// field sets for each of the hundred objects of a page, which is most of what a page costs. It answers a marshaler in place of
// the page, and gqlgen takes a marshaler as it is. A page of which something is selected that needs a resolver is left to
// gqlgen. Whichever way it goes, the answer is the same, to the byte.
func writePages(pages plannable[chat.MessageConnection]) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		answer, err := next(ctx)
		page, ok := answer.(*chat.MessageConnection)
		if !ok || page == nil || err != nil {
			return answer, err
		}
		p, ok := pages.plan(graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field)
		if !ok {
			return answer, nil
		}
		return plannedPage{page, p, budget(ctx)}, nil
	}
}

type plannedPage struct {
	page   *chat.MessageConnection
	plan   plan[chat.MessageConnection]
	budget *responseBudget
}

// MarshalGQL writes the page. gqlgen hands it the buffer of the whole response, which is appended to in place.
func (p plannedPage) MarshalGQL(w io.Writer) {
	if p.budget.isExceeded() {
		_, _ = io.WriteString(w, "null") // limitResponse replaces the whole response
		return
	}
	var room []byte
	if response, ok := w.(*bytes.Buffer); ok {
		response.Grow(p.size())
		room = response.AvailableBuffer()
	}
	written := p.plan.append(room, p.page)
	if !p.budget.write(len(written)) {
		written = append(room, "null"...)
	}
	_, _ = w.Write(written)
}

// size is about how many bytes the page will have when everything is selected.
func (p plannedPage) size() (n int) {
	for _, e := range p.page.Edges {
		n += len(e.Node.Content) + messageOverhead
	}
	return n + messageOverhead
}

const messageOverhead = 400

// SECURITY: what is listed here is written for whoever may read the page. A field that depends on the viewer, like a message's
// channel, is left out, so that it goes through its resolver.

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

func plannableEdge(a avatars) plannable[chat.MessageEdge] {
	return plannable[chat.MessageEdge]{
		name: "MessageEdge", is: messageEdgeImplementors,
		fields: map[string]planField[chat.MessageEdge]{
			"cursor": leaf(func(b []byte, e *chat.MessageEdge) []byte { return strictjson.AppendString(b, e.Cursor) }),
			"node":   one(plannableMessage(a), func(e *chat.MessageEdge) *model.Message { return e.Node }),
		},
	}
}

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

// plannableAuthor is written from its message, which it is part of.
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

// plan is how things of one type are written: what was selected of them, collected once however many there are.
type plan[T any] []planned[T]

type planned[T any] struct {
	key   []byte // what stands before the value: `,"alias":`
	value appendValue[T]
}

// appendValue appends a field's value as JSON.
type appendValue[T any] func(b []byte, thing *T) []byte

func (p plan[T]) append(b []byte, thing *T) []byte {
	b = append(b, '{')
	for i := range p {
		b = append(b, p[i].key...)
		b = p[i].value(b, thing)
	}
	return append(b, '}')
}

// plannable is a type of the schema whose plain fields can be written without their resolvers.
type plannable[T any] struct {
	name   string
	is     []string // the types whose fragments apply to it
	fields map[string]planField[T]
}

// planField plans one selected field. It is not ok when something below it needs a resolver.
type planField[T any] func(op *graphql.OperationContext, field graphql.CollectedField) (value appendValue[T], ok bool)

// plan plans what set selects. It is not ok when that needs a resolver: what is not in fields is not guessed.
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

func (t plannable[T]) field(op *graphql.OperationContext, f graphql.CollectedField) (value appendValue[T], ok bool) {
	if f.Name == "__typename" {
		name := strictjson.AppendString(nil, t.name)
		return func(b []byte, _ *T) []byte { return append(b, name...) }, true
	}
	plan, known := t.fields[f.Name]
	if !known {
		return nil, false
	}
	return plan(op, f)
}

func (p plan[T]) with(alias string, value appendValue[T]) plan[T] {
	var key []byte
	if len(p) > 0 {
		key = append(key, ',')
	}
	return append(p, planned[T]{append(strictjson.AppendString(key, alias), ':'), value})
}

// leaf plans a field that has none below.
func leaf[T any](value appendValue[T]) planField[T] {
	return func(*graphql.OperationContext, graphql.CollectedField) (appendValue[T], bool) { return value, true }
}

// one plans a field that is an object, never null.
func one[T, Of any](below plannable[Of], of func(*T) *Of) planField[T] {
	return func(op *graphql.OperationContext, f graphql.CollectedField) (appendValue[T], bool) {
		p, ok := below.plan(op, f)
		return func(b []byte, thing *T) []byte { return p.append(b, of(thing)) }, ok
	}
}

// many plans a field that is a list of objects, none of them null.
func many[T, Of any](below plannable[Of], of func(*T) []*Of) planField[T] {
	return func(op *graphql.OperationContext, f graphql.CollectedField) (appendValue[T], bool) {
		p, ok := below.plan(op, f)
		return func(b []byte, thing *T) []byte {
			b = append(b, '[')
			for i, element := range of(thing) {
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
