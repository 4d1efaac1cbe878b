package pubsub

import (
	"sync/atomic"

	"chattr/model"
)

// Local is the Broker of an instance that is alone, or whose neighbours learn everything by polling.
type Local struct {
	receive atomic.Pointer[func(model.ID)]
}

// Publish calls the subscriber.
func (l *Local) Publish(channel model.ID) {
	if receive := l.receive.Load(); receive != nil {
		(*receive)(channel)
	}
}

// Subscribe replaces the subscriber.
func (l *Local) Subscribe(receive func(channel model.ID)) { l.receive.Store(&receive) }
