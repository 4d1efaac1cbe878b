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

func TestSocketsAreWokenTogether(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{PerAddress: -1})
	sockets := make([]*testSocket, 1000)
	for i := range sockets {
		sockets[i] = f.connectInitialized()
		sockets[i].subscribe("1", "watch")
	}
	eventually(t, "all watch", func() bool { return f.counts.alive.Load() == 1000 })
	for _, p := range sockets { // and have started
		p.subscribe("2", "count 0")
		p.expect(`{"id":"2","type":"complete"}`)
	}
	for n := range 5 {
		f.counts.tick()
		for _, p := range sockets {
			p.expect(fmt.Sprintf(`{"id":"1","type":"next","payload":{"data":{"n":%d}}}`, n+1))
		}
	}
}

func TestSocketsServeAllTheirOperations(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	p := f.connectInitialized()
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
	p := newFixture(t, Options{}).connectInitialized()
	for _, size := range []int{100, 70_000, 3 << 20} { // each form of a length, and more than the kernel takes in one write
		p.subscribe("long", fmt.Sprintf("count 2 %d", size))
		for n := range 2 {
			p.expect(fmt.Sprintf(`{"id":"long","type":"next","payload":{"data":{"n":%d%s}}}`, n+1, strings.Repeat(" ", size)))
		}
		p.expect(`{"id":"long","type":"complete"}`)
	}
}

// stalled returns a socket that reads nothing.
func (f *fixture) stalled(query string) *testSocket {
	f.Helper()
	p := f.connectInitialized()
	must(f.T, p.conn.(*net.TCPConn).SetReadBuffer(64<<10))
	p.subscribe("stalled", query)
	return p
}

func TestSocketsThatDoNotReadAreCut(t *testing.T) {
	t.Parallel()
	usual := defaultTimeouts
	usual.stall = 2 * time.Second
	f := newFixture(t, Options{timeouts: usual})
	var stalled []*testSocket
	for range 50 { // far more than there are goroutines that write
		stalled = append(stalled, f.stalled("count 1000000000 1000"))
	}
	live := f.connectInitialized()
	live.subscribe("1", "watch")
	live.subscribe("2", "count 0")
	live.expect(`{"id":"2","type":"complete"}`)
	for n := range 20 { // other sockets do not wait for them
		begin := time.Now()
		f.counts.tick()
		live.expect(fmt.Sprintf(`{"id":"1","type":"next","payload":{"data":{"n":%d}}}`, n+1))
		if took := time.Since(begin); took > time.Second {
			t.Errorf("waited %v", took)
		}
	}
	eventually(t, "all cut", func() bool { return f.counts.alive.Load() == 1 })
	for _, p := range stalled { // after whole frames
		if code := p.closed(); code != 1013 {
			t.Errorf("closed with %d", code)
		}
	}
	f.counts.tick()
	live.expect(`{"id":"1","type":"next","payload":{"data":{"n":21}}}`)
}

func TestSocketThatReadsSlowlyStays(t *testing.T) {
	t.Parallel()
	usual := defaultTimeouts
	usual.stall = time.Second
	f := newFixture(t, Options{timeouts: usual})
	p := f.stalled("count 600 1000")
	for n := range 600 {
		if n%200 == 0 {
			time.Sleep(usual.stall / 2) // proves nothing: it makes the server wait
		}
		p.expect(fmt.Sprintf(`{"id":"stalled","type":"next","payload":{"data":{"n":%d%1000s}}}`, n+1, ""))
	}
	p.expect(`{"id":"stalled","type":"complete"}`)
}

func TestSocketThatDoesNotReadRepliesIsNotRead(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	client, server := net.Pipe()
	defer client.Close()
	must(f.T, f.server.admit(admission{}.address))
	s := f.server.add(server, nil, admission{}, &testClient{counts: &counting{t: t}}, "")
	go s.receiver.run()
	must(f.T, client.SetDeadline(time.Now().Add(2*time.Second)))
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
	f := newFixture(t, Options{})
	var sockets []*testSocket
	for range 4 {
		p := f.connectInitialized()
		for i := range 40 {
			p.subscribe(fmt.Sprint(i), "wait")
		}
		sockets = append(sockets, p)
	}
	const mayWork = 48 // of 64: one address leaves a quarter of the slots to others
	eventually(t, "as many as may work", func() bool { return f.counts.working.Load() == mayWork })
	other := f.connectAs(bearerOwner)
	other.subscribe("1", "count 1 0")
	other.expect(`{"id":"1","type":"next","payload":{"data":{"n":1}}}`)
	sockets[0].raw(masked(0x88, "")) // operations that are not wanted any more release their slots
	sockets[0].waitForClose()
	close(f.counts.free)
	for _, p := range sockets[1:] {
		for range 40 {
			p.read()
		}
	}
	if most := f.counts.most.Load(); most > mayWork+1 {
		t.Errorf("%d worked at a time, want at most %d", most, mayWork+1)
	}
	eventually(t, "all closed", func() bool { return f.counts.alive.Load() == 0 })
}

func TestSocketsReleaseEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	f := newFixture(t, Options{})
	f.connectInitialized() // goroutines that the first socket starts stay
	before := runtime.NumGoroutine()
	var working sync.WaitGroup
	for n := range 4 {
		working.Go(func() {
			for i := range 500 {
				f.cycle(n + i)
			}
		})
	}
	working.Wait()
	eventually(t, "all closed", func() bool { return f.counts.alive.Load() == 0 })
	eventually(t, "as many goroutines as before", func() bool { return runtime.NumGoroutine() <= before })
	eventually(t, "all forgotten", func() bool {
		f.server.mu.Lock()
		defer f.server.mu.Unlock()
		return len(f.server.open) == 1 && f.server.limiter.all == 1
	})
}

// cycle connects, subscribes and disconnects in one of several ways.
func (f *fixture) cycle(n int) {
	p := f.connectInitialized()
	defer p.conn.Close()
	p.subscribe("1", []string{"watch", "wait", "count 10 1000"}[n%3])
	f.counts.tick()
	switch n % 4 {
	case 0:
		p.raw(masked(0x88, "\x03\xe8"))
		_, _ = io.Copy(io.Discard, p.in)
	case 1:
		p.raw([]byte("nonsense"))
	case 2:
		p.send(`{"id":"1","type":"complete"}`)
	}
}

func TestSocketsAreWrittenToAtIntervals(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		counts := &counting{t: t}
		all := counts.server(Options{})
		p := pipe(t, all)
		p.initialize()
		p.subscribe("1", "watch")
		time.Sleep(time.Second)
		begin := time.Now()
		counts.tick()
		for n, at := range []time.Duration{0, writeInterval, writeInterval} { // the second and the third are written together
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
