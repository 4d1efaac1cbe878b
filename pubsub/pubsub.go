// Package pubsub carries hints to every instance and wakes the subscribers of this one, never waiting for a slow reader.
package pubsub

import "chattr/model"

// Broker carries hints between instances. A hint says that a channel may have moved and nothing more: the database is the
// truth, and a lost, late or repeated hint must do no harm.
type Broker interface {
	// Publish hints that something happened in a channel: to this instance before it returns, to the others soon. It
	// never blocks.
	Publish(channel model.ID)

	// Subscribe has every hint given to receive, which must not block. There is one subscriber an instance: its hub.
	Subscribe(receive func(channel model.ID))
}
