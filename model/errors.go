package model

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Code says to a machine what went wrong. It is `code` in a problem document and `extensions.code` in a GraphQL error.
type Code string

// The codes that chat decides on; the doors add those of their own protocol.
const (
	Unauthenticated  Code = "UNAUTHENTICATED"   // no credentials, or ones that are no longer good
	Forbidden        Code = "FORBIDDEN"         // visible, but not allowed
	NotFound         Code = "NOT_FOUND"         // absent or invisible: the two are never told apart
	BadUserInput     Code = "BAD_USER_INPUT"    // Fields says which
	ValidationFailed Code = "VALIDATION_FAILED" // a message's content, name or avatar; Fields says which
	Conflict         Code = "CONFLICT"
	LimitReached     Code = "LIMIT_REACHED"

	WebhookNotFound Code = "WEBHOOK_NOT_FOUND" // wrong app id, wrong token, deleted: never told apart
	WebhookDisabled Code = "WEBHOOK_DISABLED"

	IdempotencyKeyInvalid Code = "IDEMPOTENCY_KEY_INVALID"
	IdempotencyKeyReused  Code = "IDEMPOTENCY_KEY_REUSED"

	CursorInvalid Code = "CURSOR_INVALID" // not a cursor of this channel
	CursorExpired Code = "CURSOR_EXPIRED" // older than what retention kept
	CursorForked  Code = "CURSOR_FORKED"  // of a history that is gone: the database was restored

	StoreUnavailable Code = "STORE_UNAVAILABLE" // the database did not answer; nothing was stored
	CommitUnknown    Code = "COMMIT_UNKNOWN"    // the connection died during COMMIT; it may be stored
	ShuttingDown     Code = "SHUTTING_DOWN"
	Internal         Code = "INTERNAL"
)

// FieldCode says what is wrong with one field.
type FieldCode string

// What can be wrong with a field.
const (
	FieldRequired         FieldCode = "REQUIRED"
	FieldType             FieldCode = "TYPE"
	FieldEmpty            FieldCode = "EMPTY"
	FieldTooLong          FieldCode = "TOO_LONG"
	FieldInvalidCharacter FieldCode = "INVALID_CHARACTER"
	FieldInvalidURL       FieldCode = "INVALID_URL"
	FieldReserved         FieldCode = "RESERVED"
	FieldInvalid          FieldCode = "INVALID" // anything else: Message says what
)

// FieldError is one thing wrong with one field of an input. Limit and Got are 0 where they mean nothing.
type FieldError struct {
	Field   string    `json:"field"`
	Code    FieldCode `json:"code"`
	Message string    `json:"message,omitempty"`
	Limit   int       `json:"limit,omitempty"`
	Got     int       `json:"got,omitempty"`
}

// Error is every failure a caller may be told about. Message is a sentence for people, without secrets.
type Error struct {
	Code       Code
	Message    string
	Fields     []FieldError
	RetryAfter time.Duration // 0: the caller need not wait, or waiting does not help
	cause      error
}

func (e *Error) Error() string {
	if e.cause != nil {
		return string(e.Code) + ": " + e.Message + ": " + e.cause.Error()
	}
	return string(e.Code) + ": " + e.Message
}

// Unwrap is what caused it, for the log; callers are told only Message.
func (e *Error) Unwrap() error { return e.cause }

// Errorf makes an Error. The message is shown to the caller.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Because adds what caused e, for the log.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// ErrorCode is the code of the Error in err's chain, Internal for any other error, and "" for nil.
func ErrorCode(err error) Code {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	default:
		return Internal
	}
}

// Invalid makes one Error of all that is wrong with an input, and nil of nothing.
func Invalid(code Code, fields ...FieldError) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Code: code, Message: fields[0].sentence(), Fields: fields}
}

func (f FieldError) sentence() string {
	switch {
	case f.Message != "":
		return f.Field + " " + f.Message + "."
	case f.Code == FieldTooLong:
		return f.Field + " is " + strconv.Itoa(f.Got) + " characters long; the limit is " + strconv.Itoa(f.Limit) + "."
	default:
		return f.Field + " is not valid (" + string(f.Code) + ")."
	}
}
