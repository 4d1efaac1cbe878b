// Package pubsub sends hints to all instances and to the subscriber of each. It never waits for a slow subscriber.
package pubsub

import (
	"context"

	"chattr/internal/model"
)

// Hint means that a channel may have new events, and nothing more. The zero Hint means it for all channels. It is sent whenever
// hints may have been lost on the way.
type Hint struct{ Channel model.ID }

// Broker carries hints between instances. Subscribers read the events from the database, so a lost, late or repeated hint must do
// no harm.
type Broker interface {
	// Publish sends a hint that something happened in a channel, or in any channel if channel is 0. The subscriber of this
	// instance receives it before Publish returns, the other instances soon after. Publish never blocks. It can be called at any
	// time, also before Run and while no other instance can be reached. Call it after the commit, never before.
	Publish(channel model.ID)

	// Subscribe sets the function that receives every hint. It is called from several goroutines concurrently and must not block.
	// An instance has one subscriber, its hub: a second call replaces the first one.
	Subscribe(receive func(Hint))

	// Run carries hints to and from the other instances until ctx ends. It logs errors and retries without a limit. Before it
	// returns, it sends the hints that wait, for a few seconds at most. It leaves no goroutine and no connection open. Call it
	// once.
	Run(ctx context.Context)
}
