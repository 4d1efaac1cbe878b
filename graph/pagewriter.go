package graph

import (
	"bytes"
	"context"
	"io"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/chat"
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
		_, _ = io.WriteString(w, "null") // boundResponse replaces the whole response
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
