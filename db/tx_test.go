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
		owner := dbtest.User(t, database)
		server := dbtest.Server(t, database, owner)
		channel := dbtest.Channel(t, database, server)
		hook := webhook(t, database, channel)
		member, role := &model.Member{ID: 1, ServerID: server.ID, UserID: owner.ID}, &model.Role{ID: 1, ServerID: server.ID}
		invitation := &model.Invitation{ID: 1, ServerID: server.ID}
		for _, s := range []step{
			{"InsertAuditEntry", func(tx *db.Tx) error {
				return tx.InsertAuditEntry(&model.AuditEntry{ID: 1, ServerID: server.ID, Action: "TESTED", CreatedAt: model.Now()})
			}},
			{"LockWebhook", func(tx *db.Tx) error { _, err := tx.LockWebhook(hook.ID); return err }},
			{"InsertWebhook", func(tx *db.Tx) error { return tx.InsertWebhook(hook) }},
			{"CountWebhooks", func(tx *db.Tx) error { _, err := tx.CountWebhooks(channel.ID); return err }},
			{"UpdateWebhook", func(tx *db.Tx) error { return tx.UpdateWebhook(hook) }},
			{"DeleteWebhook", func(tx *db.Tx) error { return tx.DeleteWebhook(hook) }},
			{"InsertServer", func(tx *db.Tx) error { return tx.InsertServer(server, role, member) }},
			{"CountServersOwnedBy", func(tx *db.Tx) error { _, err := tx.CountServersOwnedBy(owner.ID); return err }},
			{"UpdateServer", func(tx *db.Tx) error { return tx.UpdateServer(server) }},
			{"DeleteServer", func(tx *db.Tx) error { return tx.DeleteServer(server, model.Now()) }},
			{"LockHeads", func(tx *db.Tx) error { return tx.LockHeads(server.ID) }},
			{"Channel", func(tx *db.Tx) error { _, err := tx.Channel(channel.ID); return err }},
			{"InsertChannel", func(tx *db.Tx) error { return tx.InsertChannel(channel) }},
			{"CountChannels", func(tx *db.Tx) error { _, err := tx.CountChannels(server.ID); return err }},
			{"UpdateChannel", func(tx *db.Tx) error { return tx.UpdateChannel(channel) }},
			{"DeleteChannel", func(tx *db.Tx) error { return tx.DeleteChannel(channel, model.Now()) }},
			{"InsertRole", func(tx *db.Tx) error { return tx.InsertRole(role) }},
			{"CountRoles", func(tx *db.Tx) error { _, err := tx.CountRoles(server.ID); return err }},
			{"UpdateRole", func(tx *db.Tx) error { return tx.UpdateRole(role) }},
			{"DeleteRole", func(tx *db.Tx) error { return tx.DeleteRole(role) }},
			{"InsertMemberRole", func(tx *db.Tx) error { return tx.InsertMemberRole(role, member) }},
			{"DeleteMemberRole", func(tx *db.Tx) error { return tx.DeleteMemberRole(role, member) }},
			{"InsertMember", func(tx *db.Tx) error { return tx.InsertMember(member) }},
			{"CountOtherMembers", func(tx *db.Tx) error { _, err := tx.CountOtherMembers(server.ID, owner.ID); return err }},
			{"DeleteMember", func(tx *db.Tx) error { return tx.DeleteMember(member) }},
			{"InsertInvitation", func(tx *db.Tx) error { return tx.InsertInvitation(invitation) }},
			{"CountInvitations", func(tx *db.Tx) error { _, err := tx.CountInvitations(server.ID, model.Now()); return err }},
			{"DeleteEndedInvitations", func(tx *db.Tx) error { return tx.DeleteEndedInvitations(server.ID, model.Now(), 1) }},
			{"UseInvitation", func(tx *db.Tx) error { return tx.UseInvitation(invitation, model.Now()) }},
			{"DeleteInvitation", func(tx *db.Tx) error { return tx.DeleteInvitation(invitation) }},
		} {
			if err := failure(t, database, s.do); err == nil || !strings.Contains(err.Error(), "is not locked") {
				t.Errorf("%s: got %v", s.name, err)
			}
		}
		deleteWithoutHead := func(tx *db.Tx) error {
			if _, err := tx.LockServer(server.ID); err != nil {
				return err
			}
			if _, err := tx.Channel(channel.ID); err != nil {
				return err
			}
			return tx.DeleteChannel(channel, model.Now())
		}
		if err := failure(t, database, deleteWithoutHead); err == nil {
			t.Error("a channel was deleted while a post may be in flight")
		}
	})
}
