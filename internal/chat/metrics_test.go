package chat

import (
	"context"
	"net/netip"
	"testing"
	"time"

	"chattr/internal/metrics"
	"chattr/internal/metrics/metricstest"
	"chattr/internal/pubsub"
)

// counted is an application on the database of w that counts, and hears nothing of what w does.
func (w *fixture) counted(m *metrics.Metrics) *Chat {
	c := New(w.db, &pubsub.Local{}, Options{PublicURL: "https://chattr.test", Metrics: m})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); c.Run(ctx) }()
	w.t.Cleanup(func() { cancel(); <-ended })
	return c
}

// A channel that moved without a hint is found by the poll, and counted; one that moved with a hint is not.
func TestLostHintsAreCounted(t *testing.T) {
	each(t, func(w *fixture) {
		m := metrics.New()
		c := w.counted(m)
		s := must(c.Events.Open(w.t.Context(), w.owner, w.channel.ID, nil))
		defer s.Close()
		for range 3 {
			must(c.Messages.Post(w.t.Context(), w.owner, PostMessageInput{ChannelID: w.channel.ID, Content: "told"}))
			must(s.Next(w.t.Context()))
		}
		c.hub.Wait() // a reader that still runs would find the next event, and need no hint
		w.post("not told")
		must(s.Next(w.t.Context()))
		values := metricstest.Of(w.t, m)
		for deadline := time.Now().Add(20 * time.Second); values["chattr_hints_lost_total"] == 0 && time.Now().Before(deadline); {
			time.Sleep(10 * time.Millisecond)
			values = metricstest.Of(w.t, m)
		}
		for name, want := range map[string]float64{
			"chattr_hints_lost_total": 1, "chattr_channels_watched": 1, "chattr_hub_lag_seconds_count": 4,
			`chattr_stream_reads_total{kind="first"}`: 1, `chattr_stream_reads_total{kind="page"}`: 0,
			`chattr_stream_reads_total{kind="head"}`: 1, "chattr_breaker_open": 0, "chattr_queue_posts": 0, "chattr_queue_bytes": 0,
		} {
			if got, there := values[name]; got != want || !there {
				w.t.Errorf("%s is %v, want %v", name, got, want)
			}
		}
		if live := values[`chattr_stream_reads_total{kind="live"}`]; live < 4 || live > 10 {
			w.t.Errorf("%v live reads of 4 events", live)
		}
	})
}

// Each batch is counted once, with its posts.
func TestBatchesAreCounted(t *testing.T) {
	each(t, func(w *fixture) {
		m := metrics.New()
		c := w.counted(m)
		hook, token := w.makeWebhook()
		for range 2 {
			must(c.Webhooks.Execute(w.t.Context(), netip.Addr{}, ExecuteWebhookInput{
				AppID: hook.ID, Token: token, Content: "once", IdempotencyKey: new("key"),
			}))
		}
		values := metricstest.Of(w.t, m)
		posts := values[`chattr_batch_posts_sum{way="plain"}`] + values[`chattr_batch_posts_sum{way="lane"}`]
		if posts < 2 || values[`chattr_batch_seconds_count{way="plain"}`] < 1 || values[`chattr_database_errors_total{work="store"}`] != 0 {
			w.t.Errorf("%v posts in batches: %v", posts, values)
		}
	})
}
