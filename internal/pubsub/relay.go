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
	// coalesceFor is the shortest time between two sends. Hints that are published meanwhile, or while a send is in progress, are
	// sent together. The first hint after a pause does not wait. Under load, one NOTIFY costs PostgreSQL as much as storing ten
	// posts.
	coalesceFor = 20 * time.Millisecond

	// linkTimeout is how long the other side may send nothing before the link counts as broken.
	linkTimeout = 2 * time.Second

	// firstPause and longPause are the first and the longest pause between attempts to connect. After a link that lasted for
	// stableAfter, the pauses start with firstPause again.
	firstPause  = 50 * time.Millisecond
	longPause   = 2 * time.Second
	stableAfter = 10 * time.Second
)

// link is a connection that carries payloads between instances until it breaks. Its methods are called from two goroutines.
type link interface {
	// send sends the payloads. It returns when the other side has accepted them for delivery to every other instance that has a
	// link.
	send(ctx context.Context, payloads []string) error

	// receive waits for a payload. After an error the link is broken and payloads may have been lost.
	receive() (payload string, err error)

	// close makes receive return an error. A second call does nothing.
	close()
}

// relay is the common part of the brokers that carry hints over links. It uses one link after another until it is stopped.
type relay struct {
	Local
	connect  func(ctx context.Context) (link, error) // the link receives everything that is sent after connect has returned
	instance string                                  // identifies the payloads of this instance
	outgoing *coalescer
	incoming *coalescer // keeps a slow subscriber from blocking the link
	outage   outage
	metrics  *metrics.Metrics
}

// newRelay returns a relay without connect. carrier names the transport in the log.
func newRelay(log *slog.Logger, m *metrics.Metrics, carrier string) relay {
	return relay{
		instance: rand.Text(), outgoing: newCoalescer(), incoming: newCoalescer(),
		outage: outage{log: log.With("carrier", carrier), metrics: m}, metrics: m,
	}
}

// Publish delivers the hint to the subscriber and enqueues it for the other instances.
func (r *relay) Publish(channel model.ID) {
	r.Local.Publish(channel)
	r.outgoing.add(Hint{channel})
}

// run connects and uses links until ctx ends.
func (r *relay) run(ctx context.Context) {
	var delivering sync.WaitGroup
	delivering.Go(func() { r.deliverIncoming(ctx) })
	defer delivering.Wait()
	pause := firstPause
	for {
		started := time.Now()
		err := r.useLink(ctx)
		if ctx.Err() != nil {
			return
		}
		r.outage.start(err)
		if time.Since(started) > stableAfter {
			pause = firstPause
		}
		wait(ctx, pause/2+mathrand.N(pause)) // random, so that the instances do not reconnect simultaneously
		pause = min(2*pause, longPause)
	}
}

// useLink connects a link and uses it until it breaks or ctx ends. It returns the error that broke the link.
func (r *relay) useLink(ctx context.Context) error {
	l, err := r.connect(ctx)
	if err != nil {
		return err
	}
	r.outage.end()
	r.incoming.add(Hint{}) // hints that were sent before the link existed did not arrive
	broken := make(chan error, 1)
	go func() { broken <- r.receiveAll(l) }()
	defer func() { l.close(); <-broken }()
	return r.sendAll(ctx, l, broken)
}

// receiveAll receives payloads until the link breaks. It ignores the payloads of this instance.
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

// sendAll sends enqueued hints until the link breaks or ctx ends. When ctx ends, it sends the remaining hints first.
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

// sendOutgoing sends the enqueued hints, even if ctx has ended, for up to linkTimeout. If that fails, it enqueues them again: the
// other instances do not know that this link is broken, so the next link must send them.
func (r *relay) sendOutgoing(ctx context.Context, l link) error {
	hints := r.outgoing.drain()
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

// deliverIncoming delivers received hints to the subscriber until ctx ends.
func (r *relay) deliverIncoming(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.incoming.filled:
		}
		for _, h := range r.incoming.drain() {
			r.deliver(h)
		}
	}
}

// wait waits for pause, or until ctx ends.
func wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
