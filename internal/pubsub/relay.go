package pubsub

import (
	"context"
	"crypto/rand"
	"log/slog"
	mathrand "math/rand/v2"
	"sync"
	"time"

	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	// Hints that come while others are on their way, or within this time, travel together. The first after a pause does not
	// wait; under load a NOTIFY costs PostgreSQL as much as storing ten posts does.
	coalesceFor = 20 * time.Millisecond

	// How long the other side may be silent: then the link counts as broken.
	linkTimeout = 2 * time.Second

	firstPause  = 50 * time.Millisecond
	longPause   = 2 * time.Second
	stableAfter = 10 * time.Second
)

// link is a connection that carries payloads between instances while it lasts. Its methods are called from two goroutines.
type link interface {
	// send returns when the other side has taken the payloads, to give them to every other instance that has a link.
	send(ctx context.Context, payloads []string) error

	// receive waits for a payload. An error means that the link is broken: payloads may have been lost.
	receive() (payload string, err error)

	// close ends receive. A second call does nothing.
	close()
}

// relay is what brokers have in common that carry hints over links: one link after another, for as long as it runs.
type relay struct {
	Local
	connect  func(ctx context.Context) (link, error) // what others send after it has returned arrives
	instance string                                  // tells our own payloads from the others'
	outgoing *coalescer
	incoming *coalescer // so that a slow subscriber does not hold up the link
	outage   outage
	metrics  *metrics.Metrics
}

func newRelay(log *slog.Logger, m *metrics.Metrics, carrier string) relay {
	return relay{
		instance: rand.Text(), outgoing: newCoalescer(), incoming: newCoalescer(),
		outage: outage{log: log.With("carrier", carrier), metrics: m}, metrics: m,
	}
}

// Publish gives the hint to the subscriber and puts it with those that wait to be sent.
func (r *relay) Publish(channel model.ID) {
	r.Local.Publish(channel)
	r.outgoing.add(Hint{channel})
}

// run makes links until ctx ends.
func (r *relay) run(ctx context.Context) {
	var delivering sync.WaitGroup
	delivering.Go(func() { r.deliverIncoming(ctx) })
	defer delivering.Wait()
	pause := firstPause
	for {
		began := time.Now()
		err := r.useLink(ctx)
		if ctx.Err() != nil {
			return
		}
		r.outage.begin(err)
		if time.Since(began) > stableAfter {
			pause = firstPause
		}
		wait(ctx, pause/2+mathrand.N(pause)) // not all instances at once
		pause = min(2*pause, longPause)
	}
}

// useLink makes a link and uses it until it breaks, or until ctx ends.
func (r *relay) useLink(ctx context.Context) error {
	l, err := r.connect(ctx)
	if err != nil {
		return err
	}
	r.outage.end()
	r.incoming.add(Hint{}) // what was sent before did not arrive
	broken := make(chan error, 1)
	go func() { broken <- r.receiveAll(l) }()
	defer func() { l.close(); <-broken }()
	return r.sendAll(ctx, l, broken)
}

func (r *relay) receiveAll(l link) error {
	for {
		payload, err := l.receive()
		if err != nil {
			return err
		}
		if instance, hints := decode(payload); instance != r.instance {
			r.metrics.HintsReceived(len(hints))
			r.incoming.add(hints...)
		}
	}
}

// sendAll sends what waits until the link breaks, or until ctx ends.
func (r *relay) sendAll(ctx context.Context, l link, broken chan error) error {
	for {
		select {
		case <-ctx.Done():
			return r.sendOutgoing(ctx, l)
		case err := <-broken:
			broken <- err
			return err
		case <-r.outgoing.filled:
		}
		if err := r.sendOutgoing(ctx, l); err != nil {
			return err
		}
		wait(ctx, coalesceFor)
	}
}

// sendOutgoing sends what waits, also when ctx has ended. What may not have been taken waits again: the others do not know
// that our link is broken, and only the next one can tell them.
func (r *relay) sendOutgoing(ctx context.Context, l link) error {
	hints := r.outgoing.take()
	if len(hints) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), linkTimeout)
	defer cancel()
	err := l.send(ctx, encode(r.instance, hints))
	if err != nil {
		r.outgoing.add(hints...)
		return err
	}
	r.metrics.HintsSent(len(hints))
	return nil
}

func (r *relay) deliverIncoming(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.incoming.filled:
		}
		for _, h := range r.incoming.take() {
			r.deliver(h)
		}
	}
}

func wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
