package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/backlog"
	"chattr/internal/httpbody"
	"chattr/internal/model"
	"chattr/internal/problem"
	"chattr/internal/strictjson"
)

const (
	maxBody      = 64 << 10
	jsonType     = "application/json"
	responseType = "application/graphql-response+json"
	eventType    = "text/event-stream"
)

const methodNotAllowed = model.MethodNotAllowed

// singleResponse responds to an operation with one JSON document, as GraphQL over HTTP specifies.
type singleResponse struct {
	transports
	backlog *backlog.Backlog
}

// serve executes a query or a mutation and writes the response.
func (p singleResponse) serve(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	if preferred(r, jsonType, responseType) == "" {
		err := model.Errorf(model.NotAcceptable, "The response is %s or %s, and the header Accept allows neither.", jsonType, responseType)
		p.refuse(w, r, statusOf(err), err)
		return
	}
	r, params, err := p.readAdmitted(r)
	if err != nil {
		p.refuse(w, r, statusOf(err), err)
		return
	}
	op, errs, err := p.parseOperation(r.Context(), r, params, exec)
	switch {
	case err != nil:
		p.refuse(w, r, statusOf(err), err)
	case errs != nil:
		response := exec.DispatchError(graphql.WithOperationContext(r.Context(), op), errs)
		p.count(op, response.Errors)
		p.respond(w, r, requestErrorStatus(r, errs), response)
	default:
		response := p.execute(r.Context(), op, exec)
		p.count(op, response.Errors)
		p.respond(w, r, http.StatusOK, response)
	}
}

// execute executes an operation with a slot, which is free again before the response is written.
func (p singleResponse) execute(ctx context.Context, op *graphql.OperationContext, exec graphql.GraphExecutor) *graphql.Response {
	ctx, slot, err := p.work.hold(ctx, workOf(op.Operation.Operation), ownerOf(ctx))
	defer slot.Release()
	if err != nil {
		return &graphql.Response{Errors: gqlerror.List{p.present(ctx, err)}}
	}
	responses, ctx := exec.DispatchOperation(ctx, op)
	return p.firstResponse(ctx, responses)
}

// parseOperation parses and validates an operation with a slot. The errors are those of the document. err is returned if the request is not
// an operation of this transport.
func (t transports) parseOperation(ctx context.Context, r *http.Request, params *graphql.RawParams, exec graphql.GraphExecutor) (
	op *graphql.OperationContext, errs gqlerror.List, err error,
) {
	_, slot, err := t.work.hold(ctx, preparing, ownerOf(ctx))
	defer slot.Release()
	if err != nil {
		return nil, nil, err
	}
	if op, errs = exec.CreateOperationContext(ctx, params); errs == nil {
		err = checkMethod(r, op)
	}
	return op, errs, err
}

// checkMethod returns an error if the type of the operation does not fit the method or the response type of its request.
func checkMethod(r *http.Request, op *graphql.OperationContext) error {
	switch kind := op.Operation.Operation; {
	// SECURITY: a link or an image of another site can cause a GET, so a GET never changes anything.
	case kind == ast.Mutation && r.Method == http.MethodGet:
		return model.Errorf(methodNotAllowed, "Mutations need POST.")
	case kind == ast.Subscription && !wantsEvents(r):
		return model.Errorf(model.BadUserInput, "Subscriptions need a WebSocket, or Accept: text/event-stream.")
	}
	return nil
}

// readParams reads the operation from the body or, for GET, from the URL.
func readParams(r *http.Request) (params *graphql.RawParams, err error) {
	start := graphql.Now()
	if r.Method == http.MethodGet {
		params, err = fromQuery(r.URL.RawQuery)
	} else {
		params, err = fromBody(r)
	}
	if err != nil {
		return nil, err
	}
	if params.Query == "" && params.Extensions["persistedQuery"] == nil {
		return nil, model.Errorf(model.BadUserInput, "`query` is missing.")
	}
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	return params, nil
}

// fromQuery reads an operation from a query string.
func fromQuery(raw string) (*graphql.RawParams, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, model.Errorf(model.BadUserInput, "The query string is malformed.")
	}
	for name, given := range values {
		if len(given) > 1 {
			return nil, model.Errorf(model.BadUserInput, "The query string has `%.40s` %d times; send it once.", name, len(given))
		}
	}
	params := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, target := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		if value := values.Get(name); value != "" {
			if err := decode([]byte(value), target); err != nil {
				return nil, model.Errorf(model.BadUserInput, "`%s` must be a JSON object.", name)
			}
		}
	}
	return params, nil
}

// fromBody reads an operation from a body.
func fromBody(r *http.Request) (*graphql.RawParams, error) {
	// SECURITY: a form of another site cannot send this content type.
	body, err := httpbody.ReadJSON(r, maxBody)
	if err != nil {
		return nil, err
	}
	return fromJSON(body)
}

