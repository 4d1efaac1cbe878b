package chattest

import (
	"log/slog"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/pubsub"
)

// A text that was deleted on one instance leaves the open streams of the others as soon as PostgreSQL carries the hint.
func TestDeletedTextLeavesStreamsOfOtherInstances(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	DeletedText(t, dbtest.Open(t, url), func(t testing.TB) pubsub.Broker {
		pool, err := db.PostgresPool(url, pubsub.PostgresConnections)
		if err != nil {
			t.Fatal(err)
		}
		return pubsub.NewPostgres(pool, slog.New(slog.DiscardHandler), nil)
	})
}
