// Package model defines the entities of Chattr as plain structs, enums and ids, without behaviour that needs I/O. It imports no
// other package of Chattr.
package model

import "time"

// Now returns the current time as Chattr stores it: in UTC, truncated to microseconds.
func Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// TimeLayout is the layout of times in responses: RFC 3339 in UTC, always with six digits of a second.
const TimeLayout = "2006-01-02T15:04:05.000000Z"

// FormatTime returns t in TimeLayout, in UTC.
func FormatTime(t time.Time) string { return t.UTC().Format(TimeLayout) }

// Node is implemented by all types that node(id:) can return.
type Node interface{ IsNode() }
