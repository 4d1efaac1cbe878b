package rest

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"chattr/model"
)

// The codes of this door's own; the others are chat's.
const (
	codeInvalidJSON         model.Code = "INVALID_JSON"
	codeDuplicateKey        model.Code = "DUPLICATE_KEY"
	codeInvalidUTF8         model.Code = "INVALID_UTF8"
	codeJSONTooDeep         model.Code = "JSON_TOO_DEEP"
	codeMethodNotAllowed    model.Code = "METHOD_NOT_ALLOWED"
	codeRequestTimeout      model.Code = "REQUEST_TIMEOUT"
	codeBodyTooLarge        model.Code = "BODY_TOO_LARGE"
	codeUnsupportedType     model.Code = "UNSUPPORTED_MEDIA_TYPE"
	codeUnsupportedEncoding model.Code = "UNSUPPORTED_CONTENT_ENCODING"
	codeOverloaded          model.Code = "OVERLOADED"
)

// kinds says for each code how it looks in HTTP. A code that is not here is none of the sender's business.
var kinds = map[model.Code]struct {
	status int
	title  string
}{
	codeInvalidJSON:             {http.StatusBadRequest, "Invalid JSON"},
	codeDuplicateKey:            {http.StatusBadRequest, "Duplicate key"},
	codeInvalidUTF8:             {http.StatusBadRequest, "Invalid UTF-8"},
	codeJSONTooDeep:             {http.StatusBadRequest, "JSON too deep"},
	model.IdempotencyKeyInvalid: {http.StatusBadRequest, "Invalid idempotency key"},
	model.WebhookDisabled:       {http.StatusForbidden, "Webhook disabled"},
	model.WebhookNotFound:       {http.StatusNotFound, "Webhook not found"},
	model.NotFound:              {http.StatusNotFound, "Not found"},
	codeMethodNotAllowed:        {http.StatusMethodNotAllowed, "Method not allowed"},
	codeRequestTimeout:          {http.StatusRequestTimeout, "Request timeout"},
	codeBodyTooLarge:            {http.StatusRequestEntityTooLarge, "Body too large"},
	codeUnsupportedType:         {http.StatusUnsupportedMediaType, "Unsupported media type"},
	codeUnsupportedEncoding:     {http.StatusUnsupportedMediaType, "Unsupported content encoding"},
	model.ValidationFailed:      {http.StatusUnprocessableEntity, "Validation failed"},
	model.IdempotencyKeyReused:  {http.StatusUnprocessableEntity, "Idempotency key reused"},
	model.Internal:              {http.StatusInternalServerError, "Internal error"},
	codeOverloaded:              {http.StatusServiceUnavailable, "Overloaded"},
	model.StoreUnavailable:      {http.StatusServiceUnavailable, "Store unavailable"},
	model.CommitUnknown:         {http.StatusServiceUnavailable, "Commit unknown"},
	model.ShuttingDown:          {http.StatusServiceUnavailable, "Shutting down"},
}

// problem is the body of every refusal: RFC 9457, with members of our own from code on.
type problem struct {
	Type      string             `json:"type"`
	Title     string             `json:"title"`
	Status    int                `json:"status"`
	Code      model.Code         `json:"code"`
	RequestID string             `json:"requestId"`
	Detail    string             `json:"detail,omitempty"`
	Errors    []model.FieldError `json:"errors,omitempty"`
}

// refuse answers with the problem that err is.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, requestID string, err error) {
	told := tellable(err)
	kind := kinds[told.Code]
	h.record(r.Context(), requestID, told, err)
	if kind.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", seconds(told.RetryAfter))
	}
	answer(w, kind.status, "application/problem+json", problem{
		Type: "about:blank", Title: kind.title, Status: kind.status, Code: told.Code,
		RequestID: requestID, Detail: told.Message, Errors: told.Fields,
	})
}

// tellable is err if senders may be told about it, else an INTERNAL that says nothing.
func tellable(err error) *model.Error {
	var e *model.Error
	if errors.As(err, &e) && e.Code != model.Internal {
		if _, known := kinds[e.Code]; known {
			return e
		}
	}
	return &model.Error{Code: model.Internal}
}

// record logs what is our fault, with the requestId the sender was told. The path is never logged: it carries the token.
func (h *Handler) record(ctx context.Context, requestID string, told *model.Error, err error) {
	level := slog.LevelError
	switch {
	case told.Code != model.Internal && told.Unwrap() == nil:
		return
	case told.Code != model.Internal:
		level = slog.LevelWarn
	case ctx.Err() != nil: // the sender has left, and what failed for that is nobody's fault
		level = slog.LevelDebug
	}
	h.log.Log(ctx, level, "webhook request failed", "requestId", requestID, "code", told.Code, "error", err)
}

// seconds writes a Retry-After: whole seconds, rounded up, at least one.
func seconds(d time.Duration) string {
	return strconv.FormatInt(max(1, int64((d+time.Second-1)/time.Second)), 10)
}
