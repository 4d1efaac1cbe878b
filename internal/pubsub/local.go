package pubsub

import (
	"context"
	"sync/atomic"

	"chattr/internal/model"
)

// Local is the Broker of an instance that is alone, or whose neighbours learn everything by polling. The zero Local is good.
type Local struct {
	receive atomic.Pointer[func(Hint)]
}

// Publish calls the subscriber.
func (l *Local) Publish(channel model.ID) { l.deliver(Hint{channel}) }

// Subscribe replaces the subscriber.
func (l *Local) Subscribe(receive func(Hint)) { l.receive.Store(&receive) }

// Run has nothing to do: it waits for the end of ctx.
func (l *Local) Run(ctx context.Context) { <-ctx.Done() }

func (l *Local) deliver(h Hint) {
	if receive := l.receive.Load(); receive != nil {
		(*receive)(h)
	}
}
