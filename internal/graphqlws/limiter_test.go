package graphqlws

import (
	"net"
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// sit adds that many anonymous sockets with an operation.
func sit(n *seats, address netip.Addr, count int) (added []*socket) {
	for range count {
		n.take(address)
		s := &socket{seat: seat{address: address, standing: anonymous}, operations: []*running{{}}}
		n.unnamed++
		n.addresses[address].anonymous++
		n.enter(s)
		added = append(added, s)
	}
	return added
}

func addressOf(i int) netip.Addr { return netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}) }

// Clients that fill all seats with operations do not have each further attempt to connect look at all of them.
func TestRoomIsSoughtAmongFewSockets(t *testing.T) {
	t.Parallel()
	const addresses, each = 300, 150
	n, before := newSeats(addresses*each, 0, 0), map[netip.Addr][]*socket{}
	for i := range addresses {
		before[addressOf(i)] = sit(&n, addressOf(i), each)
		for _, s := range before[addressOf(i)][maxOfFullest+maxOfOthers:] {
			s.mu.Lock() // looking at it waits
		}
	}
	found := make(chan bool)
	go func() { found <- n.makeRoom(pending) }()
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
		lookedAt += slices.Index(sockets, n.addresses[address].open.Front().Value.(*socket))
	}
	if want := 1100; lookedAt > want {
		t.Errorf("looked at %d of %d sockets, want at most %d", lookedAt, addresses*each, want)
	}
}

// A socket without an operation is found behind any number of others, if not at the first attempt.
func TestRoomIsFoundBehindManySockets(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		all := (&counting{t: t}).server(Options{most: 1000})
		sit(&all.seats, addressOf(1), 500)
		server, client := net.Pipe()
		defer client.Close()
		if err := all.admit(addressOf(1)); err != nil {
			t.Fatal(err)
		}
		idle := all.enter(server, nil, seat{address: addressOf(1)}, &testClient{}, "")
		attempts := 1
		for ; idle.seat.standing != evicted && attempts < 100; attempts++ {
			all.mu.Lock()
			all.seats.makeRoom(pending)
			all.mu.Unlock()
		}
		if want := 500/100 + 2; attempts > want {
			t.Errorf("found after %d attempts, want at most %d", attempts, want)
		}
		time.Sleep(time.Minute) // it is closed
	})
}
