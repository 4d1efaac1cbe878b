package e2e

import (
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// A flood has more messages than the client library keeps for a slow reader. A hint for all channels must replace those that it drops.
func TestAFloodLosesNothing(t *testing.T) {
	t.Parallel()
	s := natsServer(t, server.Options{})
	f := &flood{received: make([]bool, floodPayloads*floodChannels), linked: make(chan struct{})}
	run(t, s.ClientURL(), slog.New(slog.DiscardHandler), f.receive)
	<-f.linked
	f.publish(t, s.ClientURL())
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		missing, everything := f.missing()
		if missing == 0 {
			t.Logf("got %d hints for all channels", everything)
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d of %d hints are lost, want none", missing, len(f.received))
		}
	}
}

const (
	floodPayloads = 15_000
	floodChannels = 390 // channels in each payload
)

type flood struct {
	linked chan struct{}

	mu         sync.Mutex
	published  int
	covered    int // the number of channels that were published before the last hint for all channels
	everything int // the number of hints for all channels
	received   []bool
}

var floodBase = model.NewID(1_000_000_000_000, model.KindChannel, 0)

func (f *flood) receive(h pubsub.Hint) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if h != (pubsub.Hint{}) {
		f.received[h.Channel-floodBase] = true
		return
	}
	if f.everything++; f.everything == 1 {
		close(f.linked)
	}
	f.covered = f.published
}

func (f *flood) publish(t *testing.T, address string) {
	t.Helper()
	conn, err := nats.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for range floodPayloads {
		if err := conn.Publish("chattr.1.hints", []byte(f.next())); err != nil {
			t.Fatal(err)
		}
	}
	if err := conn.Flush(); err != nil {
		t.Fatal(err)
	}
}

func (f *flood) next() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	ids := make([]string, floodChannels)
	for i := range ids {
		ids[i] = (floodBase + model.ID(f.published+i)).String()
	}
	f.published += floodChannels
	return "1 flooder " + strings.Join(ids, ",")
}

func (f *flood) missing() (missing, everything int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, received := range f.received[f.covered:] {
		if !received {
			missing++
		}
	}
	return missing, f.everything
}
