package graph

import (
	"context"
	"reflect"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/chat"
	"chattr/internal/model"
)

const (
	// maxResponse is how many bytes a response can have, and how many bytes of text one operation can read for it.
	maxResponse = 4 << 20
	// maxMemory is about how many bytes the objects of one response can take while it is created, in addition to their texts.
	maxMemory = 16 << 20
	// maxPagesRead is how many messages are read with one statement: together they have at most 3.2 MB.
	maxPagesRead = 200
)

// The bytes that gqlgen takes for a field while the response is created, measured.
const (
	leafMemory     = 256
	objectMemory   = 1 << 10 // of each element of a list
	resolverMemory = 3 << 10 // in addition: it has a goroutine of its own, which waits for a batch
	errorBytes     = 300     // of an error in the response
)

const responseTooLarge = "RESPONSE_TOO_LARGE"

// responseBudget limits one response while it is created. The methods are safe for concurrent use, and a nil budget is unlimited.
//
// SECURITY: the guard can only estimate how long texts are. A document that selects a text many times, or very long messages, is stopped
// here before it takes memory.
type responseBudget struct {
	written, read, memory atomic.Int64
}

// write adds n bytes of the response, and reports false if the response is too large.
func (b *responseBudget) write(n int) bool {
	return b == nil || b.written.Add(int64(n)) <= maxResponse
}

// addRead adds n bytes that were read for the response, and reports false if they are too many.
func (b *responseBudget) addRead(n int) bool {
	return b == nil || b.read.Add(int64(n)) <= maxResponse
}

// isExceeded reports whether the response has reached a limit.
func (b *responseBudget) isExceeded() bool {
	return b != nil && (b.written.Load() > maxResponse || b.read.Load() > maxResponse || b.memory.Load() > maxMemory)
}

type budgetKey struct{}

// budget returns the budget of the response that ctx belongs to.
func budget(ctx context.Context) *responseBudget {
	b, _ := ctx.Value(budgetKey{}).(*responseBudget)
	return b
}

// limitResponse is a response middleware. It replaces the response of a query that is too large by an error, because a client could
// mistake a part of it for the whole. Responses of mutations and events are never too large: see maxWholePrice.
func (p presenter) limitResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if op := graphql.GetOperationContext(ctx).Operation; op == nil || op.Operation != ast.Query {
		return next(ctx)
	}
	b := &responseBudget{}
	response := next(context.WithValue(ctx, budgetKey{}, b))
	if response == nil || !b.isExceeded() && len(response.Data) <= maxResponse {
		return response
	}
	err := documentError(responseTooLarge, "The response is larger than %d MiB, or takes more than %d MiB while it is created. Ask for "+
		"less with a smaller first or last, or for fewer fields.", maxResponse>>20, maxMemory>>20)
	return &graphql.Response{Data: []byte("null"), Errors: gqlerror.List{p.present(ctx, err)}}
}

// countField returns a field middleware that counts, around another one, the memory that gqlgen takes and the bytes that it will write.
// They are one middleware, because each costs allocations for every field.
func countField(around graphql.FieldMiddleware) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		if b := budget(ctx); b != nil {
			return b.field(ctx, next, around)
		}
		return around(ctx, next)
	}
}

// field resolves a field within the budget. After the budget is exceeded, fields are null without an error, so that nothing more
// is read and the list of errors does not grow.
func (b *responseBudget) field(ctx context.Context, next graphql.Resolver, around graphql.FieldMiddleware) (any, error) {
	field := graphql.GetFieldContext(ctx)
	if field.IsResolver {
		b.memory.Add(resolverMemory)
	}
	if b.isExceeded() {
		return graphql.Null, nil
	}
	result, err := around(ctx, next)
	size := errorBytes
	if err == nil {
		size = fieldBytes(field.Field.Alias, result)
		b.memory.Add(memoryOf(field, result))
	}
	if b.write(size); b.isExceeded() {
		return graphql.Null, nil
	}
	return result, err
}

// memoryOf returns about how many bytes gqlgen takes for the result of a field and the elements of its list.
func memoryOf(field *graphql.FieldContext, result any) int64 {
	if len(field.Field.SelectionSet) == 0 {
		return leafMemory
	}
	if list := reflect.ValueOf(result); list.Kind() == reflect.Slice {
		return int64(list.Len()) * objectMemory
	}
	return objectMemory
}

// fieldBytes returns about how many bytes a field has in the response, without the fields below it.
func fieldBytes(alias string, result any) int {
	size := syntaxSize + len(alias)
	switch result := result.(type) {
	case string:
		return size + len(result)
	case *string:
		if result != nil {
			size += len(*result)
		}
		return size
	case plannedPage: // counts its own bytes
		return size
	default:
		return size + scalarSize
	}
}

// messagesWithinBudget reads the pages of many channels a few at a time, until the response is too large.
func messagesWithinBudget(read readPages[*chat.MessageConnection]) readPages[*chat.MessageConnection] {
	return func(ctx context.Context, a model.Actor, channels []model.ID, p chat.Page) (
		map[model.ID]*chat.MessageConnection, map[model.ID]error, error,
	) {
		all := make(map[model.ID]*chat.MessageConnection, len(channels))
		for len(channels) > 0 {
			n := min(len(channels), max(1, maxPagesRead/max(p.Limit, 1)))
			pages, _, err := read(ctx, a, channels[:n], p)
			if err != nil {
				return nil, nil, err
			}
			for id, page := range pages {
				all[id] = page
				if !budget(ctx).addRead(textBytes(page)) {
					return nil, nil, model.Errorf(responseTooLarge, "The response is too large.")
				}
			}
			channels = channels[n:]
		}
		return all, nil, nil
	}
}

// textBytes returns how many bytes the texts of a page have.
func textBytes(page *chat.MessageConnection) (n int) {
	for _, edge := range page.Edges {
		n += len(edge.Node.Content)
	}
	return n
}
