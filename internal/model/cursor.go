package model

import (
	"encoding/base64"
	"encoding/binary"
	"io"
)

// Cursor is a position in the stream of one channel: immediately after event Number, whose id is EventID. The id shows whether
// the cursor belongs to the history in the database: after a restore from a backup, the same number can belong to another event.
// Number 0 is the start of the stream.
type Cursor struct {
	ChannelID ID
	Number    int64
	EventID   ID
}

const (
	cursorVersion = 1
	cursorBytes   = 1 + 8 + 8 + 8
)

// String returns the opaque form that clients keep: unpadded base64url of the version and the three fields, 8 bytes each in
// big-endian order.
func (c Cursor) String() string {
	b := make([]byte, 1, cursorBytes)
	b[0] = cursorVersion
	b = binary.BigEndian.AppendUint64(b, uint64(c.ChannelID))
	b = binary.BigEndian.AppendUint64(b, uint64(c.Number))
	b = binary.BigEndian.AppendUint64(b, uint64(c.EventID))
	return base64.RawURLEncoding.EncodeToString(b)
}

// ParseCursor parses the form that String returns. It returns CURSOR_INVALID for any other text.
func ParseCursor(s string) (Cursor, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != cursorBytes || b[0] != cursorVersion {
		return Cursor{}, Errorf(CursorInvalid, "This is not a cursor of a stream.")
	}
	c := Cursor{
		ChannelID: ID(binary.BigEndian.Uint64(b[1:])),
		Number:    int64(binary.BigEndian.Uint64(b[9:])),
		EventID:   ID(binary.BigEndian.Uint64(b[17:])),
	}
	if c.Number < 0 {
		return Cursor{}, Errorf(CursorInvalid, "This is not a cursor of a stream.")
	}
	return c, nil
}

// MarshalGQL writes the opaque form as a JSON string.
func (c Cursor) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, `"`+c.String()+`"`) }

// UnmarshalGQL parses the opaque form. It returns CURSOR_INVALID for any other value.
func (c *Cursor) UnmarshalGQL(v any) (err error) {
	s, _ := v.(string)
	*c, err = ParseCursor(s)
	return err
}
