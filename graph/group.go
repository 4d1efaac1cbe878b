package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/model"
)

// group is the equal subscriptions of this instance: same channel, same selection, same variables below the root. An event is
// executed once for a group, and its bytes are sent to all members.
type group struct {
	all  *groups
	key  groupKey
	op   *graphql.OperationContext // of the first member; of its variables only those of the key matter
	size func(*model.ChannelEvent) int

	// guarded by all.mu:
	members    int
	executions map[*model.ChannelEvent]*execution // that are wanted, or done and remembered
	wanted     []*execution                       // in the order in which they were asked for
	used       time.Duration                      // how long executions took, see groups.clock
	took       time.Duration                      // how long the last one took
	rank       time.Duration                      // of those that wait, the group with the lowest is served next
	index      int                                // in all.waiting
	executing  bool
}

type groupKey struct {
	channel   model.ID
	selection string
}

// execution is one event as a group selected it. Events are never changed, only replaced, so the payload of an event stays right.
type execution struct {
	group *group
	event *model.ChannelEvent

	// guarded by groups.mu:
	payload []byte // nil until it is done
	waiting []func()
}

// ask returns the execution of an event, and its payload if it is done.
func (g *group) ask(e *model.ChannelEvent) (x *execution, payload []byte) {
	x, payload, here := g.find(e)
	if here {
		g.all.do(x)
		payload = x.payload // without the lock: this goroutine wrote it, in do, and nothing writes it again
	}
	return x, payload
}

// find returns the execution of an event, which it adds if there is none. here reports whether the caller must do it now.
func (g *group) find(e *model.ChannelEvent) (x *execution, payload []byte, here bool) {
	gs := g.all
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if x = g.executions[e]; x != nil {
		return x, x.payload, false
	}
	x = &execution{group: g, event: e}
	g.executions[e] = x
	if here = gs.takeHere(g, e); !here {
		g.wanted = append(g.wanted, x)
		gs.enqueue(g)
	}
	return x, nil, here
}

// result returns the payload if the execution is done. If not, wake is called when it is, unless wake is nil.
func (x *execution) result(wake func()) []byte {
	x.group.all.mu.Lock()
	defer x.group.all.mu.Unlock()
	if x.payload == nil && wake != nil {
		x.waiting = append(x.waiting, wake)
	}
	return x.payload
}

// leave undoes one join. A group without members executes nothing more.
func (g *group) leave() {
	gs := g.all
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if g.members--; g.members == 0 {
		delete(gs.byKey, g.key)
		g.wanted = nil
		gs.dequeue(g)
		gs.evict()
	}
}

// execute makes the payload of an event. It never returns nil.
func (g *group) execute(e *model.ChannelEvent) []byte {
	// SECURITY: executed without a viewer, so that a field which needs one fails instead of leaking.
	return g.all.execute(context.Background(), g.op, e)
}
