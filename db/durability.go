package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// ErrNotDurable is what CheckDurability finds wrong: the database may lose what it has acknowledged.
var ErrNotDurable = errors.New("the database can lose what it has acknowledged when the machine stops")

// demand is what a setting of the database must be.
type demand struct {
	setting string
	is      []string
	asked   string // how it is asked for
	instead string // what to do about it
}

// postgresDemands are the settings that a session cannot correct itself. It can correct synchronous_commit, and does
// (sessionSettings).
var postgresDemands = []demand{
	{"fsync", []string{"on"}, "SHOW fsync", "set fsync = on"},
	{"full_page_writes", []string{"on"}, "SHOW full_page_writes", "set full_page_writes = on"},
	{
		"synchronous_commit",
		[]string{"on", "local", "remote_write", "remote_apply"},
		"SHOW synchronous_commit",
		"set synchronous_commit = on",
	},
}

// Asked for when opening, and not always given: not every file system can hold a write-ahead log.
var sqliteDemands = []demand{
	{"journal_mode", []string{"wal"}, "PRAGMA journal_mode", "use a file system that can hold a write-ahead log: a local one"},
	{"synchronous", []string{"2", "3"}, "PRAGMA synchronous", "nothing but another program can have changed it"},
}

// CheckDurability says in one line, as an ErrNotDurable, how the database may lose what it has acknowledged when its machine
// stops without warning. Other errors mean that it cannot be known.
func (db *DB) CheckDurability(ctx context.Context) error {
	// NOTE(dialect): each has settings of its own. PostgreSQL's tables can be unlogged, too.
	demands, weak := sqliteDemands, func(context.Context) ([]string, error) { return nil, nil }
	if db.postgres() {
		demands, weak = postgresDemands, db.unloggedTables
	}
	faults, err := weak(ctx)
	if err != nil {
		return wrap(err)
	}
	for _, d := range demands {
		fault, err := d.check(ctx, db.write)
		if err != nil {
			return wrap(err)
		}
		if fault != "" {
			faults = append(faults, fault)
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrNotDurable, strings.Join(faults, ", "))
}

func (d demand) check(ctx context.Context, pool *bun.DB) (fault string, err error) {
	var value string
	if err := pool.NewRaw(d.asked).Scan(ctx, &value); err != nil {
		return "", err
	}
	if slices.Contains(d.is, value) {
		return "", nil
	}
	return fmt.Sprintf("%s is %s (%s)", d.setting, value, d.instead), nil
}

// unloggedTables returns the tables of the program that PostgreSQL empties after a crash. The buckets of rate limits may be such a table:
// nothing is acknowledged in them.
func (db *DB) unloggedTables(ctx context.Context) (faults []string, err error) {
	err = db.read.NewRaw("SELECT 'table ' || relname || ' is unlogged (ALTER TABLE ' || relname || ' SET LOGGED)' FROM pg_class "+
		"WHERE relkind = 'r' AND relpersistence = 'u' AND relname <> 'rate_buckets' AND relnamespace = current_schema()::regnamespace ORDER BY relname").
		Scan(ctx, &faults)
	return faults, err
}
