package strictjson

import (
	"strconv"
	"time"

	"chattr/internal/model"
)

// These functions append values in the form that REST and GraphQL use. They serve frequent responses, which are written without
// encoding/json for speed.

// AppendID appends an id as a JSON string to b.
func AppendID(b []byte, id model.ID) []byte {
	return append(strconv.AppendInt(append(b, '"'), int64(id), 10), '"')
}

// AppendTime appends a time in UTC as a JSON string in model.TimeLayout to b. It appends null if t is nil.
func AppendTime(b []byte, t *time.Time) []byte {
	if t == nil {
		return append(b, "null"...)
	}
	return append(t.UTC().AppendFormat(append(b, '"'), model.TimeLayout), '"')
}

// AppendOptional appends s as a JSON string to b. It appends null if s is nil.
func AppendOptional(b []byte, s *string) []byte {
	if s == nil {
		return append(b, "null"...)
	}
	return AppendString(b, *s)
}

// AppendString appends s as a JSON string to b. s must be valid UTF-8. It escapes only the characters that RFC 8259, section 7,
// requires.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '\\' || c == '"' {
			b = appendEscaped(append(b, s[start:i]...), c)
			start = i + 1
		}
	}
	return append(append(b, s[start:]...), '"')
}

// appendEscaped appends the escape of a control character, a quotation mark or a backslash.
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '\t':
		return append(b, `\t`...)
	case '\r':
		return append(b, `\r`...)
	case '\n':
		return append(b, `\n`...)
	case '\\', '"':
		return append(b, '\\', c)
	}
	const digits = "0123456789ABCDEF"
	return append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xf])
}