// fromJSON reads an operation from JSON. Names of members are case-sensitive: encoding/json would accept `Query` for `query`.
func fromJSON(body []byte) (*graphql.RawParams, error) {
	var members map[string]json.RawMessage
	var mistyped *json.UnmarshalTypeError
	switch err := decode(body, &members); {
	case errors.As(err, &mistyped) && bytes.TrimSpace(body)[0] == '[':
		return nil, model.Errorf(model.BadUserInput, "Batches are not supported: send one operation a request.")
	case errors.As(err, &mistyped):
		return nil, mistypedOperation()
	case err != nil:
		return nil, err
	}
	params := &graphql.RawParams{}
	for name, target := range map[string]any{
		"query": &params.Query, "operationName": &params.OperationName, "variables": &params.Variables, "extensions": &params.Extensions,
	} {
		if err := unmarshal(members[name], target); err != nil {
			return nil, mistypedOperation()
		}
	}
	return params, nil
}

// mistypedOperation returns the error for an operation whose members have wrong types.
func mistypedOperation() error {
	return model.Errorf(model.BadUserInput,
		"Send an object with `query` and `operationName` (strings), `variables` and `extensions` (objects).")
}

// decode reads one JSON value as strictly as the webhook API does. Numbers stay in the form in which they were sent.
func decode(raw []byte, into any) error {
	if err := strictjson.Check(raw); err != nil {
		return err
	}
	return unmarshal(raw, into)
}

// unmarshal reads JSON that was checked. An absent value and null do not change into.
func unmarshal(raw []byte, into any) error {
	if len(raw) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return d.Decode(into)
}

// requestErrorStatus returns the status for errors of the document: 400, or 200 for clients that accept only application/json, because
// many of these treat any other status as an error of the network.
func requestErrorStatus(r *http.Request, errs gqlerror.List) int {
	if preferred(r, jsonType, responseType) != responseType || errcode.GetErrorKind(errs) == errcode.KindUser {
		return http.StatusOK
	}
	return http.StatusBadRequest
}

// statusOf returns the status for a request that is not an operation.
func statusOf(err error) int { return problem.Status(err) }

// preferred returns the media type among those offered that the Accept header prefers, "" if it accepts none. The most specific
// range decides about a type (RFC 9110, section 12.5.1), so that `application/json;q=0, */*` refuses JSON. Among equal weights
// the order of the header decides, and within one range ours.
func preferred(r *http.Request, offered ...string) (best string) {
	ranges := acceptRanges(r.Header.Values("Accept"))
	if len(ranges) == 0 {
		return offered[0]
	}
	chosen := mediaRange{}
	for _, media := range offered {
		of := rangeOf(ranges, media)
		if of.weight > chosen.weight || of.weight == chosen.weight && of.weight > 0 && of.position < chosen.position {
			best, chosen = media, of
		}
	}
	return best
}

// mediaRange is one element of an Accept header.
type mediaRange struct {
	pattern  string
	weight   float64
	position int
}

// acceptRanges returns the media ranges in the values of the header. It ignores other elements.
func acceptRanges(values []string) (ranges []mediaRange) {
	for _, value := range values {
		for _, element := range splitElements(value) {
			pattern, options, err := mime.ParseMediaType(element)
			if err != nil {
				continue
			}
			weight, err := strconv.ParseFloat(options["q"], 64)
			if err != nil || !(weight >= 0 && weight <= 1) {
				weight = 1
			}
			ranges = append(ranges, mediaRange{pattern, weight, len(ranges)})
		}
	}
	return ranges
}

// splitElements splits a list at the commas outside of quoted strings.
func splitElements(list string) (elements []string) {
	start, quoted := 0, false
	for i := 0; i < len(list); i++ {
		switch {
		case list[i] == '"':
			quoted = !quoted
		case list[i] == '\\' && quoted:
			i++
		case list[i] == ',' && !quoted:
			elements, start = append(elements, list[start:i]), i+1
		}
	}
	return append(elements, list[start:])
}

// rangeOf returns the most specific range that matches media; its weight is 0 if there is none.
func rangeOf(ranges []mediaRange, media string) (found mediaRange) {
	kind, _, _ := strings.Cut(media, "/")
	for _, pattern := range []string{media, kind + "/*", "*/*"} {
		for _, r := range ranges {
			if r.pattern == pattern {
				return r
			}
		}
	}
	return mediaRange{}
}

// wantsEvents reports whether r prefers server-sent events to one document.
func wantsEvents(r *http.Request) bool {
	return preferred(r, jsonType, responseType, eventType) == eventType
}
