package pubsub

import (
	"log/slog"
	"slices"
	"strings"
	"testing"

	"chattr/internal/model"
)

// someHints returns n hints for different channels.
func someHints(n int) (hints []Hint) {
	for i := range n {
		hints = append(hints, Hint{model.NewID(1_000_000_000_000+int64(i), model.KindChannel, 1)})
	}
	return hints
}

func TestPayloadsAreNotTooLong(t *testing.T) {
	t.Parallel()
	r := newRelay(slog.Default(), nil, "")
	sent := someHints(waitingChannels)
	var received []Hint
	for _, payload := range encode(r.instance, sent) {
		if len(payload) >= 8000 {
			t.Errorf("got a payload of %d bytes, want less than 8000", len(payload))
		}
		instance, hints := decode(payload)
		if instance != r.instance {
			t.Errorf("got a payload from %q, want from %q", instance, r.instance)
		}
		received = append(received, hints...)
	}
	if !slices.Equal(sent, received) {
		t.Error("the decoded hints differ from the encoded ones")
	}
}

func TestAPayloadThatCannotBeReadMayMeanAnything(t *testing.T) {
	t.Parallel()
	for _, payload := range []string{
		"", "1", "1 x", "2 x 4000000000000000001", "1 x y", "1 x *", "1 x 4000000000000000001,", "1 x 1 2", "\xff", strings.Repeat(" ", 9000),
	} {
		if _, hints := decode(payload); !slices.Equal(hints, []Hint{{}}) {
			t.Errorf("%q: got %v, want the zero Hint", payload, hints)
		}
	}
	if _, hints := decode("1 x "); len(hints) != 0 {
		t.Errorf("got %v, want no hints", hints)
	}
}

func TestHintsThatWaitAreBounded(t *testing.T) {
	t.Parallel()
	c := newCoalescer()
	if hints := c.drain(); len(hints) != 0 {
		t.Errorf("got %v, want no hints", hints)
	}
	c.add(someHints(waitingChannels)...)
	c.add(someHints(waitingChannels)...)
	if hints := c.drain(); len(hints) != waitingChannels {
		t.Errorf("%d channels: got %d hints", waitingChannels, len(hints))
	}
	c.add(someHints(waitingChannels + 1)...)
	c.add(someHints(3)...)
	if hints := c.drain(); !slices.Equal(hints, []Hint{{}}) {
		t.Errorf("more than %d channels: got %d hints, want 1 for all channels", waitingChannels, len(hints))
	}
	c.add(someHints(1)...)
	if hints := c.drain(); len(hints) != 1 {
		t.Errorf("got %v, want 1 hint", hints)
	}
}
