package portal

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strconv"
	"time"

	"chattr/model"
)

// The codes of this door's own; the others are chat's.
const (
	codeInvalidJSON      model.Code = "INVALID_JSON"
	codeBodyTooLarge     model.Code = "BODY_TOO_LARGE"
	codeRequestTimeout   model.Code = "REQUEST_TIMEOUT"
	codeUnsupportedType  model.Code = "UNSUPPORTED_MEDIA_TYPE"
	codeMethodNotAllowed model.Code = "METHOD_NOT_ALLOWED"
)

// statuses says for each code how it looks in HTTP. A code that is not here is nothing a caller is told about.
var statuses = map[model.Code]int{
	codeInvalidJSON:        http.StatusBadRequest,
	model.Unauthenticated:  http.StatusUnauthorized,
	model.Forbidden:        http.StatusForbidden,
	codeMethodNotAllowed:   http.StatusMethodNotAllowed,
	codeRequestTimeout:     http.StatusRequestTimeout,
	codeBodyTooLarge:       http.StatusRequestEntityTooLarge,
	codeUnsupportedType:    http.StatusUnsupportedMediaType,
	model.ValidationFailed: http.StatusUnprocessableEntity,
	model.StoreUnavailable: http.StatusServiceUnavailable,
	model.CommitUnknown:    http.StatusServiceUnavailable,
	model.ShuttingDown:     http.StatusServiceUnavailable,
}

// problem is the body of a refusal: RFC 9457, with members of our own from code on.
type problem struct {
	Type   string             `json:"type"`
	Title  string             `json:"title"`
	Status int                `json:"status"`
	Code   model.Code         `json:"code"`
	Detail string             `json:"detail,omitempty"`
	Errors []model.FieldError `json:"errors,omitempty"`
}

// refuse answers with the problem that err is.
func (p *Portal) refuse(w http.ResponseWriter, r *http.Request, err error) {
	told := tellable(err)
	status := statusOf(told.Code)
	if status >= http.StatusInternalServerError {
		p.log.ErrorContext(r.Context(), "session request failed", "code", told.Code, "error", err)
	}
	if status == http.StatusServiceUnavailable {
		seconds := int(told.RetryAfter.Round(time.Second).Seconds())
		w.Header().Set("Retry-After", strconv.Itoa(max(1, seconds)))
	}
	w.Header().Set("Content-Type", "application/problem+json")
	writeJSON(w, status, problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Code: told.Code, Detail: told.Message, Errors: told.Fields,
	})
}

// denyCrossOrigin answers what the guard does not let through.
func (p *Portal) denyCrossOrigin(w http.ResponseWriter, r *http.Request) {
	p.refuse(w, r, model.Errorf(model.Forbidden, "Another site may not sign in or out here."))
}

func statusOf(code model.Code) int {
	if status, known := statuses[code]; known {
		return status
	}
	return http.StatusInternalServerError
}

// tellable is err if callers may be told about it, else an INTERNAL that says nothing.
func tellable(err error) *model.Error {
	var e *model.Error
	if errors.As(err, &e) && statuses[e.Code] != 0 {
		return e
	}
	return &model.Error{Code: model.Internal}
}

// unreadable says why a body could not be read.
func unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return model.Errorf(codeBodyTooLarge, "The body is larger than %d bytes.", tooLarge.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return model.Errorf(codeRequestTimeout, "The body took too long to arrive.")
	default:
		return model.Errorf(codeInvalidJSON, "The body could not be read.").Because(err)
	}
}

// writeJSON answers with a body; a type that was set before stays.
func writeJSON(w http.ResponseWriter, status int, body any) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // nobody is left to tell when this fails
}
