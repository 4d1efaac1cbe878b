package strictjson

import (
	"strconv"
	"time"

	"chattr/internal/model"
)

// These append values as both doors write them, for answers that are written by hand because they are asked for so often.

// AppendID appends an id as a string.
func AppendID(b []byte, id model.ID) []byte {
	return append(strconv.AppendInt(append(b, '"'), int64(id), 10), '"')
}

// AppendTime appends a time in UTC; null for none.
func AppendTime(b []byte, t *time.Time) []byte {
	if t == nil {
		return append(b, "null"...)
	}
	return append(t.UTC().AppendFormat(append(b, '"'), model.TimeLayout), '"')
}

// AppendOptional is AppendString, and null for no string.
func AppendOptional(b []byte, s *string) []byte {
	if s == nil {
		return append(b, "null"...)
	}
	return AppendString(b, *s)
}

// AppendString appends s as a JSON string; s is valid UTF-8. Only what must be escaped is (RFC 8259, section 7).
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
