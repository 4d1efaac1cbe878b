package db_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// The audit log of before is there after the migration that lets entries belong to no server.
func TestAuditEntriesOutliveTheirMigration(t *testing.T) {
	t.Parallel()
	eachEmpty(t, func(t *testing.T, url string) {
		opened := dbtest.Open(t, url)
		run := func(statements string) {
			t.Helper()
			_, err := opened.Write().DB.ExecContext(t.Context(), statements)
			dbtest.OK(t, err)
		}
		dialect := "sqlite"
		if opened.IsPostgres() {
			dialect = "postgres"
		}
		files, err := filepath.Glob("../migrations/" + dialect + "/*.up.sql")
		dbtest.OK(t, err)
		slices.Sort(files)
		for _, file := range files {
			if strings.Contains(file, "0009_") {
				run(`INSERT INTO users (id, name, administrator, created_at) VALUES (1, 'anna', true, '2024-01-01 00:00:00+00:00');
					INSERT INTO servers (id, name, owner_id, created_at) VALUES (2, 'Server', 1, '2024-01-01 00:00:00+00:00');
					INSERT INTO audit_entries (id, server_id, number, action, actor_id, actor_name, target_id, target_name, created_at)
					VALUES (3, 2, 1, 'TESTED', 1, 'anna', 2, 'Server', '2024-01-01 00:00:00+00:00')`)
			}
			text, err := os.ReadFile(file)
			dbtest.OK(t, err)
			for statement := range strings.SplitSeq(string(text), "--bun:split") {
				run(statement)
			}
		}
		log, err := opened.AuditLogsOf(t.Context(), []model.ID{2}, db.Page{Limit: 10})
		dbtest.OK(t, err)
		if len(log[2]) != 1 || log[2][0].ID != 3 || log[2][0].TargetName != "Server" {
			t.Errorf("%+v", log[2])
		}
	})
}

// TestNoChangeOfAnAccountWithoutItsEntry checks that a change of an account and its audit entry are stored together or not at all, and that
// entries without a server have numbers of their own.
func TestNoChangeOfAnAccountWithoutItsEntry(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, u := t.Context(), dbtest.User(t, database)
		disable := func(entry *model.AuditEntry) error {
			return database.InTx(ctx, func(tx *db.Tx) error {
				users, err := tx.LockUsers(u.ID)
				if err != nil {
					return err
				}
				users[u.ID].DisabledAt = new(model.Now())
				if err := tx.UpdateAccount(users[u.ID]); err != nil {
					return err
				}
				return tx.InsertAuditEntry(entry)
			})
		}
		entryID := dbtest.ID(t, database, model.KindAuditEntry)
		ofUnlockedServer, withoutID, first := entryOn(1), entryOn(0), entryOn(0)
		ofUnlockedServer.ID, first.ID = entryID, entryID
		for name, entry := range map[string]*model.AuditEntry{"of an unlocked server": ofUnlockedServer, "without an id": withoutID} {
			if err := disable(entry); err == nil {
				t.Errorf("an entry %s: got no error", name)
			}
		}
		if now, err := database.UserByName(ctx, u.Name); err != nil || !now.Enabled() {
			t.Errorf("without an entry: got enabled %v, %v", now.Enabled(), err)
		}
		dbtest.OK(t, disable(first))
		for range 2 {
			entry := entryOn(0)
			entry.ID = dbtest.ID(t, database, model.KindAuditEntry)
			dbtest.OK(t, disable(entry))
		}
		wantCode(t, disable(first), model.Conflict) // its id is taken
		log, err := database.InstallationLog(ctx, db.Page{Limit: 10})
		dbtest.OK(t, err)
		for i, e := range log {
			if e.Number != int64(i+1) || e.ServerID != 0 {
				t.Errorf("entry %d: got number %d of server %v", i, e.Number, e.ServerID)
			}
		}
		if len(log) != 3 {
			t.Errorf("got %d entries, want 3", len(log))
		}
	})
}

// TestTxRefusesAccountChangesWithoutTheirLock runs each step that reads or changes an account in a transaction that has not locked the row
// of its user.
func TestTxRefusesAccountChangesWithoutTheirLock(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		u, other := dbtest.User(t, database), dbtest.User(t, database)
		now := model.Now()
		i := &model.Identity{Issuer: "https://id.example.com", Subject: "1", UserID: u.ID, CreatedAt: now}
		for _, s := range []step{
			{"CountAccessTokens", func(tx *db.Tx) error { _, err := tx.CountAccessTokens(u.ID, now); return err }},
			{"DeleteExpiredAccessTokens", func(tx *db.Tx) error { return tx.DeleteExpiredAccessTokens(u.ID, now, 1) }},
			{"InsertAccessToken", func(tx *db.Tx) error { return tx.InsertAccessToken(&model.AccessToken{UserID: u.ID}) }},
			{"DeleteAccessToken", func(tx *db.Tx) error { return tx.DeleteAccessToken(1, u.ID) }},
			{"UpdateAccount", func(tx *db.Tx) error { return tx.UpdateAccount(u) }},
			{"UpdateUser", func(tx *db.Tx) error { return tx.UpdateUser(u) }},
			{"HasPassword", func(tx *db.Tx) error { _, err := tx.HasPassword(u.ID, "hash"); return err }},
			{"SetPassword", func(tx *db.Tx) error { return tx.SetPassword(&model.Password{UserID: u.ID}) }},
			{"SetPasswordHash", func(tx *db.Tx) error { return tx.SetPasswordHash(u.ID, "hash") }},
			{"InsertSession", func(tx *db.Tx) error { _, err := tx.InsertSession(&model.Session{UserID: u.ID}); return err }},
			{"EndSessions", func(tx *db.Tx) error { return tx.EndSessions(u.ID, 0) }},
			{"HasIdentity", func(tx *db.Tx) error { _, err := tx.HasIdentity(u.ID, i.Issuer, i.Subject); return err }},
			{"HasOtherIdentity", func(tx *db.Tx) error { _, err := tx.HasOtherIdentity(i); return err }},
			{"InsertIdentity", func(tx *db.Tx) error { return tx.InsertIdentity(i) }},
			{"DeleteIdentity", func(tx *db.Tx) error { return tx.DeleteIdentity(u.ID, i.Issuer) }},
			{"InsertSignInLink", func(tx *db.Tx) error { return tx.InsertSignInLink(&model.SignInLink{UserID: u.ID}) }},
			{"InsertSignInLink of a creator", func(tx *db.Tx) error {
				return tx.InsertSignInLink(&model.SignInLink{UserID: other.ID, CreatorID: u.ID})
			}},
			{"DeleteSignInLinks", func(tx *db.Tx) error { _, err := tx.DeleteSignInLinks(u.ID); return err }},
			{"DeleteLinksOfAdministrators", func(tx *db.Tx) error { return tx.DeleteLinksOfAdministrators(u.ID) }},
			{"DeleteLinksCreatedBy", func(tx *db.Tx) error { return tx.DeleteLinksCreatedBy(u.ID) }},
			{"UseSignInLink", func(tx *db.Tx) error { return tx.UseSignInLink(u.ID, []byte("hash"), now) }},
			{"SignInMethods", func(tx *db.Tx) error { _, err := tx.SignInMethods(u.ID, i.Issuer); return err }},
		} {
			lockOther := func(tx *db.Tx) error { _, err := tx.LockUsers(other.ID); return err }
			if err := failure(t, database, lockOther, s.do); err == nil || !strings.Contains(err.Error(), "is not locked") {
				t.Errorf("%s: got %v, want an error about the missing lock", s.name, err)
			}
		}
	})
}
