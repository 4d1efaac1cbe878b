// Package model holds the words everybody uses: the things Chattr talks about as plain structs, enums and ids, without
// behaviour that needs I/O. It imports nothing of ours.
package model

import "time"

// Now is the current time as Chattr stores it: UTC, whole microseconds.
func Now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// TimeLayout is how times are written for people and programs: RFC 3339, UTC, always six digits of a second.
const TimeLayout = "2006-01-02T15:04:05.000000Z"

// FormatTime writes t by TimeLayout.
func FormatTime(t time.Time) string { return t.UTC().Format(TimeLayout) }

// Node is everything that node(id:) can answer.
type Node interface{ IsNode() }
