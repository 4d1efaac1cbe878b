package db

import (
	"database/sql"

	"chattr/internal/model"
)

// NOTE(dialect): all that this process writes to SQLite goes through one connection, which counts the rows that it changes, and
// knows whether another process has written (SQLite documentation: total_changes, PRAGMA data_version). While both are as the
// last batch left them, what that batch knew of heads and webhooks still holds, and costs no query.
const sqliteVersion = "SELECT total_changes(), data_version FROM pragma_data_version"

// maxKnownHeads bounds the memory; beyond it, it is begun anew.
const maxKnownHeads = 10_000

// sqliteKnown is what the batches before have found in the database. It is good only inside a write transaction, after check.
type sqliteKnown struct {
	at    sqliteMoment
	heads map[model.ID]int64 // of channels that are live
	good  map[knownWebhook]bool
}

// sqliteMoment is a state of the database, as one connection counts.
type sqliteMoment struct {
	connection       any
	changes, version int64
}

type knownWebhook struct {
	id       model.ID
	revision int64 // 0, as is the id, of users' posts
}

func momentOf(conn *sql.Conn, stmt *sql.Stmt) (m sqliteMoment, err error) {
	if err := conn.Raw(func(c any) error { m.connection = c; return nil }); err != nil {
		return m, err
	}
	return m, stmt.QueryRow().Scan(&m.changes, &m.version)
}

// check forgets what may not hold any more.
func (k *sqliteKnown) check(now sqliteMoment) {
	if k.at != now || len(k.heads) > maxKnownHeads {
		k.forget()
	}
}

func (k *sqliteKnown) forget() {
	*k = sqliteKnown{heads: map[model.ID]int64{}, good: map[knownWebhook]bool{{}: true}}
}

// head is that of a channel which a post may be made to.
func (k *sqliteKnown) head(p *Post) (number int64, ok bool) {
	id, revision := p.webhookOf()
	number, ok = k.heads[p.Message.ChannelID]
	return number, ok && k.good[knownWebhook{id, revision}]
}

func (k *sqliteKnown) learn(p *Post, head int64) {
	id, revision := p.webhookOf()
	k.heads[p.Message.ChannelID] = head
	k.good[knownWebhook{id, revision}] = true
}
