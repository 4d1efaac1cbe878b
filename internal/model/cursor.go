package model

import (
	"encoding/base64"
	"encoding/binary"
	"io"
)

// Cursor is a place in the stream of one channel: just after event Number, whose id was EventID. The id is what tells a
// restored database's history from the one the cursor was taken from. Number 0 is the beginning.
type Cursor struct {
	ChannelID ID
	Number    int64
	EventID   ID
}

const (
	cursorVersion = 1
	cursorBytes   = 1 + 8 + 8 + 8
)

// String is the opaque form that clients keep.
func (c Cursor) String() string {
	b := make([]byte, 1, cursorBytes)
	b[0] = cursorVersion
	b = binary.BigEndian.AppendUint64(b, uint64(c.ChannelID))
	b = binary.BigEndian.AppendUint64(b, uint64(c.Number))
	b = binary.BigEndian.AppendUint64(b, uint64(c.EventID))
	return base64.RawURLEncoding.EncodeToString(b)
}

// ParseCursor reads what String wrote; anything else is CURSOR_INVALID.
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

// MarshalGQL writes the opaque form in quotes.
func (c Cursor) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, `"`+c.String()+`"`) }

// UnmarshalGQL reads the opaque form.
func (c *Cursor) UnmarshalGQL(v any) (err error) {
	s, _ := v.(string)
	*c, err = ParseCursor(s)
	return err
}
