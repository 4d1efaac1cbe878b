package model

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// ErrInvalidTime is what ParseTime returns for anything that is not a time of RFC 3339.
var ErrInvalidTime = errors.New("not a time of RFC 3339, like 2026-01-31T12:00:00Z")

// lastYear is the last that RFC 3339 can write.
const lastYear = 9999

// ParseTime reads any time of RFC 3339, section 5.6: `T` and `Z` may be lower case, and the offset may be any. It refuses what
// is not on a calendar or a clock, and leap seconds, which Go cannot hold. It returns the time as it is stored: UTC, whole
// microseconds.
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

// rfc3339 is the grammar. time.Parse takes more: hours of one digit, a comma before the fraction, an offset of +24:60.
var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$`)
