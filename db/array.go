package db

import (
	"encoding/hex"
	"strconv"
)

// array is the text of a PostgreSQL array that is being written (PostgreSQL documentation, 8.15.6).
type array struct{ buf []byte }

func (a *array) next() {
	if len(a.buf) == 0 {
		a.buf = append(a.buf, '{')
	} else {
		a.buf = append(a.buf, ',')
	}
}

func (a *array) number(n int64) {
	a.next()
	a.buf = strconv.AppendInt(a.buf, n, 10)
}

// text appends a string; nil is NULL.
func (a *array) text(s *string) {
	a.next()
	if s == nil {
		a.buf = append(a.buf, "NULL"...)
		return
	}
	a.buf = append(a.buf, '"')
	for i := range len(*s) {
		c := (*s)[i]
		if c == '"' || c == '\\' {
			a.buf = append(a.buf, '\\')
		}
		a.buf = append(a.buf, c)
	}
	a.buf = append(a.buf, '"')
}

// bytes appends a bytea; nil is NULL.
func (a *array) bytes(b []byte) {
	a.next()
	if b == nil {
		a.buf = append(a.buf, "NULL"...)
		return
	}
	a.buf = append(a.buf, `"\\x`...)
	a.buf = append(hex.AppendEncode(a.buf, b), '"')
}

// String ends the array.
func (a *array) String() string {
	if len(a.buf) == 0 {
		return "{}"
	}
	return string(a.buf) + "}"
}
