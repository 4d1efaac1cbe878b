package e2e

import (
	"log/slog"
	"testing"

	"github.com/nats-io/nats-server/v2/server"

	"chattr/db/dbtest"
	"chattr/internal/chat/chattest"
	"chattr/internal/pubsub"
)

// When a message is deleted on one instance, its text is removed from the open streams of the others as soon as NATS delivers the hint.
func TestDeletedTextLeavesStreamsOfOtherInstances(t *testing.T) {
	t.Parallel()
	s := natsServer(t, server.Options{Username: "chattr", Password: password})
	address := "nats://chattr:" + password + "@" + s.Addr().String()
	chattest.DeletedText(t, dbtest.Open(t, dbtest.MigratedPostgresURL(t)), func(t testing.TB) pubsub.Broker {
		return open(t, address, "1", slog.New(slog.DiscardHandler))
	})
}
