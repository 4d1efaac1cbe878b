package model

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"
)

// ID identifies one entity permanently and across all instances. From the highest bits down it holds the milliseconds since
// 2015-01-01 UTC (42 bits), the kind of the entity (4 bits) and a counter (18 bits). Its text is a decimal string of 19 digits.
// The zero ID identifies nothing.
type ID int64

// Kind is the type of the entity that an ID identifies. node(id:) selects the table by it, so no table of all ids is needed.
type Kind uint8

// The kinds of entities. Their numbers are stored in every ID and must never change.
const (
	KindUser Kind = iota + 1
	KindServer
	KindChannel
	KindMessage
	KindWebhook
	KindRole
	KindMember
	KindAccessToken
	KindEvent
	KindSession
	KindSignInLink
	KindAuditEntry
	KindInvitation
)

// kindNames are the names of the kinds in the schema.
var kindNames = [1 << kindBits]string{
	KindUser: "USER", KindServer: "SERVER", KindChannel: "CHANNEL", KindMessage: "MESSAGE", KindWebhook: "WEBHOOK",
	KindRole: "ROLE", KindMember: "MEMBER", KindAccessToken: "ACCESS_TOKEN", KindEvent: "EVENT", KindSession: "SESSION",
	KindSignInLink: "SIGN_IN_LINK", KindAuditEntry: "AUDIT_ENTRY", KindInvitation: "INVITATION",
}

// String returns the name of the kind in the schema, or "" for an unknown kind.
func (k Kind) String() string { return kindNames[k] }

// MarshalGQL writes the name of the kind as a JSON string.
func (k Kind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(k.String())) }

// UnmarshalGQL always returns an error, because no input of the schema has a kind.
func (k *Kind) UnmarshalGQL(any) error { return errors.New("a kind cannot be given") }

const (
	counterBits = 18
	kindBits    = 4
	idDigits    = 19
)

// MaxIDCounter is the largest counter that fits into an ID.
const MaxIDCounter = 1<<counterBits - 1

var idEpoch = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

// ErrInvalidID is the error of ParseID for any text that is not a decimal string of 19 digits.
var ErrInvalidID = errors.New("an id is a decimal string of 19 digits")

// IDMillisecond returns the number of milliseconds from the epoch of ids, 2015-01-01 UTC, to t.
func IDMillisecond(t time.Time) int64 { return t.UnixMilli() - idEpoch }

// NewID returns the id with these parts. The caller must make sure that no other id has the same millisecond and counter.
func NewID(millisecond int64, kind Kind, counter uint32) ID {
	return ID(millisecond<<(kindBits+counterBits) | int64(kind)<<counterBits | int64(counter&MaxIDCounter))
}

// ParseID parses the decimal string that String returns. It returns ErrInvalidID for any other text.
func ParseID(s string) (ID, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != idDigits || s[0] == '-' || s[0] == '+' {
		return 0, ErrInvalidID
	}
	return ID(n), nil
}

// Kind returns the type of the entity that id identifies.
func (id ID) Kind() Kind { return Kind(id >> counterBits & (1<<kindBits - 1)) }

// Millisecond returns the time part of the id, in milliseconds since the epoch of ids.
func (id ID) Millisecond() int64 { return int64(id >> (kindBits + counterBits)) }

// Time returns when the id was created, to within about a minute. Do not order entities by it; order them by their numbers.
func (id ID) Time() time.Time { return time.UnixMilli(idEpoch + id.Millisecond()).UTC() }

// String returns the id as a decimal string.
func (id ID) String() string { return strconv.FormatInt(int64(id), 10) }

// MarshalText returns the decimal string, so that JSON contains ids as strings.
func (id ID) MarshalText() ([]byte, error) { return strconv.AppendInt(nil, int64(id), 10), nil }

// MarshalGQL writes the decimal string in double quotes.
func (id ID) MarshalGQL(w io.Writer) { _, _ = fmt.Fprintf(w, `"%d"`, int64(id)) }

// UnmarshalGQL sets the id from a string or an integer. A malformed id becomes the zero ID, which identifies nothing, so callers
// cannot distinguish a malformed id from an unknown one. UnmarshalGQL returns an error for values of any other type.
func (id *ID) UnmarshalGQL(v any) error {
	switch v := v.(type) {
	case string:
		*id, _ = ParseID(v)
	case fmt.Stringer: // json.Number
		*id, _ = ParseID(v.String())
	case int64:
		*id = ID(max(v, 0))
	case int:
		*id = ID(max(v, 0))
	default:
		return fmt.Errorf("an ID is a string, not %T", v)
	}
	return nil
}
