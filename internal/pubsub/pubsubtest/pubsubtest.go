// Package pubsubtest is a test suite for implementations of pubsub.Broker.
package pubsubtest

import (
	"log/slog"
	"testing"

	"chattr/internal/pubsub"
)

// Network connects the brokers of several instances through a wire that a test can interrupt.
type Network struct {
	// Open returns the Broker of another instance of the installation. Its connections go through Wire.
	Open func(t testing.TB, log *slog.Logger) pubsub.Broker

	// OtherInstallation returns the Broker of another installation on the same server.
	OtherInstallation func(t testing.TB, log *slog.Logger) pubsub.Broker

	Wire   *Wire
	Secret string // a part of the URL that must not appear in the log
}

// Run runs the suite. open is called for each test and returns a new network.
func Run(t *testing.T, open func(testing.TB) Network) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, Network){
		"every instance hears a hint, each once":     receivedOnce,
		"many hints coalesce and none is lost":       noneLost,
		"hints waiting at the end are sent":          sentAtTheEnd,
		"other installations hear nothing":           otherInstallationsReceiveNothing,
		"a broken connection tells that all moved":   broken,
		"a connection that is silent is found out":   silent,
		"nothing is lost over broken connections":    noneLostWhileBreaking,
		"publishing never waits":                     publishingNeverWaits,
		"a slow subscriber does not delay others":    slowSubscriber,
		"an instance starts before its neighbours":   startsFirst,
		"an outage is two lines in the log":          outageIsLogged,
		"ending leaves nothing behind":               endsWhileConnected,
		"ending leaves nothing behind, refused":      endsWhileRefused,
		"ending leaves nothing behind, out of touch": endsWhileSilent,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
	t.Run("an instance hears itself", func(t *testing.T) {
		t.Parallel()
		Self(t, open(t).Open(t, slog.New(slog.DiscardHandler)))
	})
}

// Self is the part of the suite for a single instance: its subscriber receives its own hints before Publish returns, whether Run
// was called or not.
func Self(t *testing.T, broker pubsub.Broker) {
	t.Helper()
	broker.Publish(channel(1)) // there is no subscriber yet
	var received []pubsub.Hint
	broker.Subscribe(func(h pubsub.Hint) { received = append(received, h) })
	broker.Publish(channel(2))
	broker.Publish(0)
	if want := (pubsub.Hint{Channel: channel(2)}); len(received) != 2 || received[0] != want || received[1] != (pubsub.Hint{}) {
		t.Fatalf("received the hints %v", received)
	}
}
