package graphqlws

import (
	"container/list"
	"fmt"
	"net/netip"

	"chattr/internal/model"
)

// maxAnonymousPerAddress is how many sockets without a credential one address may have, unless --sockets-per-address is given.
const maxAnonymousPerAddress = 100

// standing is what a socket counts as.
type standing int

const (
	pending   standing = iota // connection_init has not come
	anonymous                 // it came without a credential
	named                     // it came with one
	evicted                   // the socket counts no more
)

// seat is what a socket counts against.
type seat struct {
	address  netip.Addr
	user     model.ID // 0 unless named
	standing standing
	place    *list.Element // in originSockets.open
}

// seats counts sockets. Its methods need the lock of sockets.
//
// SECURITY: sockets cost an attacker nothing, and each holds a file. Those without a credential have at most three quarters of
// them. When there are no more, one of them that has no operation makes room for a new socket, which may show a credential.
type seats struct {
	most         int // 0: no limit
	perAddress   int // sockets of one address; 0: only those without a credential are limited; below 0: no limit
	perUser      int // 0: no limit
	mayBeUnnamed int // sockets without a credential that may be in use once connection_init has come

	all       int
	unnamed   int // anonymous ones
	addresses map[netip.Addr]*originSockets
	users     map[model.ID]int
}

// originSockets are the sockets of one address.
type originSockets struct {
	all, anonymous int
	open           list.List // *socket: pending and anonymous, in the order in which evict looks at them
}

func newSeats(most, perAddress, perUser int) seats {
	return seats{
		most: most, perAddress: perAddress, perUser: perUser, mayBeUnnamed: max(1, most-most/4),
		addresses: map[netip.Addr]*originSockets{}, users: map[model.ID]int{},
	}
}

// anonymousPerAddress returns how many anonymous sockets one address may have; 0: no limit.
func (n *seats) anonymousPerAddress() int {
	switch {
	case n.perAddress != 0:
		return 0
	case n.most == 0:
		return maxAnonymousPerAddress
	}
	return min(maxAnonymousPerAddress, max(1, n.most/8))
}

// take counts a socket that is pending. It returns why there is no seat, if there is none.
func (n *seats) take(address netip.Addr) (full string) {
	from := n.addresses[address]
	if n.perAddress > 0 && from != nil && from.all >= n.perAddress {
		return fmt.Sprintf("There are %d sockets from this address already, which is the limit.", n.perAddress)
	}
	if n.most > 0 && n.all >= n.most && !n.makeRoom(pending) {
		return "There are too many sockets already."
	}
	if from = n.addresses[address]; from == nil {
		from = &originSockets{}
		n.addresses[address] = from
	}
	from.all++
	n.all++
	return ""
}

// enter has s considered when a socket must make room.
func (n *seats) enter(s *socket) {
	n.addresses[s.seat.address].add(s)
}

const (
	maxCompared  = 1000 // addresses among which makeRoom finds the one with the most sockets
	maxOthers    = 100  // other addresses whose sockets are looked at
	maxOfFullest = 100  // sockets of the address with the most
	maxOfOthers  = 10   // sockets of each other address
)

// makeRoom closes a socket that has neither a credential nor an operation, of the address with the most sockets without a
// credential if that has one. If whose is not pending, it closes only a socket of that standing. It reports whether it found one.
//
// SECURITY: it looks at a bounded number of addresses and sockets, and at others in the next call. Without this bound, each attempt to
// connect would walk through all sockets if they all have operations.
func (n *seats) makeRoom(whose standing) bool {
	if n.evict(n.fullest(), whose, maxOfFullest) {
		return true
	}
	left := maxOthers
	for _, from := range n.addresses { // in random order
		if n.evict(from, whose, maxOfOthers) {
			return true
		}
		if left--; left == 0 {
			break
		}
	}
	return false
}

// fullest returns the address with the most sockets without a credential among maxCompared.
func (n *seats) fullest() *originSockets {
	fullest, left := &originSockets{}, maxCompared
	for _, from := range n.addresses { // in random order
		if from.open.Len() > fullest.open.Len() {
			fullest = from
		}
		if left--; left == 0 {
			break
		}
	}
	return fullest
}

// evict is makeRoom for one address. It closes the oldest of the sockets that it looks at, and moves the others to the back.
func (n *seats) evict(from *originSockets, whose standing, most int) bool {
	for range min(most, from.open.Len()) {
		place := from.open.Front()
		s := place.Value.(*socket)
		if s.seat.standing >= whose && s.isIdle() {
			n.leave(&s.seat)
			s.seat.standing = evicted
			s.giveWay("Too many sockets without a credential")
			return true
		}
		from.open.MoveToBack(place)
	}
	return false
}

// stayAnonymous counts a socket whose connection_init came without a credential. It returns why there is no seat, if there is none.
func (n *seats) stayAnonymous(s *socket) (full string) {
	if s.seat.standing == evicted {
		return "Too many sockets"
	}
	from, limit := n.addresses[s.seat.address], n.anonymousPerAddress()
	from.remove(&s.seat) // so that it does not make room for itself
	defer from.add(s)    // also if it is refused: until it is closed, it can make room for others
	if limit > 0 && from.anonymous >= limit && !n.evict(from, anonymous, maxOfFullest) {
		return fmt.Sprintf("%d sockets without a credential from this address", limit)
	}
	if n.most > 0 && n.unnamed >= n.mayBeUnnamed && !n.makeRoom(anonymous) {
		return "Too many sockets without a credential"
	}
	s.seat.standing = anonymous
	n.unnamed++
	from.anonymous++
	return ""
}

// name counts a socket as the user's. It returns why there is no seat, if there is none.
func (n *seats) name(s *socket, user model.ID) (full string) {
	switch {
	case s.seat.standing == evicted:
		return "Too many sockets"
	case n.perUser > 0 && n.users[user] >= n.perUser:
		return fmt.Sprintf("This user has %d sockets already, which is the limit", n.perUser)
	}
	n.users[user]++
	n.addresses[s.seat.address].remove(&s.seat)
	s.seat.user, s.seat.standing = user, named
	return ""
}

// leave counts a socket no more.
func (n *seats) leave(place *seat) {
	from := n.addresses[place.address]
	switch place.standing {
	case evicted:
		return
	case anonymous:
		n.unnamed--
		from.anonymous--
	case named:
		if n.users[place.user]--; n.users[place.user] == 0 {
			delete(n.users, place.user)
		}
	}
	from.remove(place)
	n.all--
	if from.all--; from.all == 0 {
		delete(n.addresses, place.address)
	}
}

func (o *originSockets) add(s *socket) { s.seat.place = o.open.PushBack(s) }

func (o *originSockets) remove(place *seat) {
	if place.place != nil {
		o.open.Remove(place.place)
		place.place = nil
	}
}
