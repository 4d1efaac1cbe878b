package graphqlws

import (
	"net"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// occupy adds anonymous sockets with an operation.
func occupy(n *limiter, address netip.Addr, count int) (added []*socket) {
	for range count {
		n.admit(address)
		s := &socket{admission: admission{address: address, stage: anonymous}, operations: []*runningOperation{{}}}
		n.anonymous++
		n.addresses[address].anonymous++
		n.add(s)
		added = append(added, s)
	}
	return added
}

func addressOf(i int) netip.Addr { return netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}) }

// If all sockets have operations, an attempt to connect examines only some of them.
func TestEvictionExaminesFewSockets(t *testing.T) {
	t.Parallel()
	const addresses, each = 300, 150
	n, before := newLimiter(addresses*each, 0, 0), map[netip.Addr][]*socket{}
	for i := range addresses {
		before[addressOf(i)] = occupy(&n, addressOf(i), each)
		for _, s := range before[addressOf(i)][maxOfFullest+maxOfOthers:] {
			s.mu.Lock() // examining it waits
		}
	}
	found := make(chan bool)
	go func() { found <- n.evictOne(pending) }()
	select {
	case is := <-found:
		if is {
			t.Fatal("a socket with an operation was closed")
		}
	case <-time.After(20 * time.Second):
		t.Fatal("looked at all sockets of an address")
	}
	lookedAt := 0
	for address, sockets := range before {
		lookedAt += slices.Index(sockets, n.addresses[address].evictable.Front().Value.(*socket))
	}
	if want := 1100; lookedAt > want {
		t.Errorf("looked at %d of %d sockets, want at most %d", lookedAt, addresses*each, want)
	}
}

// A socket without an operation is found behind any number of others, if not at the first attempt.
func TestEvictionFindsTheIdleSocketAmongMany(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		all := (&counting{t: t}).server(Options{maxSockets: 1000})
		occupy(&all.limiter, addressOf(1), 500)
		server, client := net.Pipe()
		defer client.Close()
		if err := all.admit(addressOf(1)); err != nil {
			t.Fatal(err)
		}
		idle := all.add(server, nil, admission{address: addressOf(1)}, &testClient{}, "")
		attempts := 1
		for ; idle.admission.stage != evicted && attempts < 100; attempts++ {
			all.mu.Lock()
			all.limiter.evictOne(pending)
			all.mu.Unlock()
		}
		if want := 500/100 + 2; attempts > want {
			t.Errorf("found after %d attempts, want at most %d", attempts, want)
		}
		time.Sleep(time.Minute) // it is closed
	})
}
