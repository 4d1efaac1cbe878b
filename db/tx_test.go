package db_test

import (
	"errors"
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// step is a step of a transaction.
type step struct {
	name string
	do   func(tx *db.Tx) error
}

// TestTxRefusesLocksOutOfOrder takes each two locks in both orders: one order must be refused.
func TestTxRefusesLocksOutOfOrder(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		first, second := dbtest.User(t, database), dbtest.User(t, database)
		server, otherServer := dbtest.Server(t, database, first), dbtest.Server(t, database, first)
		channel, otherChannel := dbtest.Channel(t, database, server), dbtest.Channel(t, database, server)
		lockServer := func(s *model.Server) func(tx *db.Tx) error {
			return func(tx *db.Tx) error { _, err := tx.LockServer(s.ID); return err }
		}
		lockUser := func(ids ...model.ID) func(tx *db.Tx) error {
			return func(tx *db.Tx) error { _, err := tx.LockUsers(ids...); return err }
		}
		lockHead := func(c *model.Channel) func(tx *db.Tx) error {
			return func(tx *db.Tx) error { _, err := tx.LockHead(c.ID); return err }
		}
		entryID := dbtest.ID(t, database, model.KindAuditEntry)
		inOrder := []step{
			{"server", lockServer(server)},
			{"another server", lockServer(otherServer)},
			{"user", lockUser(first.ID)},
			{"another user", lockUser(second.ID)},
			{"head", lockHead(channel)},
			{"another head", lockHead(otherChannel)},
			{"installation", func(tx *db.Tx) error {
				return tx.InsertAuditEntry(&model.AuditEntry{ID: entryID, Action: "TESTED", CreatedAt: model.Now()})
			}},
		}
		for i, a := range inOrder {
			for j, b := range inOrder {
				err := failure(t, database, a.do, b.do)
				if isRefused := err != nil; isRefused != (j <= i) {
					t.Errorf("%s and then %s: got %v", a.name, b.name, err)
				}
			}
		}
		if err := failure(t, database, lockUser(second.ID, first.ID, second.ID)); err != nil {
			t.Errorf("one step that sorts its ids: got %v", err)
		}
		if err := failure(t, database, lockUser(first.ID, second.ID), lockUser(second.ID)); err == nil {
			t.Error("a user who is locked already was locked again")
		}
	})
}

// failure runs the steps in a transaction, rolls it back, and returns the error of the first step that failed.
func failure(t *testing.T, database *db.DB, steps ...func(tx *db.Tx) error) (failed error) {
	t.Helper()
	_ = database.InTx(t.Context(), func(tx *db.Tx) error {
		for _, step := range steps {
			if failed = step(tx); failed != nil {
				return failed
			}
		}
		return errRollBack
	})
	return failed
}

var errRollBack = errors.New("roll back")

// TestTxRefusesChangesWithoutTheirLock runs each change in a transaction that has locked nothing.
func TestTxRefusesChangesWithoutTheirLock(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		server := dbtest.Server(t, database, dbtest.User(t, database))
		hook := webhook(t, database, dbtest.Channel(t, database, server))
		for _, s := range []step{
			{"InsertAuditEntry", func(tx *db.Tx) error {
				return tx.InsertAuditEntry(&model.AuditEntry{ID: 1, ServerID: server.ID, Action: "TESTED", CreatedAt: model.Now()})
			}},
			{"LockWebhook", func(tx *db.Tx) error { _, err := tx.LockWebhook(hook.ID); return err }},
			{"UpdateWebhook", func(tx *db.Tx) error { return tx.UpdateWebhook(hook) }},
		} {
			if err := failure(t, database, s.do); err == nil || !strings.Contains(err.Error(), "is not locked") {
				t.Errorf("%s: got %v", s.name, err)
			}
		}
	})
}
