package pubsub

import (
	"context"
	"sync/atomic"

	"chattr/internal/model"
)

// Local is the Broker of a single instance. Other instances find new events only by polling. The zero Local is ready to use.
type Local struct {
	receive atomic.Pointer[func(Hint)]
}

// Publish calls the subscriber.
func (l *Local) Publish(channel model.ID) { l.deliver(Hint{channel}) }

// Subscribe replaces the subscriber.
func (l *Local) Subscribe(receive func(Hint)) { l.receive.Store(&receive) }

// Run waits until ctx ends.
func (l *Local) Run(ctx context.Context) { <-ctx.Done() }

// deliver calls the subscriber, if there is one.
func (l *Local) deliver(h Hint) {
	if receive := l.receive.Load(); receive != nil {
		(*receive)(h)
	}
}
