package graph

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/model"
)

const (
	maxBody      = 64 << 10
	jsonType     = "application/json"
	responseType = "application/graphql-response+json"
	eventType    = "text/event-stream"
)

// Codes of this protocol only.
const (
	bodyTooLarge        model.Code = "BODY_TOO_LARGE"
	invalidJSON         model.Code = "INVALID_JSON"
	invalidUTF8         model.Code = "INVALID_UTF8"
	unsupportedMedia    model.Code = "UNSUPPORTED_MEDIA_TYPE"
	unsupportedEncoding model.Code = "UNSUPPORTED_CONTENT_ENCODING"
	methodNotAllowed    model.Code = "METHOD_NOT_ALLOWED"
)

// plain answers an operation with one JSON document, as GraphQL over HTTP says.
type plain transports

// Supports is asked last: it takes every request.
func (plain) Supports(*http.Request) bool { return true }

// Do answers a query or a mutation.
func (p plain) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	params, err := readParams(w, r)
	if err != nil {
		p.refuse(w, r, statusOf(err), err)
		return
	}
	op, errs := exec.CreateOperationContext(r.Context(), params)
	if errs != nil {
		ctx := graphql.WithOperationContext(r.Context(), op)
		writeResponse(w, r, requestErrorStatus(r, errs), exec.DispatchError(ctx, errs))
		return
	}
	if err := misdirected(r, op); err != nil {
		p.refuse(w, r, statusOf(err), err)
		return
	}
	responses, ctx := exec.DispatchOperation(r.Context(), op)
	writeResponse(w, r, http.StatusOK, responses(ctx))
}

// misdirected refuses operations that came by the wrong way.
func misdirected(r *http.Request, op *graphql.OperationContext) error {
	switch kind := op.Operation.Operation; {
	// SECURITY: a link or an image can cause a GET: it never changes anything.
	case kind == ast.Mutation && r.Method == http.MethodGet:
		return model.Errorf(methodNotAllowed, "Mutations need POST.")
	case kind == ast.Subscription && !wantsEvents(r):
		return model.Errorf(model.BadUserInput, "Subscriptions need a WebSocket, or Accept: text/event-stream.")
	}
	return nil
}

// readParams takes the operation from the body or, for GET, from the address.
func readParams(w http.ResponseWriter, r *http.Request) (params *graphql.RawParams, err error) {
	start := graphql.Now()
	if r.Method == http.MethodGet {
		params, err = fromQuery(r.URL.RawQuery)
	} else {
		params, err = fromBody(w, r)
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

func fromQuery(raw string) (*graphql.RawParams, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, model.Errorf(model.BadUserInput, "The query string is malformed.")
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

func fromBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, error) {
	media, options, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	// SECURITY: a form of another site can send anything but this content type.
	if err != nil || media != jsonType || (options["charset"] != "" && !strings.EqualFold(options["charset"], "utf-8")) {
		return nil, model.Errorf(unsupportedMedia, "Send the header Content-Type: application/json.")
	}
	if r.Header.Get("Content-Encoding") != "" {
		return nil, model.Errorf(unsupportedEncoding, "Send the body without a Content-Encoding.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		return nil, model.Errorf(bodyTooLarge, "The body is larger than %d bytes.", maxBody)
	}
	if err != nil {
		return nil, model.Errorf(model.BadUserInput, "The body could not be read.")
	}
	return fromJSON(body)
}

func fromJSON(body []byte) (*graphql.RawParams, error) {
	params := &graphql.RawParams{}
	var mistyped *json.UnmarshalTypeError
	switch err := decode(body, params); {
	case !utf8.Valid(body):
		return nil, model.Errorf(invalidUTF8, "The body is not valid UTF-8.")
	case strings.HasPrefix(strings.TrimSpace(string(body)), "["):
		return nil, model.Errorf(model.BadUserInput, "Batches are not supported: send one operation a request.")
	case errors.As(err, &mistyped):
		return nil, model.Errorf(model.BadUserInput,
			"Send an object with `query` and `operationName` (strings), `variables` and `extensions` (objects).")
	case err != nil:
		return nil, model.Errorf(invalidJSON, "The body is not a JSON object.")
	}
	return params, nil
}

// decode reads one JSON value and nothing behind it. Numbers stay as they were written.
func decode(raw []byte, into any) error {
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("trailing data")
	}
	return nil
}

// writeResponse answers in the media type that was asked for.
func writeResponse(w http.ResponseWriter, r *http.Request, status int, response *graphql.Response) {
	media := preferred(r, jsonType, responseType)
	if media == "" {
		media = jsonType
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(encode(response))
}

// requestErrorStatus is 400, but 200 for clients that only know application/json: many take any other status for a broken
// network.
func requestErrorStatus(r *http.Request, errs gqlerror.List) int {
	if preferred(r, jsonType, responseType) != responseType || errcode.GetErrorKind(errs) == errcode.KindUser {
		return http.StatusOK
	}
	return http.StatusBadRequest
}

// statusOf is the status for a request that is no operation.
func statusOf(err error) int {
	switch model.ErrorCode(err) {
	case model.Unauthenticated:
		return http.StatusUnauthorized
	case model.StoreUnavailable, model.ShuttingDown:
		return http.StatusServiceUnavailable
	case methodNotAllowed:
		return http.StatusMethodNotAllowed
	case bodyTooLarge:
		return http.StatusRequestEntityTooLarge
	case unsupportedMedia, unsupportedEncoding:
		return http.StatusUnsupportedMediaType
	case model.Internal:
		return http.StatusInternalServerError
	default:
		return http.StatusBadRequest
	}
}
