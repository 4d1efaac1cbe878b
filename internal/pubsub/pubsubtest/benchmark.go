package pubsubtest

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"chattr/internal/pubsub"
)

// Benchmark measures how long a hint is on its way from one instance to another, one hint at a time, and reports the median
// and the 99th percentile. Its wire adds to them.
func Benchmark(b *testing.B, n Network) {
	from, _ := link(b, n)
	_, hints := link(b, n)
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		from.Publish(channel(1))
		for h := range hints {
			if h != (pubsub.Hint{}) {
				break
			}
		}
		took = append(took, time.Since(began))
		time.Sleep(10 * time.Millisecond) // longer than hints wait for one another
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs/median")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs/p99")
}

// BenchmarkPublish measures what publishing costs while instances hear it.
func BenchmarkPublish(b *testing.B, n Network) {
	from, _ := link(b, n)
	link(b, n)
	i := 0
	for b.Loop() {
		from.Publish(channel(i % 100))
		i++
	}
}

// link is a Broker that has a link, and what it hears from then on.
func link(b *testing.B, n Network) (pubsub.Broker, <-chan pubsub.Hint) {
	b.Helper()
	broker, hints := n.Open(b, slog.New(slog.DiscardHandler)), make(chan pubsub.Hint, 10)
	broker.Subscribe(func(h pubsub.Hint) {
		select {
		case hints <- h:
		default:
		}
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); broker.Run(ctx) }()
	b.Cleanup(func() { cancel(); <-ended })
	<-hints
	return broker, hints
}
