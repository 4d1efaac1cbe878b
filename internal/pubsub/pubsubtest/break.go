package pubsubtest

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

func broken(t *testing.T, n Network) {
	changes := newChanges()
	a, b := start(t, n.Open, changes), start(t, n.Open, changes)
	for round := range 3 {
		before := b.hintsForAll()
		n.Wire.Break()
		b.await(t, "a hint for all channels", func() bool { return b.received[0] > before })
		a.Publish(channel(round))
		b.await(t, "the next hint", func() bool { return b.received[channel(round)] > 0 })
	}
}

// silent also checks the time limit: the outage must be noticed within 6 seconds, which is three times linkTimeout.
func silent(t *testing.T, n Network) {
	changes := newChanges()
	a, b := start(t, n.Open, changes), start(t, n.Open, changes)
	n.Wire.Hold()
	started := time.Now()
	for !strings.Contains(b.log.text(), "do not travel") {
		if time.Since(started) > patience {
			t.Fatal("the outage was not noticed")
		}
		time.Sleep(time.Millisecond)
	}
	if took := time.Since(started); took > 3*2*time.Second {
		t.Errorf("the outage was noticed after %s, want at most 6s", took)
	}
	a.post(channel(1))
	n.Wire.Restore()
	b.await(t, "the latest state", b.isUpToDate)
	b.await(t, "a hint for all channels", func() bool { return b.received[0] > 1 })
}

func noneLostWhileBreaking(t *testing.T, n Network) {
	changes := newChanges()
	a, b := start(t, n.Open, changes), start(t, n.Open, changes)
	for round := range 5 {
		for i := range 500 {
			a.post(channel(round*37 + i))
			b.post(channel(round*31 + i))
			if i == 100*round {
				n.Wire.Break()
			}
		}
		a.await(t, "the latest state", a.isUpToDate)
		b.await(t, "the latest state", b.isUpToDate)
	}
}

func publishingNeverWaits(t *testing.T, n Network) {
	changes := newChanges()
	a, b := start(t, n.Open, changes), start(t, n.Open, changes)
	for _, trouble := range []func(){n.Wire.Hold, n.Wire.Cut} {
		trouble()
		started := time.Now()
		for i := range 50_000 {
			a.Publish(channel(i))
		}
		// A timeout takes two seconds, so waiting for a single one would exceed this limit.
		if took := time.Since(started); took > 1500*time.Millisecond {
			t.Errorf("50,000 hints took %s", took)
		}
	}
	n.Wire.Restore()
	a.post(channel(1))
	b.await(t, "the latest state", b.isUpToDate)
}

func startsFirst(t *testing.T, n Network) {
	changes := newChanges()
	n.Wire.Cut()
	a := startAlone(t, n.Open, changes)
	a.post(channel(1))
	a.awaitLog(t, "do not travel")
	n.Wire.Restore()
	a.await(t, "a link", func() bool { return a.received[0] > 0 })
	b := start(t, n.Open, changes)
	a.post(channel(2))
	b.await(t, "the hint", func() bool { return b.received[channel(2)] > 0 })
}

func outageIsLogged(t *testing.T, n Network) {
	a := start(t, n.Open, newChanges())
	n.Wire.Cut()
	a.awaitLog(t, "do not travel")
	time.Sleep(500 * time.Millisecond) // several attempts to connect
	n.Wire.Restore()
	a.awaitLog(t, "travel between instances again")
	if text := a.log.text(); strings.Count(text, "\n") != 2 || strings.Contains(text, n.Secret) {
		t.Errorf("the log: %s", text)
	}
}

// awaitLog waits until the log contains part. It fails the test after patience.
func (i *instance) awaitLog(t *testing.T, part string) {
	t.Helper()
	for deadline := time.Now().Add(patience); !strings.Contains(i.log.text(), part); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%q is not in the log: %s", part, i.log.text())
		}
	}
}

// endsWithin is how long Run may take to return. It includes sending the hints that wait, which takes a few seconds at most.
const endsWithin = 3 * 2 * time.Second

// ends checks that Run returns within endsWithin and leaves no goroutine and no connection open.
func ends(t *testing.T, n Network, a *instance) {
	t.Helper()
	a.Publish(channel(1))
	for started := time.Now(); a.goroutines() == ""; time.Sleep(time.Millisecond) {
		if time.Since(started) > patience {
			t.Fatal("this test does not see goroutines")
		}
	}
	started := time.Now()
	a.end(t)
	if took := time.Since(started); took > endsWithin {
		t.Errorf("Run returned after %s", took)
	}
	a.Publish(channel(2)) // must not fail after Run has returned
	n.Wire.Restore()
	for deadline := time.Now().Add(patience); n.Wire.connections() > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("Run left connections behind")
		}
		runtime.GC() // pgdriver leaves closing a new connection without a response to the garbage collector
	}
}

func endsWhileConnected(t *testing.T, n Network) { ends(t, n, start(t, n.Open, newChanges())) }

func endsWhileRefused(t *testing.T, n Network) {
	n.Wire.Cut()
	a := startAlone(t, n.Open, newChanges())
	a.awaitLog(t, "do not travel")
	ends(t, n, a)
}

func endsWhileSilent(t *testing.T, n Network) {
	a := start(t, n.Open, newChanges())
	n.Wire.Hold()
	ends(t, n, a)
	n.Wire.Hold()
	b := startAlone(t, n.Open, newChanges()) // never establishes a link
	ends(t, n, b)
}
