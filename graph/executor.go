package graph

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/graphqlws"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
)

// transports is what the transports have in common: HTTP, server-sent events and WebSocket.
type transports struct {
	presenter
	known     authenticator
	metrics   *metrics.Metrics
	avatars   avatars
	schema    *executableSchema
	done      <-chan struct{}
	batchWait time.Duration
	work      *workSlots
	documents *documents[*ast.QueryDocument] // that are valid; nil: the executor has its own
}

// router passes each request to the transport that it asks for.
type router struct {
	exec    graphql.GraphExecutor
	sockets *graphqlws.Server
	events  eventStream
	single  singleResponse
}

// newRouter returns a router whose transports share the executor and the slots.
func newRouter(stock graphql.GraphExecutor, t transports, o graphqlws.Options) *router {
	exec := recoveringExecutor{stock, t.presenter}
	t.work = newWorkSlots()
	operations := newOperations(t, exec)
	o.Proxies, o.Accept, o.Refuse = t.known.proxies, operations.acceptSocket, t.refuse
	o.Recovered, o.Slots, o.Log = recovered, t.work[preparing], t.log
	o.Metrics, o.Backlog = t.metrics, operations.backlog
	return &router{
		exec: exec, events: eventStream{operations}, single: singleResponse{t, operations.backlog},
		sockets: graphqlws.New(o),
	}
}

// ServeHTTP serves a request whose actor is in its context, or a handshake.
func (s *router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(graphql.StartOperationTrace(r.Context()))
	switch {
	case isUpgrade(r):
		s.sockets.Serve(w, r)
	case wantsEvents(r):
		s.events.serve(w, r)
	default:
		s.single.serve(w, r, s.exec)
	}
}

// init removes the directive @defer, which gqlgen adds to every schema and whose results lose data.
func init() { delete(parsedSchema.Directives, "defer") }

// executor returns the executor of queries and mutations. Pages of messages are written without gqlgen.
func (t transports) executor() *executor.Executor {
	exec := t.stockExecutor()
	exec.AroundFields(countField(writePages(plannableConnection(t.avatars))))
	return exec
}

// stockExecutor returns an executor with the guard, the limits and the loaders, in which gqlgen writes all pages.
func (t transports) stockExecutor() *executor.Executor {
	exec := executor.New(t.schema)
	exec.SetErrorPresenter(t.present)
	exec.SetRecoverFunc(recovered)
	documents := cmp.Or(t.documents, newQueryDocuments())
	exec.SetQueryCache(documents)
	exec.SetParserTokenLimit(maxTokens)
	exec.SetDefaultRulesFn(validationRules)
	exec.Use(guard{
		schema: t.schema.Schema(), documents: documents,
		persisted: extension.AutomaticPersistedQuery{Cache: newDocuments(maxCachedSource, func(_, source string) int { return len(source) })},
	})
	exec.Use(extension.Introspection{})
	exec.AroundOperations(newIntrospections().operation)
	exec.AroundOperations(waitTogether)
	exec.AroundResponses(t.limitResponse)
	exec.AroundRootFields(limitMutations(t.known.chat))
	exec.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(withLoaders(ctx, t.known.chat, t.batchWait))
	})
	return exec
}

// waitTogether lets all posts of a document wait for rate limits no longer than one post by itself.
func waitTogether(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	return next(ratelimit.WaitTogether(ctx))
}

// count counts an operation by its type and the code of its first error.
func (t transports) count(op *graphql.OperationContext, errs gqlerror.List) {
	kind, code := "", ""
	if op != nil && op.Operation != nil {
		kind = string(op.Operation.Operation)
	}
	if len(errs) > 0 {
		code = fmt.Sprint(cmp.Or(errs[0].Extensions["code"], any(model.Internal)))
	}
	t.metrics.Operation(kind, code)
}
