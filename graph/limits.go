package graph

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"time"

	"chattr/model"
)

const (
	maxOperations = 50       // at a time on one socket
	maxMessage    = 64 << 10 // bytes

	// Frames that come faster are read later.
	frameInterval = time.Second / 20
	frameBurst    = 100
)

// times are how long a socket waits for what.
type times struct {
	hello   time.Duration // the client's first message
	ping    time.Duration // silence of the client, before it is asked whether it is there; somewhat more, never the same
	jitter  time.Duration
	silence time.Duration // silence, before it is cut
	message time.Duration // the end of a message that it began
	stall   time.Duration // the client to take what was written
	goodbye time.Duration // its answer to a close frame
}

var usualTimes = times{
	hello: 10 * time.Second, ping: 15 * time.Second, jitter: 10 * time.Second, silence: 45 * time.Second,
	message: 30 * time.Second, stall: stallLimit, goodbye: time.Second,
}

// untilPing differs each time, so that sockets which began together do not go on together.
func (t times) untilPing() time.Duration { return t.ping + rand.N(t.jitter+1) }

// pace spreads what comes too fast.
type pace struct{ next time.Time }

// wait is how long to wait with one more; not at all if it is not above 0.
func (p *pace) wait(now time.Time) time.Duration {
	if earliest := now.Add(-frameBurst * frameInterval); p.next.Before(earliest) {
		p.next = earliest
	}
	p.next = p.next.Add(frameInterval)
	return p.next.Sub(now)
}

// seat is what a socket counts against. A user of 0 is not known or nobody.
type seat struct {
	address netip.Addr
	user    model.ID
}

// seats counts sockets. A limit of 0 is none.
type seats struct {
	most, perAddress, perUser int

	all       int
	addresses map[netip.Addr]int
	users     map[model.ID]int
}

// take says why there is no seat, if there is none.
func (n *seats) take(address netip.Addr) (full string) {
	switch {
	case n.most > 0 && n.all >= n.most:
		return "There are too many sockets already."
	case n.perAddress > 0 && n.addresses[address] >= n.perAddress:
		return fmt.Sprintf("There are %d sockets from this address already, which is the limit.", n.perAddress)
	case n.perAddress > 0:
		n.addresses[address]++
	}
	n.all++
	return ""
}

// name says whose the seat is.
func (n *seats) name(s *seat, user model.ID) (free bool) {
	if n.perUser > 0 && n.users[user] >= n.perUser {
		return false
	}
	n.users[user]++
	s.user = user
	return true
}

func (n *seats) leave(s seat) {
	n.all--
	forget(n.addresses, s.address)
	forget(n.users, s.user)
}

func forget[K comparable](counts map[K]int, key K) {
	switch counts[key] {
	case 0:
	case 1:
		delete(counts, key)
	default:
		counts[key]--
	}
}
