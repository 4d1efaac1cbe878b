package graph

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/model"
	"chattr/internal/problem"
)

// presenter turns errors into responses, and logs those whose causes callers must not see.
type presenter struct{ log *slog.Logger }

// present returns the error of a response for err. It is gqlgen's error presenter.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	var bad *gqlerror.Error
	if errors.As(err, &bad) && bad.Extensions["code"] != nil {
		return p.document(bad)
	}
	out, argument := locate(ctx, err)
	if public := publicError(err, argument); public != nil {
		p.write(ctx, out, public)
	} else if errors.Is(err, context.Canceled) {
		out.Message, out.Extensions = "Cancelled.", map[string]any{"code": model.Internal}
	} else {
		p.internal(ctx, out, err)
	}
	return out
}

// firstResponse returns the first response of an operation. gqlgen returns none if the client has disconnected before; then
// it is an error.
func (p presenter) firstResponse(ctx context.Context, responses graphql.ResponseHandler) *graphql.Response {
	if response := responses(ctx); response != nil {
		return response
	}
	return &graphql.Response{Errors: gqlerror.List{p.present(ctx, cmp.Or(ctx.Err(), context.Canceled))}}
}

// publicError returns the error that callers may see, nil if they must not see err. argument is the name of the argument that err is about,
// or "".
func publicError(err error, argument string) *model.Error {
	var public *model.Error
	if errors.As(err, &public) && public.Code != model.Internal {
		return public
	}
	var bad *gqlerror.Error
	if argument == "" || !errors.As(err, &bad) {
		return nil
	}
	message := withoutTokens(bad.Err.Error())
	return badInput(argument+": "+message, argument, message)
}

// locate returns an error with the path and the locations of err. If err is about an argument, gqlgen's path continues into the argument:
// that part is returned as the argument's name.
func locate(ctx context.Context, err error) (out *gqlerror.Error, argument string) {
	out = &gqlerror.Error{Path: graphql.GetPath(ctx)}
	var from *gqlerror.Error
	if !errors.As(err, &from) {
		return out, ""
	}
	out.Path, out.Locations = from.Path, from.Locations
	field := graphql.GetFieldContext(ctx)
	if field == nil || from.Err == nil {
		return out, ""
	}
	if path := field.Path(); len(from.Path) > len(path) {
		out.Path, argument = path, dotted(from.Path[len(path):])
	}
	return out, argument
}

// dotted returns a path with dots between its parts.
func dotted(path ast.Path) string {
	parts := make([]string, len(path))
	for i, part := range path {
		parts[i] = fmt.Sprint(part)
	}
	return strings.Join(parts, ".")
}

// document presents an error of the parser, the validator or the guard, before the execution.
func (p presenter) document(bad *gqlerror.Error) *gqlerror.Error {
	message := withoutTokens(bad.Message)
	if len(bad.Path) < 2 || bad.Path[0] != ast.PathName("variable") {
		out := *bad // bad may be cached with its document
		out.Message = message
		return &out
	}
	name := dotted(bad.Path[1:])
	out := &gqlerror.Error{Locations: bad.Locations}
	p.write(context.Background(), out, badInput("$"+name+" "+message+".", name, message))
	return out
}

// longWord matches every token, and nothing in the schema.
var longWord = regexp.MustCompile(`[A-Za-z0-9_-]{32,}`)

// withoutTokens replaces every long word of a message.
//
// SECURITY: the parser and the validator quote text that they cannot read. If a caller put a token there by mistake, the error would
// write the token into the caller's logs.
func withoutTokens(message string) string { return longWord.ReplaceAllString(message, "…") }

// badInput returns BAD_USER_INPUT with the field that is wrong.
func badInput(sentence, field, message string) *model.Error {
	return &model.Error{
		Code: model.BadUserInput, Message: sentence,
		Fields: []model.FieldError{{Field: field, Code: model.FieldInvalid, Message: message}},
	}
}

// write writes e to the error of a response, and logs its cause.
func (p presenter) write(ctx context.Context, out *gqlerror.Error, e *model.Error) {
	if cause := e.Unwrap(); cause != nil {
		p.log.WarnContext(ctx, "operation failed", "code", e.Code, "path", out.Path.String(), "error", cause)
	}
	out.Message, out.Extensions = e.Message, extensions(e)
	if anonymous, _ := ctx.Value(anonymousSocketKey{}).(bool); anonymous && e.Code == model.Unauthenticated {
		out.Message += " Over WebSocket send the token in the payload of connection_init, as " + initPlaces + "."
	}
}

