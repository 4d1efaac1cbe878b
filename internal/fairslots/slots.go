// Package fairslots hands out a limited number of slots fairly among addresses, users and connections.
package fairslots

import (
	"container/list"
	"context"
	"net/netip"
	"sync"
)

// Owner says who a job counts against.
type Owner struct {
	Address netip.Addr // the client's, as caller.Network counts it
	User    int64      // 0: without a credential
	Conn    any        // the connection, comparable; nil: the job counts as a connection of its own
}

// origin is an address with or without a credential: those with one do not wait for those without.
type origin struct {
	address   netip.Addr
	anonymous bool
}

func (o Owner) origin() origin { return origin{o.Address, o.User == 0} }

// Pool is a number of slots. The jobs that wait for one are served in rotation: first those with and those without a credential
// in turn, then the addresses, then the users of an address, then the connections of a user.
//
// An owner may hold a share of the slots. More than that it gets only while enough slots are free for others. Its methods are
// safe for concurrent use.
type Pool struct {
	size, reserve                                         int
	anonymous, perAddress, perAnonymous, perUser, perConn int

	mu          sync.Mutex
	held        int // slots in use
	withoutUser int // of them, without a credential
	addresses   map[origin]int
	users       map[int64]int
	conns       map[any]int
	waiting     *branch // the root of the queue
	length      int     // of the queue
}

// New returns a pool of that many slots, at least 1. The jobs without a credential have half of them as their share, and of one
// address a quarter. The jobs with a credential of one address have half, of one user a quarter. The jobs of one connection have
// an eighth. A quarter is kept for owners below their share.
func New(size int) *Pool {
	return &Pool{
		size: size, reserve: size / 4,
		anonymous: max(1, size/2), perAddress: max(1, size/2), perAnonymous: max(1, size/4), perUser: max(1, size/4), perConn: max(1, size/8),
		addresses: map[origin]int{}, users: map[int64]int{}, conns: map[any]int{}, waiting: &branch{order: list.New()},
	}
}

// Job is a piece of work that needs a slot. Set the exported fields before Enqueue. A job can be enqueued again after Release.
type Job struct {
	Owner Owner
	Start func() // called on a goroutine of its own when the job has its slot

	pool  *Pool         // whose slot it holds or waits for
	ready chan struct{} // of Acquire: closed when the job has its slot
	held  bool
	leaf  *branch       // while it waits
	place *list.Element // in the leaf
}

// Enqueue has j.Start called as soon as there is a slot for it. The caller must call Release afterwards.
func (p *Pool) Enqueue(j *Job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	j.ready = nil
	p.enqueue(j)
}

func (p *Pool) enqueue(j *Job) {
	j.pool = p
	if p.length == 0 && p.hasSlot(j.Owner) {
		p.grant(j)
		return
	}
	p.push(j)
	p.dispatch()
}

// Acquire waits for a slot. The caller must call Release. It returns the error of ctx if that ends first.
func (p *Pool) Acquire(ctx context.Context, o Owner) (*Job, error) {
	j := &Job{Owner: o}
	return j, p.acquire(ctx, j)
}

func (p *Pool) acquire(ctx context.Context, j *Job) error {
	p.mu.Lock()
	j.ready = make(chan struct{})
	p.enqueue(j)
	p.mu.Unlock()
	select {
	case <-j.ready:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if j.held {
		p.release(j)
	} else {
		p.remove(j)
	}
	return ctx.Err()
}

// Release gives the slot of j back. A second call does nothing. A nil job has none.
func (j *Job) Release() {
	if j == nil || j.pool == nil {
		return
	}
	j.pool.mu.Lock()
	defer j.pool.mu.Unlock()
	if j.held {
		j.pool.release(j)
	}
}

// Move releases the slot of j and waits for one of another pool.
func (j *Job) Move(ctx context.Context, to *Pool) error {
	j.Release()
	return to.acquire(ctx, j)
}

// hasSlot reports whether an owner may have one more slot. p.mu must be held, as for all below.
func (p *Pool) hasSlot(o Owner) bool {
	free := p.size - p.held
	return free > p.reserve || free > 0 && !p.isCapped(o)
}

// isCapped reports whether an owner has its share.
func (p *Pool) isCapped(o Owner) bool {
	for level := class; level <= conn; level++ {
		if p.isCappedAt(level, o) {
			return true
		}
	}
	return false
}

func (p *Pool) isCappedAt(level int, o Owner) bool {
	switch level {
	case class:
		return o.User == 0 && p.withoutUser >= p.anonymous
	case address:
		share := p.perAddress
		if o.User == 0 {
			share = p.perAnonymous
		}
		return p.addresses[o.origin()] >= share
	case user:
		return o.User != 0 && p.users[o.User] >= p.perUser
	default:
		return o.Conn != nil && p.conns[o.Conn] >= p.perConn
	}
}

func (p *Pool) grant(j *Job) {
	j.held = true
	p.count(j.Owner, 1)
	if j.ready != nil {
		close(j.ready)
		return
	}
	go j.Start()
}

func (p *Pool) release(j *Job) {
	j.held = false
	p.count(j.Owner, -1)
	p.dispatch()
}

func (p *Pool) count(o Owner, n int) {
	p.held += n
	add(p.addresses, o.origin(), n)
	if o.User == 0 {
		p.withoutUser += n
	} else {
		add(p.users, o.User, n)
	}
	if o.Conn != nil {
		add(p.conns, o.Conn, n)
	}
}

func add[K comparable](counts map[K]int, key K, n int) {
	if counts[key] += n; counts[key] == 0 {
		delete(counts, key)
	}
}

// dispatch grants the free slots to the jobs whose turn it is.
func (p *Pool) dispatch() {
	for p.length > 0 && p.held < p.size {
		j := p.next(p.waiting, 0)
		if j == nil {
			return
		}
		p.remove(j)
		p.grant(j)
	}
}
