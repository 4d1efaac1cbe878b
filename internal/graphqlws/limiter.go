package graphqlws

import (
	"container/list"
	"fmt"
	"net/netip"

	"chattr/internal/model"
)

// maxAnonymousPerAddress is how many sockets without a credential one address may have, unless --sockets-per-address is given.
const maxAnonymousPerAddress = 100

// stage is how far the client of a socket has identified itself.
type stage int

const (
	pending       stage = iota // connection_init has not arrived
	anonymous                  // it arrived without a credential
	authenticated              // it arrived with one
	evicted                    // the socket is not counted any more
)

// admission is what a socket counts against.
type admission struct {
	address netip.Addr
	user    model.ID // 0 unless authenticated
	stage   stage
	element *list.Element // in addressSockets.evictable
}

// limiter counts sockets. The mutex of the server must be held when its methods are called.
//
// SECURITY: sockets cost an attacker nothing, and each holds a file. Those without a credential have at most three quarters of
// all sockets. At the limit, one of them that has no operation is closed for a new socket, which may show a credential.
type limiter struct {
	max          int // sockets; 0: no limit
	perAddress   int // sockets of one address; 0: only those without a credential are limited; below 0: no limit
	perUser      int // 0: no limit
	maxAnonymous int // sockets without a credential after connection_init

	all       int
	anonymous int
	addresses map[netip.Addr]*addressSockets
	users     map[model.ID]int
}

// addressSockets are the sockets of one address.
type addressSockets struct {
	all, anonymous int
	evictable      list.List // *socket: pending and anonymous, in the order in which evictFrom examines them
}

// newLimiter returns a limiter without sockets.
func newLimiter(maxSockets, perAddress, perUser int) limiter {
	return limiter{
		max: maxSockets, perAddress: perAddress, perUser: perUser, maxAnonymous: max(1, maxSockets-maxSockets/4),
		addresses: map[netip.Addr]*addressSockets{}, users: map[model.ID]int{},
	}
}

// anonymousPerAddress returns how many anonymous sockets one address may have; 0: no limit.
func (l *limiter) anonymousPerAddress() int {
	switch {
	case l.perAddress != 0:
		return 0
	case l.max == 0:
		return maxAnonymousPerAddress
	}
	return min(maxAnonymousPerAddress, max(1, l.max/8))
}

// admit counts a pending socket. It returns the reason if the socket is refused.
func (l *limiter) admit(address netip.Addr) (refusal string) {
	from := l.addresses[address]
	if l.perAddress > 0 && from != nil && from.all >= l.perAddress {
		return fmt.Sprintf("There are %d sockets from this address already, which is the limit.", l.perAddress)
	}
	if l.max > 0 && l.all >= l.max && !l.evictOne(pending) {
		return "There are too many sockets already."
	}
	if from = l.addresses[address]; from == nil {
		from = &addressSockets{}
		l.addresses[address] = from
	}
	from.all++
	l.all++
	return ""
}

// add makes an admitted socket evictable.
func (l *limiter) add(s *socket) { l.addresses[s.admission.address].add(s) }

const (
	maxCompared       = 1000 // addresses among which fullest finds the one with the most sockets
	maxOtherAddresses = 100  // other addresses that evictOne examines
	maxOfFullest      = 100  // sockets of the address with the most
	maxOfOthers       = 10   // sockets of each other address
)

// evictOne closes a socket that has neither a credential nor an operation, of the address with the most sockets without a credential if
// that has one. Unless least is pending, it closes only anonymous sockets. It reports whether it found one.
//
// SECURITY: evictOne examines a bounded number of addresses and sockets, and others in the next call. Without this bound, each attempt to
// connect would examine all sockets if they all have operations.
func (l *limiter) evictOne(least stage) bool {
	if l.evictFrom(l.fullest(), least, maxOfFullest) {
		return true
	}
	left := maxOtherAddresses
	for _, from := range l.addresses { // in random order
		if l.evictFrom(from, least, maxOfOthers) {
			return true
		}
		if left--; left == 0 {
			break
		}
	}
	return false
}

// fullest returns the address with the most sockets without a credential among maxCompared.
func (l *limiter) fullest() *addressSockets {
	fullest, left := &addressSockets{}, maxCompared
	for _, from := range l.addresses { // in random order
		if from.evictable.Len() > fullest.evictable.Len() {
			fullest = from
		}
		if left--; left == 0 {
			break
		}
	}
	return fullest
}

// evictFrom is evictOne for one address. It closes the oldest of the sockets that it examines, and moves the others to the end.
func (l *limiter) evictFrom(from *addressSockets, least stage, examine int) bool {
	for range min(examine, from.evictable.Len()) {
		element := from.evictable.Front()
		s := element.Value.(*socket)
		if s.admission.stage >= least && s.isIdle() {
			l.remove(&s.admission)
			s.admission.stage = evicted
			s.evict("Too many sockets without a credential")
			return true
		}
		from.evictable.MoveToBack(element)
	}
	return false
}

// keepAnonymous counts a socket whose connection_init arrived without a credential. It returns the reason if the socket is refused.
func (l *limiter) keepAnonymous(s *socket) (refusal string) {
	if s.admission.stage == evicted {
		return "Too many sockets"
	}
	from, limit := l.addresses[s.admission.address], l.anonymousPerAddress()
	from.remove(&s.admission) // so that it does not evict itself
	defer from.add(s)         // also if it is refused: until it is closed, it can be evicted
	if limit > 0 && from.anonymous >= limit && !l.evictFrom(from, anonymous, maxOfFullest) {
		return fmt.Sprintf("%d sockets without a credential from this address", limit)
	}
	if l.max > 0 && l.anonymous >= l.maxAnonymous && !l.evictOne(anonymous) {
		return "Too many sockets without a credential"
	}
	s.admission.stage = anonymous
	l.anonymous++
	from.anonymous++
	return ""
}

// assignUser counts a socket against the user. It returns the reason if the socket is refused.
func (l *limiter) assignUser(s *socket, user model.ID) (refusal string) {
	switch {
	case s.admission.stage == evicted:
		return "Too many sockets"
	case l.perUser > 0 && l.users[user] >= l.perUser:
		return fmt.Sprintf("This user has %d sockets already, which is the limit", l.perUser)
	}
	l.users[user]++
	l.addresses[s.admission.address].remove(&s.admission)
	s.admission.user, s.admission.stage = user, authenticated
	return ""
}

// remove stops counting a socket.
func (l *limiter) remove(a *admission) {
	from := l.addresses[a.address]
	switch a.stage {
	case evicted:
		return
	case anonymous:
		l.anonymous--
		from.anonymous--
	case authenticated:
		if l.users[a.user]--; l.users[a.user] == 0 {
			delete(l.users, a.user)
		}
	}
	from.remove(a)
	l.all--
	if from.all--; from.all == 0 {
		delete(l.addresses, a.address)
	}
}

// add appends a socket to those that can be evicted.
func (a *addressSockets) add(s *socket) { s.admission.element = a.evictable.PushBack(s) }

// remove removes a socket from those that can be evicted.
func (a *addressSockets) remove(of *admission) {
	if of.element != nil {
		a.evictable.Remove(of.element)
		of.element = nil
	}
}
