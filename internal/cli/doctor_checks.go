package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chattr/db"
	"chattr/internal/model"
)

// check is one of the checks of doctor.
type check struct {
	name  string
	first bool // the later checks mean nothing if it finds a fault
	only  only
	look  func(ctx context.Context, database *db.DB, progress func(done string)) (verdict, error)
}

// only names the database that a check is for; "" is both.
type only string

const (
	onlySQLite   only = "sqlite"
	onlyPostgres only = "postgres"
)

// verdict is the result of a check.
type verdict struct {
	good   string // what is printed if there are no faults
	faults []string
}

var checks = []check{
	{name: "schema", first: true, look: checkSchema},
	{name: "sessions", only: onlyPostgres, look: checkSessions},
	{name: "durability", look: checkDurability},
	{name: "clock", only: onlyPostgres, look: checkClock},
	{name: "ids", look: checkIDs},
	{name: "file", only: onlySQLite, look: checkFile},
	{name: "idempotency keys", look: checkKeys},
	{name: "numbering", look: checkNumbering},
}

func checkSchema(ctx context.Context, database *db.DB, _ func(string)) (verdict, error) {
	if err := database.CheckSchema(ctx); err != nil {
		return verdict{faults: []string{sentence(err)}}, nil
	}
	return verdict{good: "as this program expects it"}, nil
}

// checkSessions looks again for a pooler that shares sessions; the database looked for one when it was opened.
func checkSessions(ctx context.Context, database *db.DB, _ func(string)) (verdict, error) {
	err := database.CheckSessions(ctx)
	if errors.Is(err, db.ErrPooled) {
		return verdict{faults: []string{err.Error()}}, nil
	}
	return verdict{good: "each connection has one of its own, with the settings that this program needs"}, err
}

func checkDurability(ctx context.Context, database *db.DB, _ func(string)) (verdict, error) {
	err := database.CheckDurability(ctx)
	if errors.Is(err, db.ErrNotDurable) {
		return verdict{faults: []string{err.Error()}}, nil
	}
	return verdict{good: "what is acknowledged is on disk"}, err
}

const (
	clocksApart = 5 * time.Second // with a larger difference, times and the expiry of tokens would be wrong
	idsAhead    = time.Minute     // how far in the future the newest id may be
)

func checkClock(ctx context.Context, database *db.DB, _ func(string)) (verdict, error) {
	ahead, within, err := database.ClockAhead(ctx)
	difference := fmt.Sprintf("this machine's clock is %v ahead of the database's", ahead.Round(time.Microsecond))
	if ahead < 0 {
		difference = fmt.Sprintf("this machine's clock is %v behind the database's", -ahead.Round(time.Microsecond))
	}
	if ahead.Abs()-within > clocksApart {
		return verdict{faults: []string{difference + ": have both set by NTP"}}, err
	}
	return verdict{good: fmt.Sprintf("%s, give or take %v", difference, within.Round(time.Microsecond))}, err
}

// checkIDs finds out whether a clock was too far ahead when ids were created: later ids continue from there.
func checkIDs(ctx context.Context, database *db.DB, _ func(string)) (verdict, error) {
	newest, err := database.LastIDTime(ctx)
	if early := newest.Sub(model.Now()); early > idsAhead {
		return verdict{faults: []string{fmt.Sprintf("the newest are of %s, %v from now: a clock was ahead when they were made, or this one is behind",
			newest.Format(time.RFC3339), early.Round(time.Second))}}, err
	}
	return verdict{good: "none is of the future"}, err
}

func checkFile(ctx context.Context, database *db.DB, _ func(string)) (verdict, error) {
	faults, err := database.CheckFile(ctx)
	return verdict{"whole, its rows refer to rows that are there, and only its owner can open it", faults}, err
}

func checkKeys(ctx context.Context, database *db.DB, _ func(string)) (verdict, error) {
	old, err := database.OldKeys(ctx, model.Now())
	return verdict{good: fmt.Sprintf("%d are past their age and wait to be removed", old)}, err
}

func checkNumbering(ctx context.Context, database *db.DB, progress func(string)) (verdict, error) {
	done, faults, err := database.CheckNumbering(ctx, func(e db.Examined) {
		progress(fmt.Sprintf("%d channels, %d events", e.Channels, e.Events))
	})
	return verdict{fmt.Sprintf("%d events of %d channels, without a hole", done.Events, done.Channels), faults}, err
}
