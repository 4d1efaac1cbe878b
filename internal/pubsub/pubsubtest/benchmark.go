package pubsubtest

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"chattr/internal/pubsub"
)

// Benchmark measures the time that a hint takes from one instance to another, one hint at a time. It reports the median and the
// 99th percentile, which include the delay of the wire.
func Benchmark(b *testing.B, n Network) {
	from, _ := link(b, n)
	_, hints := link(b, n)
	var took []time.Duration
	for b.Loop() {
		started := time.Now()
		from.Publish(channel(1))
		for h := range hints {
			if h != (pubsub.Hint{}) {
				break
			}
		}
		took = append(took, time.Since(started))
		time.Sleep(10 * time.Millisecond) // longer than hints wait to be sent together
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs/median")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs/p99")
}

// BenchmarkPublish measures the cost of Publish while another instance receives the hints.
func BenchmarkPublish(b *testing.B, n Network) {
	from, _ := link(b, n)
	link(b, n)
	i := 0
	for b.Loop() {
		from.Publish(channel(i % 100))
		i++
	}
}

// link returns a running Broker that has a link, and the hints that it receives from then on.
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
