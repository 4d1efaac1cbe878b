package db_test

import (
	"database/sql"
	"log/slog"
	"strings"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Whatever a database and a role are set to, every session has the settings that the program depends on.
func TestSessionsHaveTheirSettings(t *testing.T) {
	t.Parallel()
	address := dbtest.HostilePostgresURL(t)
	database := dbtest.Open(t, address)
	patient := dbtest.OpenWith(t, address, db.Options{Patient: true})
	pool, err := db.PostgresPool(address, 1)
	dbtest.OK(t, err)
	defer pool.Close()
	hints, migrator := database.HintPool(1), database.Migrator()
	defer hints.Close()
	defer migrator.Close()
	for name, pool := range map[string]*sql.DB{
		"a database": database.Write().DB, "a patient database": patient.Write().DB, "hints": hints, "migrations": migrator.DB, "tests": pool,
	} {
		for setting, want := range db.SessionSettings() {
			var got sql.NullString
			dbtest.OK(t, pool.QueryRow("SELECT current_setting('"+setting+"', true)").Scan(&got))
			if isLimit := strings.HasSuffix(setting, "statement_timeout") || setting == "lock_timeout"; got.Valid && got.String != want &&
				(!isLimit || got.String != "0") {
				t.Errorf("%s: %s is %s, want %s", name, setting, got.String, want)
			}
		}
	}
}

// A time, bytes and a text with a backslash come back as they were stored, and a reader sees what another has committed.
func TestHostileDefaultsChangeNothing(t *testing.T) {
	t.Parallel()
	address := dbtest.PostgresURL(t)
	dbtest.BeHostile(t, address)
	database := dbtest.Open(t, address)
	dbtest.OK(t, database.Migrate(t.Context()))
	dbtest.OK(t, database.CheckSchema(t.Context()))
	channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
	hook := webhook(t, database, channel)
	found, err := database.Webhook(t.Context(), hook.ID)
	dbtest.OK(t, err)
	if !found.CreatedAt.Equal(hook.CreatedAt) || string(found.TokenHash) != string(hook.TokenHash) {
		t.Errorf("got %v and %x, want %v and %x", found.CreatedAt, found.TokenHash, hook.CreatedAt, hook.TokenHash)
	}
	p := post(t, database, channel, hook, nil)
	p.Message.Content = `it's a \' backslash; NULL, "quoted" — ü 🎉`
	stored, err := database.AppendFastUnchecked(t.Context(), []db.Post{p})
	if err != nil || !stored[0] {
		t.Fatalf("stored %v, %v", stored, err)
	}
	pages, err := database.MessagesOf(t.Context(), model.Actor{User: &model.User{Administrator: true}}, []model.ID{channel.ID}, db.Page{Limit: 10})
	dbtest.OK(t, err)
	if m := pages[channel.ID].Messages; len(m) != 1 || m[0].Content != p.Message.Content || !m[0].CreatedAt.Equal(p.Message.CreatedAt) || m[0].AvatarURL != nil {
		t.Errorf("got %+v, want %+v", m, p.Message)
	}
	time.Sleep(400 * time.Millisecond) // longer than the database lets a session be idle
	if err := database.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

// A search path that is changed under an installation does not begin another one.
func TestTablesAreFoundInTheirSchema(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{
		"another": "elsewhere", "none": "''", "absent": "no_such_schema", "the catalogue": "pg_catalog", "odd": `"odd "" name"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := dbtest.MigratedPostgresURL(t)
			first := dbtest.Open(t, address)
			user := dbtest.User(t, first)
			setSearchPath(t, first, `CREATE SCHEMA elsewhere; CREATE SCHEMA "odd "" name"`, path)
			again := dbtest.Open(t, address)
			dbtest.OK(t, again.CheckSchema(t.Context()))
			if _, err := again.UserByName(t.Context(), user.Name); err != nil {
				t.Errorf("the user is not found: %v", err)
			}
		})
	}
}

// A new installation goes where the search path says. Where its tables are in several schemas that the search path does not
// name, Open returns an error and does not guess.
func TestSearchPathChoosesTheSchema(t *testing.T) {
	t.Parallel()
	address := dbtest.PostgresURL(t)
	setSearchPath(t, dbtest.Open(t, address), `CREATE SCHEMA "odd "" name"; CREATE SCHEMA other`, `"odd "" name", public`)
	odd := dbtest.Open(t, address)
	dbtest.OK(t, odd.Migrate(t.Context()))
	var schema string
	dbtest.OK(t, odd.Read().NewRaw("SELECT relnamespace::regnamespace FROM pg_class WHERE relname = 'channel_heads'").Scan(t.Context(), &schema))
	if schema != `"odd "" name"` {
		t.Errorf("the tables are in %s", schema)
	}
	_, err := odd.Write().Exec("CREATE TABLE other.channel_heads (id int)")
	dbtest.OK(t, err)
	dbtest.OK(t, dbtest.Open(t, address).CheckSchema(t.Context()))
	setSearchPath(t, odd, "SELECT 1", "public")
	_, err = db.Open(t.Context(), address, db.Options{Log: slog.New(slog.DiscardHandler)})
	if err == nil || !strings.Contains(err.Error(), "other") || !strings.Contains(err.Error(), "search_path") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}

func setSearchPath(t *testing.T, database *db.DB, before, path string) {
	t.Helper()
	_, err := database.Write().Exec(before)
	dbtest.OK(t, err)
	_, err = database.Write().Exec("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET search_path = " + strings.ReplaceAll(path, "'", "''") + "'; END $$")
	dbtest.OK(t, err)
}

// A user who may not set what must be set is told so in one line, and so is one whose database does not hold every text.
func TestWhatCannotBeSetIsRefused(t *testing.T) {
	t.Parallel()
	address := dbtest.PostgresURL(t)
	admin := dbtest.Open(t, address)
	for _, statement := range []string{
		"DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET session_replication_role = replica'; END $$",
		"DO $$ BEGIN CREATE ROLE chattr_weak LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
	} {
		_, err := admin.Write().Exec(statement)
		dbtest.OK(t, err)
	}
	refused(t, strings.Replace(address, "//postgres@", "//chattr_weak@", 1), "session_replication_role")
	refused(t, dbtest.PostgresURLWith(t, "ENCODING 'LATIN1' LOCALE 'C'"), "LATIN1", "ENCODING 'UTF8'")
}

func refused(t *testing.T, address string, words ...string) {
	t.Helper()
	opened, err := db.Open(t.Context(), address, db.Options{Log: slog.New(slog.DiscardHandler)})
	if err == nil {
		_ = opened.Close()
	}
	for _, word := range words {
		if err == nil || !strings.Contains(err.Error(), word) || strings.Contains(err.Error(), "\n") {
			t.Errorf("got %v, want one line with %q", err, word)
		}
	}
}