// extensions returns the extensions of the error of a response, for programs.
func extensions(e *model.Error) map[string]any {
	ext := map[string]any{"code": e.Code}
	if len(e.Fields) > 0 {
		ext["errors"] = e.Fields
	}
	if wait := e.Wait(); wait > 0 {
		ext["retryAfter"] = wait
	}
	return ext
}

// internal logs err with an id, and writes INTERNAL with that id to the error of a response.
func (p presenter) internal(ctx context.Context, out *gqlerror.Error, err error) {
	id := cmp.Or(problem.RequestID(ctx), rand.Text())
	p.log.ErrorContext(ctx, "operation failed", "requestId", id, "path", out.Path.String(), "error", err)
	out.Message = "Internal error."
	out.Extensions = map[string]any{"code": model.Internal, "requestId": id}
}

// documentError returns the error for a document that is not executed.
func documentError(code, format string, args ...any) *gqlerror.Error {
	err := gqlerror.Errorf(format, args...)
	errcode.Set(err, code)
	return err
}

// refuse responds to a request that is not an operation.
func (p presenter) refuse(w http.ResponseWriter, r *http.Request, status int, err error) {
	switch e := new(model.Error); {
	case status == http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", "Bearer")
	case status == http.StatusMethodNotAllowed && r.Method == http.MethodGet:
		w.Header().Set("Allow", http.MethodPost)
	case status == http.StatusMethodNotAllowed:
		w.Header().Set("Allow", "GET, POST, OPTIONS")
	case errors.As(err, &e) && e.Wait() > 0:
		w.Header().Set("Retry-After", strconv.Itoa(e.Wait()))
	}
	writeResponse(w, r, status, &graphql.Response{Errors: gqlerror.List{p.present(r.Context(), err)}})
}

// encode writes a response. Unlike graphql.Response it has no `data` if nothing was executed, as the specification
// requires for request errors. The data is JSON already and is not read again: that would cost more than creating it.
func encode(r *graphql.Response) []byte {
	head, tail := envelope(r)
	return slices.Concat(head, r.Data, tail)
}

// envelope returns the bytes before and after the data of a response.
func envelope(r *graphql.Response) (head, tail []byte) {
	head = []byte("{}")
	if len(r.Errors) > 0 || len(r.Extensions) > 0 {
		head = encodeErrors(r)
	}
	if len(r.Data) == 0 {
		return head, nil
	}
	head = head[:len(head)-1]
	if len(head) > 1 {
		head = append(head, ',')
	}
	return append(head, `"data":`...), []byte("}")
}

// encodeErrors returns a response without its data as JSON.
func encodeErrors(r *graphql.Response) []byte {
	out, err := json.Marshal(struct {
		Errors     gqlerror.List  `json:"errors,omitempty"`
		Extensions map[string]any `json:"extensions,omitempty"`
	}{r.Errors, r.Extensions})
	if err != nil { // an extension cannot be written as JSON
		return []byte(`{"errors":[{"message":"Internal error.","extensions":{"code":"INTERNAL"}}]}`)
	}
	return out
}

// recoveringExecutor returns INTERNAL for an operation that panics at any stage: parsing, validation, coercion of variables
// and execution. gqlgen itself recovers only from panics of fields.
//
// SECURITY: a panic that reaches a transport closes the connection, and on a socket all other operations with it.
type recoveringExecutor struct {
	graphql.GraphExecutor
	presenter
}

// CreateOperationContext calls that of the executor. The operation is never nil.
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

// DispatchOperation calls that of the executor. The returned handler does not panic.
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

// recovering returns a handler that returns INTERNAL if next panics.
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

// internalResponse returns INTERNAL for a panic.
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
	p.refuse(w, r, http.StatusInternalServerError, err) // after the header, the client does not take this for a result
}

const (
	maxPanicCause  = 200 // bytes of the value of the panic
	maxPanicFrames = 6
)

// recovered returns an error for a panic: one line of limited length with the value of the panic, without tokens, and the innermost
// functions of the stack. The presenter logs it and sends no part of it to the caller. It is gqlgen's recover function.
func recovered(_ context.Context, cause any) error {
	text := strings.Join(strings.Fields(withoutTokens(fmt.Sprint(cause))), " ")
	if len(text) > maxPanicCause {
		text = strings.ToValidUTF8(text[:maxPanicCause], "") + "…"
	}
	return fmt.Errorf("panic: %s in %s", text, panicStack())
}

// panicStack returns the functions that were running, the innermost first, without those of the Go runtime and of the recovery.
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
