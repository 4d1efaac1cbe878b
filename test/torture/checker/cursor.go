package checker

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
)

// ParseCursor reads a cursor of a stream. Clients must not do this: a cursor is opaque to them. The checker does, because
// only so it can compare the cursors that different readers and requests have received.
func ParseCursor(cursor string) (channel string, place Place, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) != 25 || raw[0] != 1 {
		return "", Place{}, fmt.Errorf("%q is not a cursor of version 1", cursor)
	}
	field := func(i int) int64 { return int64(binary.BigEndian.Uint64(raw[i:])) }
	return strconv.FormatInt(field(1), 10), Place{Number: field(9), EventID: field(17)}, nil
}

// FormatCursor returns the cursor of a place.
func FormatCursor(channel string, place Place) (string, error) {
	id, err := strconv.ParseInt(channel, 10, 64)
	if err != nil {
		return "", err
	}
	raw := []byte{1}
	for _, field := range []int64{id, place.Number, place.EventID} {
		raw = binary.BigEndian.AppendUint64(raw, uint64(field))
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}
