package graphqlws

import (
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestSocketsAreWokenAllAtOnce(t *testing.T) {
	t.Parallel()
	v := newTestFixture(t, Options{PerAddress: -1})
	peers := make([]*peer, 1000)
	for i := range peers {
		peers[i] = v.welcome()
		peers[i].subscribe("1", "watch")
	}
	eventually(t, "all watch", func() bool { return v.counts.alive.Load() == 1000 })
	for _, p := range peers { // and have begun
		p.subscribe("2", "count 0")
		p.expect(`{"id":"2","type":"complete"}`)
	}
	for n := range 5 {
		v.counts.tick()
		for _, p := range peers {
			p.expect(fmt.Sprintf(`{"id":"1","type":"next","payload":{"data":{"n":%d}}}`, n+1))
		}
	}
}

func TestSocketsServeTheirOperationsInTurn(t *testing.T) {
	t.Parallel()
	v := newTestFixture(t, Options{})
	p := v.welcome()
	p.subscribe("greedy", "count 1000000000 1000")
	p.subscribe("modest", "count 3")
	for heard := 0; heard < 4; {
		op, payload, err := p.frame()
		must(p.T, err)
		if op == opText && string(payload[7:13]) == "modest" {
			heard++
		}
	}
}

func TestSocketWritesLongResults(t *testing.T) {
	t.Parallel()
	p := newTestFixture(t, Options{}).welcome()
	for _, size := range []int{100, 70_000, 3 << 20} { // each form of a length, and more than the kernel takes at once
		p.subscribe("long", fmt.Sprintf("count 2 %d", size))
		for n := range 2 {
			p.expect(fmt.Sprintf(`{"id":"long","type":"next","payload":{"data":{"n":%d%s}}}`, n+1, strings.Repeat(" ", size)))
		}
		p.expect(`{"id":"long","type":"complete"}`)
	}
}

// stalled takes nothing that it is sent.
func (v *fixture) stalled(query string) *peer {
	v.Helper()
	p := v.welcome()
	must(v.T, p.conn.(*net.TCPConn).SetReadBuffer(64<<10))
	p.subscribe("stalled", query)
	return p
}

func TestSocketsThatDoNotReadAreCut(t *testing.T) {
	t.Parallel()
	usual := usualTimes
	usual.stall = 2 * time.Second
	v := newTestFixture(t, Options{times: usual})
	var stalled []*peer
	for range 50 { // far more than there are goroutines that write
		stalled = append(stalled, v.stalled("count 1000000000 1000"))
	}
	live := v.welcome()
	live.subscribe("1", "watch")
	live.subscribe("2", "count 0")
	live.expect(`{"id":"2","type":"complete"}`)
	for n := range 20 { // nobody waits for them
		begin := time.Now()
		v.counts.tick()
		live.expect(fmt.Sprintf(`{"id":"1","type":"next","payload":{"data":{"n":%d}}}`, n+1))
		if took := time.Since(begin); took > time.Second {
			t.Errorf("waited %v", took)
		}
	}
	eventually(t, "all cut", func() bool { return v.counts.alive.Load() == 1 })
	for _, p := range stalled { // whole frames, and then why
		if code := p.closed(); code != 1013 {
			t.Errorf("closed with %d", code)
		}
	}
	v.counts.tick()
	live.expect(`{"id":"1","type":"next","payload":{"data":{"n":21}}}`)
}

func TestSocketThatReadsSlowlyStays(t *testing.T) {
	t.Parallel()
	usual := usualTimes
	usual.stall = time.Second
	v := newTestFixture(t, Options{times: usual})
	p := v.stalled("count 600 1000")
	for n := range 600 {
		if n%200 == 0 {
			time.Sleep(usual.stall / 2) // not as proof: it makes the server wait
		}
		p.expect(fmt.Sprintf(`{"id":"stalled","type":"next","payload":{"data":{"n":%d%1000s}}}`, n+1, ""))
	}
	p.expect(`{"id":"stalled","type":"complete"}`)
}

func TestSocketThatDoesNotReadItsAnswersIsNotRead(t *testing.T) {
	t.Parallel()
	v := newTestFixture(t, Options{})
	client, server := net.Pipe()
	defer client.Close()
	must(v.T, v.sockets.admit(seat{}.address))
	s := v.sockets.enter(server, nil, seat{}, &testClient{counts: &counting{t: t}}, "")
	go s.listen()
	must(v.T, client.SetDeadline(time.Now().Add(2*time.Second)))
	sent := 0
	var err error
	for message := masked(0x89, fmt.Sprintf("%100s", "")); err == nil; sent++ {
		_, err = client.Write(message)
	}
	if timeout := net.Error(nil); !errors.As(err, &timeout) || !timeout.Timeout() || sent > 100 {
		t.Errorf("%d pings were read: %v", sent, err)
	}
}

func TestOperationsWorkAFewAtATime(t *testing.T) {
	t.Parallel()
	v := newTestFixture(t, Options{})
	var peers []*peer
	for range 4 {
		p := v.welcome()
		for i := range 40 {
			p.subscribe(fmt.Sprint(i), "wait")
		}
		peers = append(peers, p)
	}
	const mayWork = 48 // of 64: one address leaves a quarter of the slots to others
	eventually(t, "as many as may work", func() bool { return v.counts.working.Load() == mayWork })
	other := v.welcomeAs(bearerOwner)
	other.subscribe("1", "count 1 0")
	other.expect(`{"id":"1","type":"next","payload":{"data":{"n":1}}}`)
	peers[0].raw(masked(0x88, "")) // what waits in vain gives way
	peers[0].gone()
	close(v.counts.free)
	for _, p := range peers[1:] {
		for range 40 {
			p.hear()
		}
	}
	if most := v.counts.most.Load(); most > mayWork+1 {
		t.Errorf("%d worked at a time, want at most %d", most, mayWork+1)
	}
	eventually(t, "all closed", func() bool { return v.counts.alive.Load() == 0 })
}

func TestSocketsLeaveNothingBehind(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	v := newTestFixture(t, Options{})
	v.welcome() // whatever the first one brings about stays
	before := runtime.NumGoroutine()
	var working sync.WaitGroup
	for n := range 4 {
		working.Go(func() {
			for i := range 500 {
				v.cycle(n + i)
			}
		})
	}
	working.Wait()
	eventually(t, "all closed", func() bool { return v.counts.alive.Load() == 0 })
	eventually(t, "as many goroutines as before", func() bool { return runtime.NumGoroutine() <= before })
	eventually(t, "all forgotten", func() bool {
		v.sockets.mu.Lock()
		defer v.sockets.mu.Unlock()
		return len(v.sockets.open) == 1 && v.sockets.seats.all == 1
	})
}

// cycle connects, subscribes and leaves in one way or another.
func (v *fixture) cycle(n int) {
	p := v.welcome()
	defer p.conn.Close()
	p.subscribe("1", []string{"watch", "wait", "count 10 1000"}[n%3])
	v.counts.tick()
	switch n % 4 {
	case 0:
		p.raw(masked(0x88, "\x03\xe8"))
		_, _ = io.Copy(io.Discard, p.in)
	case 1:
		p.raw([]byte("nonsense"))
	case 2:
		p.say(`{"id":"1","type":"complete"}`)
	}
}

func TestSocketsAreWrittenToAtIntervals(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		counts := &counting{t: t}
		all := counts.server(Options{})
		p := pipe(t, all)
		p.greet()
		p.subscribe("1", "watch")
		time.Sleep(time.Second)
		begin := time.Now()
		counts.tick()
		for n, at := range []time.Duration{0, writeInterval, writeInterval} { // the second and the third go together
			p.expect(fmt.Sprintf(`{"id":"1","type":"next","payload":{"data":{"n":%d}}}`, n+1))
			if took := time.Since(begin); took != at {
				t.Errorf("event %d after %v, want %v", n+1, took, at)
			}
			if n == 0 {
				counts.tick()
				counts.tick()
			}
		}
	})
}
