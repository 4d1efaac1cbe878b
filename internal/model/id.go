package model

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"
)

// ID names one thing for ever, on every instance. Its 64 bits are the milliseconds since 2015-01-01 (42 bits), the kind of
// the thing (4 bits) and a counter (18 bits); people see it as a decimal string of 19 digits. The zero ID names nothing.
type ID int64

// Kind says what an ID names, so that node(id:) knows where to look without a table of ids.
type Kind uint8

// The kinds. Their numbers are stored inside every ID and must never change.
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

// kindNames are the names of the kinds, as the schema has them.
var kindNames = [1 << kindBits]string{
	KindUser: "USER", KindServer: "SERVER", KindChannel: "CHANNEL", KindMessage: "MESSAGE", KindWebhook: "WEBHOOK",
	KindRole: "ROLE", KindMember: "MEMBER", KindAccessToken: "ACCESS_TOKEN", KindEvent: "EVENT", KindSession: "SESSION",
	KindSignInLink: "SIGN_IN_LINK", KindAuditEntry: "AUDIT_ENTRY", KindInvitation: "INVITATION",
}

func (k Kind) String() string { return kindNames[k] }

// MarshalGQL writes the name in quotes.
func (k Kind) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(k.String())) }

// UnmarshalGQL refuses everything: no input has a kind.
func (k *Kind) UnmarshalGQL(any) error { return errors.New("a kind cannot be given") }

const (
	counterBits = 18
	kindBits    = 4
	idDigits    = 19
)

// MaxIDCounter is the largest counter that fits into an ID.
const MaxIDCounter = 1<<counterBits - 1

var idEpoch = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

// ErrInvalidID is what ParseID returns for anything that is not a decimal string of 19 digits.
var ErrInvalidID = errors.New("an id is a decimal string of 19 digits")

// IDMillisecond is the number of milliseconds from the epoch of ids to t.
func IDMillisecond(t time.Time) int64 { return t.UnixMilli() - idEpoch }

// NewID puts an id together. The caller guarantees that no other id has the same millisecond and counter.
func NewID(millisecond int64, kind Kind, counter uint32) ID {
	return ID(millisecond<<(kindBits+counterBits) | int64(kind)<<counterBits | int64(counter&MaxIDCounter))
}

// ParseID reads the decimal string that String wrote.
func ParseID(s string) (ID, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != idDigits || s[0] == '-' || s[0] == '+' {
		return 0, ErrInvalidID
	}
	return ID(n), nil
}

// Kind is what the id names.
func (id ID) Kind() Kind { return Kind(id >> counterBits & (1<<kindBits - 1)) }

// Millisecond is the time part of the id, in milliseconds since the epoch of ids.
func (id ID) Millisecond() int64 { return int64(id >> (kindBits + counterBits)) }

// Time is when the id was made, give or take a minute; order things by their number instead.
func (id ID) Time() time.Time { return time.UnixMilli(idEpoch + id.Millisecond()).UTC() }

func (id ID) String() string { return strconv.FormatInt(int64(id), 10) }

// MarshalText writes the decimal string, so that JSON carries ids as strings.
func (id ID) MarshalText() ([]byte, error) { return strconv.AppendInt(nil, int64(id), 10), nil }

// MarshalGQL writes the decimal string in quotes.
func (id ID) MarshalGQL(w io.Writer) { _, _ = fmt.Fprintf(w, `"%d"`, int64(id)) }

// UnmarshalGQL reads an id. A malformed one becomes the zero ID, which names nothing: to a caller a malformed id and an
// unknown one are the same.
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
