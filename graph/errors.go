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

// presenter turns errors into what callers are told, and logs what they are not.
type presenter struct{ log *slog.Logger }

// present is gqlgen's error presenter.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	var bad *gqlerror.Error
	if errors.As(err, &bad) && bad.Extensions["code"] != nil {
		return p.document(bad)
	}
	out, argument := locate(ctx, err)
	if told := tellable(err, argument); told != nil {
		p.tell(ctx, out, told)
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

// tellable is what callers may be told of err, which is about the argument unless that is ""; nil for nothing.
func tellable(err error, argument string) *model.Error {
	var told *model.Error
	if errors.As(err, &told) && told.Code != model.Internal {
		return told
	}
	var bad *gqlerror.Error
	if argument == "" || !errors.As(err, &bad) {
		return nil
	}
	message := withoutTokens(bad.Err.Error())
	return badInput(argument+": "+message, argument, message)
}

// locate copies where in the answer err belongs. For an error of reading an argument, gqlgen's path goes on into the
// argument: that part is returned as the argument's name.
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

func dotted(path ast.Path) string {
	parts := make([]string, len(path))
	for i, part := range path {
		parts[i] = fmt.Sprint(part)
	}
	return strings.Join(parts, ".")
}

// document presents an error that the parser, the validator or the guard found before anything ran.
func (p presenter) document(bad *gqlerror.Error) *gqlerror.Error {
	message := withoutTokens(bad.Message)
	if len(bad.Path) < 2 || bad.Path[0] != ast.PathName("variable") {
		out := *bad // which may be remembered with its document
		out.Message = message
		return &out
	}
	name := dotted(bad.Path[1:])
	out := &gqlerror.Error{Locations: bad.Locations}
	p.tell(context.Background(), out, badInput("$"+name+" "+message+".", name, message))
	return out
}

// longWord is every token, and nothing in the schema.
var longWord = regexp.MustCompile(`[A-Za-z0-9_-]{32,}`)

// SECURITY: who reads a document or its variables quotes in errors what it cannot read, and where a token was put by mistake the
// error would carry it into the caller's logs.
func withoutTokens(message string) string { return longWord.ReplaceAllString(message, "…") }

func badInput(sentence, field, message string) *model.Error {
	return &model.Error{
		Code: model.BadUserInput, Message: sentence,
		Fields: []model.FieldError{{Field: field, Code: model.FieldInvalid, Message: message}},
	}
}

func (p presenter) tell(ctx context.Context, out *gqlerror.Error, e *model.Error) {
	if cause := e.Unwrap(); cause != nil {
		p.log.WarnContext(ctx, "operation failed", "code", e.Code, "path", out.Path.String(), "error", cause)
	}
	out.Message, out.Extensions = e.Message, extensions(e)
	if anonymous, _ := ctx.Value(anonymousSocketKey{}).(bool); anonymous && e.Code == model.Unauthenticated {
		out.Message += " Over WebSocket send the token in the payload of connection_init, as " + initPlaces + "."
	}
}

// extensions is what a machine is told about e.
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

// internal hides err behind an id under which the log has it.
func (p presenter) internal(ctx context.Context, out *gqlerror.Error, err error) {
	id := cmp.Or(problem.RequestID(ctx), rand.Text())
	p.log.ErrorContext(ctx, "operation failed", "requestId", id, "path", out.Path.String(), "error", err)
	out.Message = "Internal error."
	out.Extensions = map[string]any{"code": model.Internal, "requestId": id}
}

// documentError says why a document is not executed.
func documentError(code, format string, args ...any) *gqlerror.Error {
	err := gqlerror.Errorf(format, args...)
	errcode.Set(err, code)
	return err
}

// refuse answers a request that is not an operation at all.
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

// encode writes a response. Unlike graphql.Response it has no `data` when nothing was executed, as the specification
// demands of request errors. The data is JSON already and is not read again: that would cost more than making it.
func encode(r *graphql.Response) []byte {
	head, tail := frameOf(r)
	return slices.Concat(head, r.Data, tail)
}

// frameOf returns what stands before and behind the data of a response.
func frameOf(r *graphql.Response) (head, tail []byte) {
	head = []byte("{}")
	if len(r.Errors) > 0 || len(r.Extensions) > 0 {
		head = encodeAround(r)
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

// encodeAround writes what a response has beside its data.
func encodeAround(r *graphql.Response) []byte {
	out, err := json.Marshal(struct {
		Errors     gqlerror.List  `json:"errors,omitempty"`
		Extensions map[string]any `json:"extensions,omitempty"`
	}{r.Errors, r.Extensions})
	if err != nil { // an extension holds what is not JSON
		return []byte(`{"errors":[{"message":"Internal error.","extensions":{"code":"INTERNAL"}}]}`)
	}
	return out
}

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
