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

// What is done to accounts and the entry that tells of it are stored both or neither, numbered on their own.
func TestNoChangeOfAnAccountWithoutItsEntry(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx := t.Context()
		admin := &model.User{ID: dbtest.ID(t, database, model.KindUser), Name: "admin", Administrator: true, CreatedAt: model.Now()}
		dbtest.OK(t, database.InsertUser(ctx, admin))
		u := dbtest.User(t, database)
		disable := func(u *model.User) { u.DisabledAt = new(model.Now()) }
		by := func(actor *model.User, entry *model.AuditEntry) *db.Act {
			a := allowed(actor)
			a.Entry = entry
			return a
		}
		_, err := database.UpdateAccount(ctx, u.ID, disable, by(admin, entryOn(1))) // of a server that does not exist
		wantCode(t, err, model.NotFound)
		now, err := database.UserByName(ctx, u.Name)
		dbtest.OK(t, err)
		if !now.Enabled() {
			t.Error("disabled without an entry")
		}
		for range 3 {
			_, err = database.UpdateAccount(ctx, u.ID, disable, by(admin, entryOn(0)))
			dbtest.OK(t, err)
		}
		_, err = database.UpdateAccount(ctx, admin.ID, disable, by(u, entryOn(0))) // who is disabled now
		wantCode(t, err, model.Forbidden)
		log, err := database.InstallationLog(ctx, db.Page{Limit: 10})
		dbtest.OK(t, err)
		for i, e := range log {
			if e.Number != int64(i+1) || e.ServerID != 0 {
				t.Errorf("%d: %+v", i, e)
			}
		}
		if len(log) != 3 {
			t.Errorf("%d entries", len(log))
		}
	})
}

// allowed is an act of a user who may do everything while they are enabled.
func allowed(u *model.User) *db.Act {
	return &db.Act{Actor: model.Actor{User: u}, May: func(a *db.Act) error {
		if a.Actor.User == nil {
			return model.Errorf(model.Forbidden, "disabled")
		}
		return nil
	}}
}

// An act on an account that nobody checks is a mistake, and not stored.
func TestNoAccountActWithoutACheck(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		u := dbtest.User(t, database)
		for name, act := range map[string]*db.Act{"no act": nil, "no check": {Actor: model.Actor{User: u}}} {
			_, err := database.UpdateUser(t.Context(), func(u *model.User) error { u.Name = "renamed"; return nil }, act)
			if err == nil {
				t.Errorf("%s: it was stored", name)
			}
		}
	})
}
