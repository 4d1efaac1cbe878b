package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/backlog"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// operations executes the operations of sockets and event streams.
type operations struct {
	transports
	exec          graphql.GraphExecutor
	subscriptions subscriptions
	groups        *groups
	backlog       *backlog.Backlog
}

// newOperations returns operations that execute queries and mutations with exec.
func newOperations(t transports, exec graphql.GraphExecutor) *operations {
	o := &operations{
		transports: t, exec: exec, backlog: backlog.New(),
		subscriptions: subscriptions{presenter: t.presenter, chat: t.known.chat, schema: t.schema, batchWait: t.batchWait},
	}
	o.groups = newGroups(func(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) []byte {
		t.metrics.Executed(metrics.ForGroup)
		return o.subscriptions.execute(ctx, op, e)
	})
	t.metrics.WatchGroups(o.groups.size)
	return o
}
