package db_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// rowsOfAllTables are a row for each table, in an order that the foreign keys allow, twice: with all that may be absent
// there, and absent.
func rowsOfAllTables() (rows []any) {
	at := time.Date(2024, 2, 29, 23, 59, 59, 123456000, time.UTC)
	whole := time.Date(2031, 12, 31, 0, 0, 0, 0, time.UTC)
	text := "O'Brien \\ \"é\" 😀\n\t?"
	for i, full := range []bool{true, false} {
		id := 1<<62 + model.ID(i)
		later, words := &whole, &text
		var ids model.IDs = []model.ID{id, 5}
		changes := []model.AuditChange{{Field: "topic", Before: words}, {Field: text, Before: words, After: words}}
		if !full {
			later, words, ids, changes = nil, nil, nil, nil
		}
		hash := []byte{0, 255, byte(i), '\''}
		rows = append(rows,
			&model.User{ID: id, Name: text + id.String(), Email: words, Administrator: full, CreatedAt: at, DisabledAt: later, LastSignedInAt: later},
			&model.Password{UserID: id, Hash: text, ChangedAt: at},
			&model.Identity{Issuer: text, Subject: id.String(), UserID: id, CreatedAt: at},
			&model.Session{ID: id, UserID: id, TokenHash: hash, CreatedAt: at, ExpiresAt: whole, ByLink: full},
			&model.SignInLink{ID: id, UserID: id, TokenHash: hash, CreatedAt: at, ExpiresAt: whole},
			&model.AccessToken{ID: id, UserID: id, Name: text, TokenHash: hash, ReadOnly: full, ChannelIDs: ids, CreatedAt: at, ExpiresAt: later, LastUsedAt: later},
			&model.Server{ID: id, Name: text, OwnerID: id, CreatedAt: at, DeletedAt: later},
			&model.Member{ID: id, ServerID: id, UserID: id, CreatedAt: at},
			&model.Invitation{ID: id, ServerID: id, CreatorID: id, TokenHash: hash, MaxUses: 9, Uses: 3, CreatedAt: at, ExpiresAt: whole},
			&model.Role{ID: id, ServerID: id, Name: text, Everyone: full, Permissions: 1<<40 + 1, CreatedAt: at},
			&model.MemberRole{MemberID: id, RoleID: id},
			&model.Channel{ID: id, ServerID: id, Name: text, Topic: words, CreatedAt: at, DeletedAt: later},
			&model.Head{ChannelID: id, Number: 1 << 60, EventID: id, FloorNumber: 1, FloorEventID: 2},
			&model.Webhook{ID: id, ServerID: id, ChannelID: id, CreatorID: id, Name: text, AvatarURL: words, TokenHash: hash, Enabled: full, CreatedAt: at, LastUsedAt: later},
			&model.Message{ID: id, ChannelID: id, Number: 7, AuthorKind: model.AuthorWebhook, AuthorID: id, AuthorName: text, AvatarURL: words, Content: text, CreatedAt: at, EditedAt: later, DeletedAt: later},
			&model.MessageChange{ChannelID: id, Number: 8, EventID: id, Kind: model.MessageEdited, MessageID: id, OccurredAt: at},
			&model.DeletedRun{ChannelID: id, FirstNumber: 7, LastNumber: 9},
			&model.AuditEntry{ID: id, ServerID: id, Number: 3, Action: model.WebhookUpdated, ActorID: id, ActorName: text, TargetID: id, TargetName: text, Changes: changes, CreatedAt: at},
			&model.IdempotencyKey{ScopeID: id, UserID: id, KeyHash: hash, Fingerprint: hash, MessageID: id, CreatedAt: at},
		)
	}
	return rows
}

func TestEveryRowIsReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, db *db.DB) {
		tables := map[string]bool{}
		for _, row := range rowsOfAllTables() {
			if _, err := db.Write().NewInsert().Model(row).Exec(t.Context()); err != nil {
				t.Fatalf("%T: %v", row, err)
			}
			back := keyOf(db.Write(), row)
			if err := db.Read().NewSelect().Model(back).WherePK().Scan(t.Context()); err != nil {
				t.Fatalf("%T: %v", row, err)
			}
			if !reflect.DeepEqual(row, back) {
				t.Errorf("wrote %+v\nread  %+v", row, back)
			}
			tables[db.Write().Table(reflect.TypeOf(row).Elem()).Name] = true
		}
		for _, name := range tableNames(t, db) {
			if !tables[name] && name != "id_clock" && name != "installation" && name != "rate_buckets" && name != "bun_migrations" && name != "bun_migration_locks" {
				t.Errorf("no model of table %s is tested", name)
			}
		}
	})
}

// keyOf is a row of the same type with nothing but the primary key.
func keyOf(db *bun.DB, row any) any {
	from := reflect.ValueOf(row).Elem()
	key := reflect.New(from.Type())
	for _, field := range db.Table(from.Type()).PKs {
		key.Elem().FieldByIndex(field.Index).Set(from.FieldByIndex(field.Index))
	}
	return key.Interface()
}

func tableNames(t *testing.T, db *db.DB) (names []string) {
	t.Helper()
	query := "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if db.IsPostgres() {
		query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
	}
	if err := db.Read().NewRaw(query).Scan(t.Context(), &names); err != nil {
		t.Fatal(err)
	}
	return names
}
