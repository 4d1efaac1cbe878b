package model

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// ErrInvalidTime is the error of ParseTime for any text that is not a valid time of RFC 3339.
var ErrInvalidTime = errors.New("not a time of RFC 3339, like 2026-01-31T12:00:00Z")

// lastYear is the last year that RFC 3339 can represent.
const lastYear = 9999

// ParseTime parses a time of RFC 3339, section 5.6. `T` and `Z` may be lower case, and any offset is accepted. It returns
// ErrInvalidTime for dates and times that do not exist, and for leap seconds, which time.Time cannot represent. It returns the
// time as Chattr stores it: in UTC, truncated to microseconds.
func ParseTime(text string) (time.Time, error) {
	if !rfc3339.MatchString(text) {
		return time.Time{}, ErrInvalidTime
	}
	t, err := time.Parse(time.RFC3339Nano, strings.ToUpper(text))
	if err != nil || t.UTC().Year() < 1 || t.UTC().Year() > lastYear {
		return time.Time{}, ErrInvalidTime
	}
	return t.UTC().Truncate(time.Microsecond), nil
}

// rfc3339 is the grammar of RFC 3339. time.Parse accepts more: hours of one digit, a comma before the fraction, an offset of
// +24:60.
var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$`)
