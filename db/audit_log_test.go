package db_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// change is a change that has an audit entry.
type change struct {
	name string
	do   func(context.Context, *model.AuditEntry) error
}

// changesOf returns all changes, in an order in which each can be made after the others.
func changesOf(t *testing.T, database *db.DB, server *model.Server) []change {
	t.Helper()
	channel := dbtest.Channel(t, database, server)
	hook := webhook(t, database, channel)
	otherHook, otherChannel, otherServer := *hook, *channel, *server
	otherHook.ID, otherChannel.ID = dbtest.ID(t, database, model.KindWebhook), dbtest.ID(t, database, model.KindChannel)
	otherServer.ID = dbtest.ID(t, database, model.KindServer)
	everyone := &model.Role{ID: dbtest.ID(t, database, model.KindRole), ServerID: otherServer.ID, Everyone: true}
	owner := &model.Member{ID: dbtest.ID(t, database, model.KindMember), ServerID: otherServer.ID, UserID: server.OwnerID}
	renameServer := func(tx *db.Tx) error {
		renamed := *server
		renamed.Name = "Renamed"
		return tx.UpdateServer(&renamed)
	}
	changes := map[string]func(tx *db.Tx) error{
		"InsertWebhook": func(tx *db.Tx) error { return createWebhook(tx, &otherHook) },
		"UpdateWebhook": func(tx *db.Tx) error {
			return changeWebhook(tx, new(*hook), func(w *model.Webhook) { w.Name = "Renamed" })
		},
		"DeleteWebhook": func(tx *db.Tx) error { return removeWebhook(tx, hook.ID) },
		"InsertChannel": func(tx *db.Tx) error { return tx.InsertChannel(&otherChannel) },
		"UpdateChannel": func(tx *db.Tx) error {
			return updateChannel(tx, channel.ID, func(c *model.Channel) { c.Name = "renamed" })
		},
		"DeleteChannel": func(tx *db.Tx) error { return deleteChannel(tx, channel.ID) },
		"UpdateServer":  renameServer,
		"DeleteServer":  func(tx *db.Tx) error { return deleteServer(tx, server.ID) },
	}
	inOrder := []change{{"InsertServer", func(ctx context.Context, e *model.AuditEntry) error {
		return audited(ctx, database, server.ID, e, func(tx *db.Tx) error { return createServer(tx, &otherServer, everyone, owner) })
	}}}
	for _, name := range []string{
		"InsertWebhook", "UpdateWebhook", "DeleteWebhook", "InsertChannel", "UpdateChannel", "DeleteChannel", "UpdateServer", "DeleteServer",
	} {
		inOrder = append(inOrder, change{name, func(ctx context.Context, e *model.AuditEntry) error {
			return audited(ctx, database, server.ID, e, changes[name])
		}})
	}
	return inOrder
}

// audited makes a change of a server and stores the entry in the same transaction.
func audited(ctx context.Context, database *db.DB, server model.ID, entry *model.AuditEntry, change func(tx *db.Tx) error) error {
	id, err := database.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return err
	}
	entry.ID = id
	return dbtest.ChangeServer(ctx, database, server, func(tx *db.Tx) error {
		if err := change(tx); err != nil {
			return err
		}
		return tx.InsertAuditEntry(entry)
	})
}

// TestNoChangeWithoutItsEntry checks that a change and its entry are both stored, or neither is.
func TestNoChangeWithoutItsEntry(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		server := dbtest.Server(t, database, dbtest.User(t, database))
		for _, change := range changesOf(t, database, server) {
			before := everythingOn(t, database)
			if err := change.do(t.Context(), entryOn(1)); err == nil { // of a server that does not exist
				t.Errorf("%s: the entry of another server was stored", change.name)
			}
			if after := everythingOn(t, database); after != before {
				t.Errorf("%s was stored without its entry:\n%s\n%s", change.name, before, after)
			}
			dbtest.OK(t, change.do(t.Context(), entryOn(server.ID)))
			done := everythingOn(t, database)
			if n := len(logOf(t, database, server)); done == before || n != 1 {
				t.Errorf("%s was stored: %v, with %d entries, want 1", change.name, done != before, n)
			}
			if err := change.do(t.Context(), entryOn(server.ID)); err == nil { // some changes can be made twice
				done = everythingOn(t, database)
			}
			if after := everythingOn(t, database); after != done {
				t.Errorf("%s was refused and has changed something:\n%s\n%s", change.name, done, after)
			}
			emptyLog(t, database)
		}
	})
}

func entryOn(server model.ID) *model.AuditEntry {
	return &model.AuditEntry{ServerID: server, Action: "TESTED", ActorName: "a", TargetID: server, CreatedAt: model.Now()}
}

