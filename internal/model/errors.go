package model

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Code says to a machine what went wrong. It is `code` in a problem document and `extensions.code` in a GraphQL error.
type Code string

// The codes that chat decides on.
const (
	Unauthenticated  Code = "UNAUTHENTICATED"   // no credentials, or ones that are no longer good
	Forbidden        Code = "FORBIDDEN"         // visible, but not allowed
	AccountDisabled  Code = "ACCOUNT_DISABLED"  // told to who has shown that it is theirs
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

	StoreUnavailable    Code = "STORE_UNAVAILABLE"    // the database did not answer; nothing was stored
	CommitUnknown       Code = "COMMIT_UNKNOWN"       // the connection died during COMMIT; it may be stored
	RateLimited         Code = "RATE_LIMITED"         // too often; RetryAfter says when again
	Overloaded          Code = "OVERLOADED"           // too much at once; nothing was stored
	ProviderUnavailable Code = "PROVIDER_UNAVAILABLE" // the OpenID provider does not answer as it should
	Cancelled           Code = "CANCELLED"            // by the one who signs in, at the provider
	ShuttingDown        Code = "SHUTTING_DOWN"
	Internal            Code = "INTERNAL"
)

// What a door can find wrong with a request before it is a call on chat.
const (
	InvalidJSON         Code = "INVALID_JSON"
	InvalidUTF8         Code = "INVALID_UTF8" // also half of a surrogate pair
	DuplicateKey        Code = "DUPLICATE_KEY"
	JSONTooDeep         Code = "JSON_TOO_DEEP"
	MethodNotAllowed    Code = "METHOD_NOT_ALLOWED"
	NotAcceptable       Code = "NOT_ACCEPTABLE"
	RequestTimeout      Code = "REQUEST_TIMEOUT"
	BodyTooLarge        Code = "BODY_TOO_LARGE"
	UnsupportedType     Code = "UNSUPPORTED_MEDIA_TYPE"
	UnsupportedEncoding Code = "UNSUPPORTED_CONTENT_ENCODING"
)

// Codes are all of them.
func Codes() []Code {
	return []Code{
		Unauthenticated, Forbidden, AccountDisabled, NotFound, BadUserInput, ValidationFailed, Conflict, LimitReached,
		WebhookNotFound, WebhookDisabled, IdempotencyKeyInvalid, IdempotencyKeyReused, CursorInvalid,
		CursorExpired, CursorForked, StoreUnavailable, CommitUnknown, RateLimited, Overloaded, ProviderUnavailable,
		Cancelled, ShuttingDown, Internal, InvalidJSON, InvalidUTF8, DuplicateKey, JSONTooDeep, MethodNotAllowed,
		NotAcceptable, RequestTimeout, BodyTooLarge, UnsupportedType, UnsupportedEncoding,
	}
}

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
	FieldUnsupported      FieldCode = "UNSUPPORTED" // a field that other services have
	FieldInvalid          FieldCode = "INVALID"     // anything else: Message says what
)

// FieldError is one thing wrong with one field of an input. Message goes on where the field's name ends; Invalid fills it in
// where it is empty. Limit and Got are 0 where they mean nothing.
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
	RetryAfter time.Duration // 0: as Wait says
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

// Wait is for how many seconds a caller should wait before trying again; 0 when waiting does not help.
func (e *Error) Wait() int {
	seconds := int((e.RetryAfter + time.Second - 1) / time.Second)
	switch e.Code {
	case RateLimited, StoreUnavailable, CommitUnknown, Overloaded, ShuttingDown, ProviderUnavailable:
		return max(seconds, 1)
	default:
		return seconds
	}
}

// Errorf makes an Error. The message is shown to the caller.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Disabled makes the ACCOUNT_DISABLED of somebody who has shown that the account is theirs.
func Disabled() *Error {
	return Errorf(AccountDisabled, "Your account is disabled; an administrator of this installation can enable it again.")
}

// NoSuch makes the NOT_FOUND of a thing of that kind; it never says whether it is absent or invisible.
func NoSuch(kind string) *Error {
	return Errorf(NotFound, "There is no such %s, or it may not be seen.", kind)
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
	for i, f := range fields {
		fields[i].Message = f.phrase()
	}
	return &Error{Code: code, Message: fields[0].Field + " " + fields[0].Message + ".", Fields: fields}
}

func (f FieldError) phrase() string {
	switch {
	case f.Message != "":
		return f.Message
	case f.Code == FieldTooLong:
		return "is " + strconv.Itoa(f.Got) + " characters long; the limit is " + strconv.Itoa(f.Limit)
	case f.Code == FieldRequired:
		return "is required"
	default:
		return "is not valid (" + string(f.Code) + ")"
	}
}
