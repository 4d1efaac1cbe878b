package fairslots

import "container/list"

// The levels of the queue below the root, in order.
const (
	class   = iota + 1 // jobs with a credential, or without
	address            // the address of the client
	user
	conn
)

// branch is a node of the queue, which is a tree. It holds the branches below it or, at the level conn, the jobs of one
// connection, in the order in which they are served.
type branch struct {
	above *branch
	place *list.Element // in above.order
	key   any
	owner Owner // the owner of the first job; only the fields down to the level of the branch are used

	below map[any]*branch
	order *list.List // of *branch, or of *Job at the level conn
}

// keyAt returns the key of j's branch at that level. A job without a connection has its own branch at the level conn.
func (j *Job) keyAt(level int) any {
	switch {
	case level == class:
		return j.Owner.User == 0
	case level == address:
		return j.Owner.Address
	case level == user:
		return j.Owner.User
	case j.Owner.Conn != nil:
		return j.Owner.Conn
	}
	return j
}

// push appends j to the queue. p.mu must be held.
func (p *Pool) push(j *Job) {
	b := p.waiting
	for level := class; level <= conn; level++ {
		b = b.branch(j.keyAt(level), j.Owner)
	}
	j.leaf, j.place = b, b.order.PushBack(j)
	p.length++
}

// branch returns the branch below b with that key. If there is none, it creates one at the end of the order.
func (b *branch) branch(key any, o Owner) *branch {
	if found := b.below[key]; found != nil {
		return found
	}
	created := &branch{above: b, key: key, owner: o, order: list.New()}
	created.place = b.order.PushBack(created)
	if b.below == nil {
		b.below = map[any]*branch{}
	}
	b.below[key] = created
	return created
}

// remove removes j from the queue, with the branches that become empty. It does nothing if j is not in the queue. p.mu must be
// held.
func (p *Pool) remove(j *Job) {
	b := j.leaf
	if b == nil {
		return
	}
	b.order.Remove(j.place)
	j.leaf, j.place = nil, nil
	p.length--
	for b.above != nil && b.order.Len() == 0 {
		b.above.order.Remove(b.place)
		delete(b.above.below, b.key)
		b = b.above
	}
}

// next returns the next job to serve of those below b, which is at that level. It returns nil if all their owners have their
// share. It moves each branch that it visits to the end of the order. p.mu must be held.
func (p *Pool) next(b *branch, level int) *Job {
	if level == conn {
		return b.order.Front().Value.(*Job)
	}
	spare := p.size-p.held > p.reserve // shares apply only to the reserve
	for range b.order.Len() {
		place := b.order.Front()
		b.order.MoveToBack(place)
		below := place.Value.(*branch)
		if !spare && p.isCappedAt(level+1, below.owner) {
			continue
		}
		if j := p.next(below, level+1); j != nil {
			return j
		}
	}
	return nil
}
