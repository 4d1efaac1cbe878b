package graph

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// recoveringExecutor returns INTERNAL for an operation that panics, at any stage: parsing, validation, coercion of variables
// and execution. gqlgen itself recovers in fields only.
//
// SECURITY: a panic that reaches a transport closes the connection, and on a socket all other operations with it.
type recoveringExecutor struct {
	graphql.GraphExecutor
	presenter
}

// CreateOperationContext is that of the executor. The operation is never nil.
func (e recoveringExecutor) CreateOperationContext(
	ctx context.Context, params *graphql.RawParams,
) (op *graphql.OperationContext, errs gqlerror.List) {
	defer func() {
		if cause := recover(); cause != nil {
			op, errs = &graphql.OperationContext{RecoverFunc: recovered}, gqlerror.List{e.present(ctx, recovered(ctx, cause))}
		}
	}()
	return e.GraphExecutor.CreateOperationContext(ctx, params)
}

// DispatchOperation is that of the executor. The returned handler does not panic.
func (e recoveringExecutor) DispatchOperation(
	ctx context.Context, op *graphql.OperationContext,
) (responses graphql.ResponseHandler, inner context.Context) {
	defer func() {
		if cause := recover(); cause != nil {
			responses, inner = graphql.OneShot(e.internalResponse(ctx, cause)), ctx
		}
	}()
	responses, inner = e.GraphExecutor.DispatchOperation(ctx, op)
	return e.recovering(responses), inner
}

func (e recoveringExecutor) recovering(next graphql.ResponseHandler) graphql.ResponseHandler {
	return func(ctx context.Context) (response *graphql.Response) {
		defer func() {
			if cause := recover(); cause != nil {
				response = e.internalResponse(ctx, cause)
			}
		}()
		return next(ctx)
	}
}

func (e recoveringExecutor) internalResponse(ctx context.Context, cause any) *graphql.Response {
	return &graphql.Response{Data: []byte("null"), Errors: gqlerror.List{e.present(ctx, recovered(ctx, cause))}}
}

// recoverRequest writes INTERNAL for a request whose transport panics. Defer it.
func (p presenter) recoverRequest(w http.ResponseWriter, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	err := recovered(r.Context(), cause)
	p.refuse(w, r, http.StatusInternalServerError, err) // after the header this adds nothing that a client takes for a result
}

const (
	maxPanicCause  = 200 // bytes of what was thrown
	maxPanicFrames = 6
)

// recovered is gqlgen's recover function. The error has one line of bounded length: what was thrown, without tokens, and the
// innermost functions of the stack. The presenter logs it and sends none of it to the caller.
func recovered(_ context.Context, cause any) error {
	text := strings.Join(strings.Fields(withoutTokens(fmt.Sprint(cause))), " ")
	if len(text) > maxPanicCause {
		text = strings.ToValidUTF8(text[:maxPanicCause], "") + "…"
	}
	return fmt.Errorf("panic: %s in %s", text, panicStack())
}

// panicStack returns the functions that were running, the innermost first, without those of the Go runtime and of recovering.
func panicStack() string {
	var callers [64]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers[:])])
	var stack []string
	panicked := false
	for {
		frame, more := frames.Next()
		if panicked && !strings.HasPrefix(frame.Function, "runtime.") {
			name := frame.Function[strings.LastIndexByte(frame.Function, '/')+1:]
			stack = append(stack, fmt.Sprintf("%.80s:%d", name, frame.Line))
		}
		panicked = panicked || frame.Function == "runtime.gopanic"
		if !more || len(stack) == maxPanicFrames {
			return strings.Join(stack, " < ")
		}
	}
}
