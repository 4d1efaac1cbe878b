// Package pubsub carries hints to every instance and wakes the subscribers of this one, never waiting for a slow reader.
package pubsub

import (
	"context"

	"chattr/internal/model"
)

// Hint says that a channel may have moved, and nothing more. The zero Hint says it of every channel: it comes whenever
// hints may have been lost on the way.
type Hint struct{ Channel model.ID }

// Broker carries hints between instances. The database is the truth, and a lost, late or repeated hint must do no harm.
type Broker interface {
	// Publish hints that something happened in a channel, or with 0 in any of them: to this instance before it returns,
	// to the others soon. It never blocks and works at any time, also when Run has not begun and while nothing can be
	// reached. Call it after the commit, never before.
	Publish(channel model.ID)

	// Subscribe has every hint given to receive, which is called from many goroutines at once and must not block. There
	// is one subscriber an instance: its hub. A second one replaces the first.
	Subscribe(receive func(Hint))

	// Run carries hints to the other instances and back until ctx ends. What can fail is logged and tried again for as
	// long as it takes. It sends what waits before it returns, if that takes no longer than a few seconds, and leaves
	// nothing behind. Call it once.
	Run(ctx context.Context)
}
