package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Tx is a write transaction. A rule composes it from steps: it locks rows, checks the permissions of its actor, reads again what it
// read before, stores the change, and stores the audit entry. A Tx refuses a lock that is not in order, and a change whose lock is
// missing; such an error is a mistake in the program. A Tx must not be used by several goroutines, nor after the function that
// received it has returned.
//
// The methods return NOT_FOUND, CONFLICT and STORE_UNAVAILABLE as the methods of DB do. A transaction in which a step failed must not
// be committed: return the error.
type Tx struct {
	db   *DB
	ctx  context.Context // of the call of InTx, which the Tx does not outlive
	sql  bun.Tx
	last lockedRow
	held map[lockedRow]bool
}

// InTx runs fn in a write transaction and commits it. If fn returns an error, the transaction is rolled back and the error is returned.
//
// If the database rolled the transaction back to end a deadlock, fn runs again in a new one, six times at most. So fn must set, on each
// run, every variable that it leaves to its caller, and must read none that a run before has set.
//
// InTx returns COMMIT_UNKNOWN if the connection broke during COMMIT: the change may be stored, or not. After any other error nothing is
// stored.
func (db *DB) InTx(ctx context.Context, fn func(tx *Tx) error) error {
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		return fn(&Tx{db: db, ctx: ctx, sql: tx, held: map[lockedRow]bool{}})
	})
}

// tx does the same as InTx, for transactions that lock rows of at most one kind.
func (db *DB) tx(ctx context.Context, fn func(ctx context.Context, tx bun.Tx) error) error {
	for attempt := 1; ; attempt++ {
		err := db.txOnce(ctx, fn)
		if !isConflict(err) || attempt == txAttempts || !pause(ctx, rand.N(txPause<<attempt)) {
			return wrap(err)
		}
	}
}

const (
	txAttempts = 6
	txPause    = 5 * time.Millisecond // doubled each time; the pause is a random part of it
)

// inTransaction is the key that marks the context of a transaction.
type inTransaction struct{}

func (db *DB) txOnce(ctx context.Context, fn func(ctx context.Context, tx bun.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after COMMIT; also runs when fn panics
	err = fn(context.WithValue(ctx, inTransaction{}, true), tx)
	if err == nil {
		err = tx.Commit()
		if inDoubt(err) {
			return commitUnknown(err)
		}
	}
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err() // database/sql had rolled it back
	}
	return err
}

// pause waits, and reports false if ctx ends before.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// lockedRow is a row that a transaction locks until it ends.
type lockedRow struct {
	table lockedTable
	id    model.ID
}

// lockedTable is a table whose rows are locked. The values are the order of locks: every transaction locks rows of servers first, then
// users, then the heads of channels, and the row of the installation last, and rows of one table in the order of their ids. So two
// transactions never wait for each other in a circle.
//
//   - A change of a server locks the row of the server: changes of one server are made one after the other.
//   - A change that a user makes, or that concerns a user, locks the row of the user. Code that revokes a credential, disables an account
//     or changes who is an administrator locks it too.
//   - Posts, edits and deletions lock the head of their channel, which numbers events. A change that no post may overlap locks it too.
//   - An audit entry that belongs to no server is numbered in the row of the installation.
//
// NOTE(dialect): a write transaction of SQLite is alone from its beginning and locks no rows. The order is checked there all the same.
type lockedTable int

const (
	lockedServers lockedTable = iota + 1
	lockedUsers
	lockedHeads
	lockedInstallation

	// Rows of these tables are not locked themselves. A Tx that has read one while the locks above protect it remembers it.
	protectedChannels
	protectedWebhooks
	protectedRoles
	protectedHeads // of all channels of a server, by the id of the server
)

func (t lockedTable) String() string {
	return [...]string{"nothing", "servers", "users", "channel_heads", "installation", "channels", "webhooks", "roles", "heads of server"}[t]
}

func (r lockedRow) String() string { return fmt.Sprintf("%s %s", r.table, r.id) }

// inOrder records that the transaction locks rows of a table. It returns an error if one of them comes before a row that the
// transaction has locked.
func (tx *Tx) inOrder(table lockedTable, ids ...model.ID) error {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	for _, id := range ids {
		row := lockedRow{table, id}
		if cmp.Or(cmp.Compare(row.table, tx.last.table), cmp.Compare(row.id, tx.last.id)) <= 0 {
			return fmt.Errorf("locks are not in order: %s after %s", row, tx.last)
		}
		tx.last = row
		tx.held[row] = true
	}
	return nil
}

// protect records that the transaction has read a row that cannot change before it ends, because the row of its server is locked. It
// returns an error if that is not so.
func (tx *Tx) protect(table lockedTable, id, server model.ID) error {
	if err := tx.requires(lockedServers, server); err != nil {
		return err
	}
	tx.held[lockedRow{table, id}] = true
	return nil
}

// requires returns an error unless the transaction has locked or protected the row.
func (tx *Tx) requires(table lockedTable, id model.ID) error {
	if row := (lockedRow{table, id}); !tx.held[row] {
		return fmt.Errorf("a change without its lock: %s is not locked", row)
	}
	return nil
}

// lockRow makes a query lock the rows that it selects until the transaction ends.
//
// NOTE(dialect): a write transaction of SQLite is alone from its beginning; it needs no row locks.
func (db *DB) lockRow(q *bun.SelectQuery) *bun.SelectQuery {
	if db.postgres() {
		return q.For("NO KEY UPDATE")
	}
	return q
}

// lockTable locks a table against changes by others until the transaction ends.
//
// NOTE(dialect): a write transaction of SQLite is alone from its beginning.
func (db *DB) lockTable(ctx context.Context, tx bun.Tx, table string) error {
	if !db.postgres() {
		return nil
	}
	_, err := tx.NewRaw("LOCK TABLE ? IN SHARE ROW EXCLUSIVE MODE", bun.Ident(table)).Exec(ctx)
	return err
}
