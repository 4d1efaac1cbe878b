package model

import (
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Code identifies the kind of an error for programs. It is `code` in a problem document and `extensions.code` in a GraphQL error.
type Code string

// The codes of errors that the rules in package chat return.
const (
	Unauthenticated  Code = "UNAUTHENTICATED"   // no credential, or one that is expired or revoked
	Forbidden        Code = "FORBIDDEN"         // the caller may see the target but not do this
	AccountDisabled  Code = "ACCOUNT_DISABLED"  // returned only to a person who has proved that the account is theirs
	NotFound         Code = "NOT_FOUND"         // absent or invisible to the caller: the two look the same
	BadUserInput     Code = "BAD_USER_INPUT"    // Fields lists the invalid fields
	ValidationFailed Code = "VALIDATION_FAILED" // the content, name or avatar of a message; Fields lists them
	Conflict         Code = "CONFLICT"
	LimitReached     Code = "LIMIT_REACHED"

	WebhookNotFound Code = "WEBHOOK_NOT_FOUND" // wrong app id, wrong token or deleted: the three look the same
	WebhookDisabled Code = "WEBHOOK_DISABLED"

	IdempotencyKeyInvalid Code = "IDEMPOTENCY_KEY_INVALID"
	IdempotencyKeyReused  Code = "IDEMPOTENCY_KEY_REUSED"

	CursorInvalid Code = "CURSOR_INVALID" // not a cursor of this channel
	CursorExpired Code = "CURSOR_EXPIRED" // older than the events that retention has kept
	CursorForked  Code = "CURSOR_FORKED"  // from a history that a restored database does not have

	StoreUnavailable    Code = "STORE_UNAVAILABLE"    // the database is unavailable; nothing was stored
	CommitUnknown       Code = "COMMIT_UNKNOWN"       // the connection broke during COMMIT; the change may be stored
	RateLimited         Code = "RATE_LIMITED"         // too many requests; RetryAfter is the time to wait
	Overloaded          Code = "OVERLOADED"           // too many concurrent requests; nothing was stored
	ProviderUnavailable Code = "PROVIDER_UNAVAILABLE" // the OpenID provider is unavailable or returned an invalid response
	Cancelled           Code = "CANCELLED"            // the user cancelled the sign-in at the OpenID provider
	ShuttingDown        Code = "SHUTTING_DOWN"
	Internal            Code = "INTERNAL"
)

// The codes of errors that a transport finds in a request before it calls package chat.
const (
	InvalidJSON         Code = "INVALID_JSON"
	InvalidUTF8         Code = "INVALID_UTF8" // also for half of a surrogate pair in an escape
	DuplicateKey        Code = "DUPLICATE_KEY"
	JSONTooDeep         Code = "JSON_TOO_DEEP"
	MethodNotAllowed    Code = "METHOD_NOT_ALLOWED"
	NotAcceptable       Code = "NOT_ACCEPTABLE"
	RequestTimeout      Code = "REQUEST_TIMEOUT"
	BodyTooLarge        Code = "BODY_TOO_LARGE"
	UnsupportedType     Code = "UNSUPPORTED_MEDIA_TYPE"
	UnsupportedEncoding Code = "UNSUPPORTED_CONTENT_ENCODING"
)

// Codes returns all codes.
func Codes() []Code {
	return []Code{
		Unauthenticated, Forbidden, AccountDisabled, NotFound, BadUserInput, ValidationFailed, Conflict, LimitReached,
		WebhookNotFound, WebhookDisabled, IdempotencyKeyInvalid, IdempotencyKeyReused, CursorInvalid,
		CursorExpired, CursorForked, StoreUnavailable, CommitUnknown, RateLimited, Overloaded, ProviderUnavailable,
		Cancelled, ShuttingDown, Internal, InvalidJSON, InvalidUTF8, DuplicateKey, JSONTooDeep, MethodNotAllowed,
		NotAcceptable, RequestTimeout, BodyTooLarge, UnsupportedType, UnsupportedEncoding,
	}
}

// FieldCode identifies the kind of an error in one field.
type FieldCode string

// The kinds of errors in a field.
const (
	FieldRequired         FieldCode = "REQUIRED"
	FieldType             FieldCode = "TYPE"
	FieldEmpty            FieldCode = "EMPTY"
	FieldTooLong          FieldCode = "TOO_LONG"
	FieldInvalidCharacter FieldCode = "INVALID_CHARACTER"
	FieldInvalidURL       FieldCode = "INVALID_URL"
	FieldReserved         FieldCode = "RESERVED"
	FieldUnsupported      FieldCode = "UNSUPPORTED" // a field of other services that Chattr does not support
	FieldInvalid          FieldCode = "INVALID"     // any other error, which Message describes
)

// FieldError is one error in one field of an input. Message continues a sentence that starts with the name of the field. If
// Message is empty, Invalid fills it in. Limit and Got are 0 for codes that have no limit.
type FieldError struct {
	Field   string    `json:"field"`
	Code    FieldCode `json:"code"`
	Message string    `json:"message,omitempty"`
	Limit   int       `json:"limit,omitempty"`
	Got     int       `json:"got,omitempty"`
}

// Error is an error that a caller may see. Message is a sentence for people and contains no secret.
type Error struct {
	Code       Code
	Message    string
	Fields     []FieldError
	RetryAfter time.Duration // 0: Wait decides by the code
	cause      error
}

// Error returns the code, the message and the cause, if there is one. It is for the log.
func (e *Error) Error() string {
	if e.cause != nil {
		return string(e.Code) + ": " + e.Message + ": " + e.cause.Error()
	}
	return string(e.Code) + ": " + e.Message
}

// Unwrap returns the cause of the error. The cause is for the log only; callers see Message.
func (e *Error) Unwrap() error { return e.cause }

// Wait returns how many seconds a caller should wait before the next attempt, rounded up. It is at least 1 for codes that a retry
// can resolve. For other codes it is 0 unless RetryAfter is set.
func (e *Error) Wait() int {
	seconds := int((e.RetryAfter + time.Second - 1) / time.Second)
	switch e.Code {
	case RateLimited, StoreUnavailable, CommitUnknown, Overloaded, ShuttingDown, ProviderUnavailable:
		return max(seconds, 1)
	default:
		return seconds
	}
}

// Errorf returns an Error with a formatted message. Callers see the message.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Disabled returns an ACCOUNT_DISABLED error. Return it only to a person who has proved that the account is theirs.
func Disabled() *Error {
	return Errorf(AccountDisabled, "Your account is disabled; an administrator of this installation can enable it again.")
}

// NoSuch returns a NOT_FOUND error for an entity of that kind. The error does not show whether the entity is absent or invisible.
func NoSuch(kind string) *Error {
	return Errorf(NotFound, "There is no such %s, or it may not be seen.", kind)
}

// Because sets the cause of e, which is for the log, and returns e.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// ErrorCode returns the code of the first Error in the chain of err. It returns Internal for any other error and "" for nil.
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

// Invalid returns one Error with all invalid fields of an input, or nil if there are none. It fills in empty messages of the
// fields.
func Invalid(code Code, fields ...FieldError) error {
	if len(fields) == 0 {
		return nil
	}
	for i, f := range fields {
		fields[i].Message = f.phrase()
	}
	return &Error{Code: code, Message: fields[0].Field + " " + fields[0].Message + ".", Fields: fields}
}

// phrase returns Message, or a default text for the code if Message is empty.
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