// everythingOn is all that an act can change.
func everythingOn(t *testing.T, database *db.DB) string {
	t.Helper()
	var all struct {
		Servers  []model.Server
		Channels []model.Channel
		Webhooks []model.Webhook
		Entries  []model.AuditEntry
		Numbers  []int64
	}
	for _, rows := range []any{&all.Servers, &all.Channels, &all.Webhooks, &all.Entries} {
		dbtest.OK(t, database.Read().NewSelect().Model(rows).Order("id").Scan(t.Context()))
	}
	dbtest.OK(t, database.Read().NewRaw("SELECT audit_number FROM servers ORDER BY id").Scan(t.Context(), &all.Numbers))
	text, err := json.Marshal(all)
	dbtest.OK(t, err)
	return string(text)
}

func logOf(t *testing.T, database *db.DB, server *model.Server) []*model.AuditEntry {
	t.Helper()
	logs, err := database.AuditLogsOf(t.Context(), []model.ID{server.ID}, db.Page{Limit: 1000})
	dbtest.OK(t, err)
	return logs[server.ID]
}

func emptyLog(t *testing.T, database *db.DB) {
	t.Helper()
	_, err := database.Write().NewRaw("DELETE FROM audit_entries").Exec(t.Context())
	dbtest.OK(t, err)
}

// However many instances change a server at once, its entries are numbered without a hole.
func TestAuditEntriesAreNumberedAsCommitted(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		one, two := dbtest.Open(t, url), dbtest.Open(t, url)
		server := dbtest.Server(t, one, dbtest.User(t, one))
		channel := dbtest.Channel(t, one, server)
		hook := webhook(t, one, channel)
		var changes sync.WaitGroup
		for _, database := range []*db.DB{one, two} {
			for _, change := range []func(context.Context) error{
				func(ctx context.Context) error {
					return audited(ctx, database, server.ID, entryOn(server.ID), func(tx *db.Tx) error { return tx.UpdateServer(server) })
				},
				func(ctx context.Context) error {
					return audited(ctx, database, server.ID, entryOn(server.ID), func(tx *db.Tx) error {
						return changeWebhook(tx, new(*hook), func(*model.Webhook) {})
					})
				},
				func(ctx context.Context) error {
					return audited(ctx, database, server.ID, entryOn(server.ID), func(tx *db.Tx) error {
						return updateChannel(tx, channel.ID, func(*model.Channel) {})
					})
				},
			} {
				changes.Go(func() {
					for range 5 {
						if err := change(t.Context()); err != nil {
							t.Error(err)
						}
					}
				})
			}
		}
		changes.Wait()
		entries := logOf(t, one, server)
		for i, e := range entries {
			if e.Number != int64(i)+1 {
				t.Errorf("entry %d has number %d", i+1, e.Number)
			}
		}
		if len(entries) != 30 {
			t.Errorf("%d entries", len(entries))
		}
	})
}

// The log of a deleted server takes no more entries, and is swept in bites before the server.
func TestAuditLogIsSweptWithItsServer(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		ctx, owner := t.Context(), dbtest.User(t, database)
		kept, deleted := dbtest.Server(t, database, owner), dbtest.Server(t, database, owner)
		for range 25 {
			for _, server := range []*model.Server{kept, deleted} {
				dbtest.OK(t, audited(ctx, database, server.ID, entryOn(server.ID), func(tx *db.Tx) error { return tx.UpdateServer(server) }))
			}
		}
		dbtest.OK(t, audited(ctx, database, deleted.ID, entryOn(deleted.ID), func(tx *db.Tx) error { return deleteServer(tx, deleted.ID) }))
		late := &model.Channel{ID: dbtest.ID(t, database, model.KindChannel), ServerID: deleted.ID, Name: "late"}
		err := audited(ctx, database, deleted.ID, entryOn(deleted.ID), func(tx *db.Tx) error { return tx.InsertChannel(late) })
		wantCode(t, err, model.NotFound)
		for _, want := range []int{26, 16, 6, 0, 0} {
			if n := len(logOf(t, database, deleted)); n != want {
				t.Errorf("%d entries, want %d", n, want)
			}
			_, err := database.Sweep(ctx, model.Now(), 10)
			dbtest.OK(t, err)
		}
		if n := len(logOf(t, database, kept)); n != 25 {
			t.Errorf("%d entries of the server that is kept", n)
		}
		if n, err := database.CountOf((*model.Server)(nil), "owner_id", owner.ID); n != 1 || err != nil {
			t.Errorf("%d servers, %v", n, err)
		}
	})
}
