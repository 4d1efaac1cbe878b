// Package fairslots shares a limited number of slots fairly among addresses, users and connections.
package fairslots

import (
	"container/list"
	"context"
	"net/netip"
	"sync"
)

// Owner is the address, the user and the connection that a job counts against.
type Owner struct {
	Address netip.Addr // the network of the client, as caller.Network returns it
	User    int64      // 0: without a credential
	Conn    any        // the connection, comparable; nil: the job counts as a connection of its own
}

// origin is an address, with or without a credential. The two are counted separately, so that jobs with a credential do not wait
// for those without.
type origin struct {
	address   netip.Addr
	anonymous bool
}

// origin returns the origin of an owner.
func (o Owner) origin() origin { return origin{o.Address, o.User == 0} }

// Pool is a limited number of slots. Waiting jobs are served in rotation at four levels: jobs with and without a credential, then
// the addresses, then the users of an address, then the connections of a user.
//
// Each owner has a share of the slots. It gets more than its share only while more slots are free than the reserve for other
// owners. The methods are safe for concurrent use.
type Pool struct {
	size, reserve                                         int
	anonymous, perAddress, perAnonymous, perUser, perConn int

	mu          sync.Mutex
	held        int // slots in use
	withoutUser int // slots held by jobs without a credential
	addresses   map[origin]int
	users       map[int64]int
	conns       map[any]int
	waiting     *branch // the root of the queue
	length      int     // the number of jobs in the queue
}

// New returns a pool with size slots. size must be at least 1. The shares, each at least one slot, are:
//
//   - half of the slots for all jobs without a credential, and a quarter for those of one address,
//   - half for the jobs with a credential of one address, and a quarter for those of one user,
//   - an eighth for the jobs of one connection.
//
// A quarter of the slots is reserved for owners that have less than their share.
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
	Start func() // called in a new goroutine when the job has a slot

	pool  *Pool         // the pool whose slot the job holds or waits for
	ready chan struct{} // closed when the job has a slot; nil for jobs of Enqueue
	held  bool
	leaf  *branch       // nil unless the job waits
	place *list.Element // in leaf.order
}

// Enqueue calls j.Start in a new goroutine as soon as j has a slot. It does not wait for that. The caller must call Release when
// the work ends.
func (p *Pool) Enqueue(j *Job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	j.ready = nil
	p.enqueue(j)
}

// enqueue grants j a slot, or appends j to the queue. p.mu must be held.
func (p *Pool) enqueue(j *Job) {
	j.pool = p
	if p.length == 0 && p.hasSlot(j.Owner) {
		p.grant(j)
		return
	}
	p.push(j)
	p.dispatch()
}

// Acquire waits for a slot and returns a job that holds it. The caller must call Release. If ctx ends first, Acquire returns the
// error of ctx and a job without a slot.
func (p *Pool) Acquire(ctx context.Context, o Owner) (*Job, error) {
	j := &Job{Owner: o}
	return j, p.acquire(ctx, j)
}

// acquire waits until j has a slot. If ctx ends first, it returns the error of ctx, and j has no slot.
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

// Release releases the slot of j. It does nothing if j holds no slot, so a second call is harmless. j may be nil.
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

// Move releases the slot of j and waits for a slot of another pool. If ctx ends first, it returns the error of ctx, and j has no
// slot.
func (j *Job) Move(ctx context.Context, to *Pool) error {
	j.Release()
	return to.acquire(ctx, j)
}

// hasSlot reports whether an owner may have one more slot. p.mu must be held.
func (p *Pool) hasSlot(o Owner) bool {
	free := p.size - p.held
	return free > p.reserve || free > 0 && !p.isCapped(o)
}

// isCapped reports whether an owner has reached its share at any level. p.mu must be held.
func (p *Pool) isCapped(o Owner) bool {
	for level := class; level <= conn; level++ {
		if p.isCappedAt(level, o) {
			return true
		}
	}
	return false
}

// isCappedAt reports whether an owner has reached its share at one level. p.mu must be held.
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

// grant gives j a slot and starts it. p.mu must be held.
func (p *Pool) grant(j *Job) {
	j.held = true
	p.count(j.Owner, 1)
	if j.ready != nil {
		close(j.ready)
		return
	}
	go j.Start()
}

// release releases the slot of j and grants it to a waiting job. p.mu must be held.
func (p *Pool) release(j *Job) {
	j.held = false
	p.count(j.Owner, -1)
	p.dispatch()
}

// count adds n to the numbers of slots that an owner holds. p.mu must be held.
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

// add adds n to a count. It deletes counts that become 0.
func add[K comparable](counts map[K]int, key K, n int) {
	if counts[key] += n; counts[key] == 0 {
		delete(counts, key)
	}
}

// dispatch grants the free slots to waiting jobs. p.mu must be held.
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
