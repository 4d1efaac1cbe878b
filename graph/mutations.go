package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/chat"
)

// posting are the mutations with a rate limit of their own: that of the webhook, or that of the user for messages.
var posting = map[string]bool{"executeWebhook": true, "postMessage": true, "editMessage": true, "deleteMessage": true}

// limitMutations takes each mutation of a document but those that post from the bucket of its user.
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
