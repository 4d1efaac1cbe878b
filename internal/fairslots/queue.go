package fairslots

import "container/list"

// The levels of the queue, from the root.
const (
	class   = iota + 1 // with a credential or without
	address            // of the client
	user
	conn
)

// branch is a part of the queue: the branches below it, or the jobs of one connection, in the order in which they are served.
type branch struct {
	above *branch
	place *list.Element // in above.order
	key   any
	owner Owner // of the jobs below, as far as they have it in common

	below map[any]*branch
	order *list.List // of *branch, or of *Job at the level conn
}

// keyAt returns what tells the owner's branch from others at that level.
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

func (p *Pool) push(j *Job) {
	b := p.waiting
	for level := class; level <= conn; level++ {
		b = b.branch(j.keyAt(level), j.Owner)
	}
	j.leaf, j.place = b, b.order.PushBack(j)
	p.length++
}

// branch returns the branch below b with that key. If there is none, it creates one, which is served last.
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

// remove takes j out of the queue, with the branches that it leaves empty.
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

// next returns the job whose turn it is among those below b. It returns nil if all of them have their share. Each branch that it
// looks at is served last from then on.
func (p *Pool) next(b *branch, level int) *Job {
	if level == conn {
		return b.order.Front().Value.(*Job)
	}
	spare := p.size-p.held > p.reserve // then shares do not count
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
