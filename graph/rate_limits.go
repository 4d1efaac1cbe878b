package graph

import (
	"context"
	"net/http"
	"net/netip"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/chat"
)

// posting are the mutations with another rate limit: that of the webhook, or that of the user for messages.
var posting = map[string]bool{"executeWebhook": true, "postMessage": true, "editMessage": true, "deleteMessage": true}

// limitMutations returns a middleware that applies the rate limit of the user to each mutation of a document, apart from those that post.
func limitMutations(c *chat.Chat) graphql.RootFieldMiddleware {
	return func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		field := graphql.GetRootFieldContext(ctx).Field
		if graphql.GetOperationContext(ctx).Operation.Operation != ast.Mutation || field.Name == "__typename" || posting[field.Name] {
			return next(ctx)
		}
		if err := c.LimitMutation(ctx, actor(ctx)); err != nil {
			graphql.AddError(graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Mutation", Field: field}), err)
			return graphql.Null
		}
		return next(ctx)
	}
}

// anonymousWait is how long an operation without a credential waits for its rate limit if its document is not cached.
const anonymousWait = time.Second

// maxPosts is how many posts to webhooks a document may have that is admitted without the rate limit of its address.
const maxPosts = 5

// readAdmitted returns the operation of r, and r with the reservation of the rate limit. It returns RATE_LIMITED for an operation without a
// credential if its address has sent too many.
func (t transports) readAdmitted(r *http.Request) (*http.Request, *graphql.RawParams, error) {
	ctx := r.Context()
	params, err := readParams(r)
	if actor(ctx).User == nil {
		charged, limited := t.admit(ctx, address(ctx), params)
		if limited != nil {
			return r, nil, limited
		}
		r = r.WithContext(charged(ctx))
	}
	return r, params, err
}

// admit admits an operation without a credential from an address; params are nil if the request has none. The operation runs in the
// context that charged returns.
//
// SECURITY: an anonymous document may cost the server milliseconds, and its sender nothing. A post to a webhook has a credential that is
// not checked before the execution: it is admitted without the rate limit of the address, otherwise other clients at the address could
// keep webhooks from posting. Such a document is cached, so it costs little, and wrong tokens in it have a rate limit of their own. A
// document that is not cached may wait for the rate limit.
func (t transports) admit(ctx context.Context, from netip.Addr, params *graphql.RawParams) (charged callerContext, err error) {
	var doc *ast.QueryDocument
	if params != nil && t.documents != nil {
		doc, _ = t.documents.Get(ctx, params.Query)
	}
	switch {
	case doc == nil: // it may be a post
		return t.known.chat.AdmitAnonymous(ctx, from, anonymousWait)
	case isPosting(doc, params.OperationName):
		return func(ctx context.Context) context.Context { return ctx }, nil
	default:
		return t.known.chat.AdmitAnonymous(ctx, from, 0)
	}
}

// isPosting reports whether an operation only posts to a few webhooks.
func isPosting(doc *ast.QueryDocument, operationName string) bool {
	op := doc.Operations.ForName(operationName)
	if op == nil || op.Operation != ast.Mutation || len(op.SelectionSet) > maxPosts {
		return false
	}
	for _, selected := range op.SelectionSet {
		field, ok := selected.(*ast.Field)
		if !ok || field.Name != "executeWebhook" {
			return false
		}
	}
	return true
}
