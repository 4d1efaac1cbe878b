package graph

import (
	"container/heap"
	"context"
	"runtime"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/model"
)

// groups executes events for all groups of this instance, on goroutines that do nothing else: writing to sockets does not wait for
// an execution. There is one exception: if no execution waits or runs, the caller executes a short event itself, as long as this takes
// a small part of the time. That saves serving each socket twice, which costs more than the execution.
//
// The group is served next whose executions will have taken the least time after its next one. So a group with short executions
// waits for those that are running, and not for the queues of other groups, however many there are and however long theirs take.
type groups struct {
	execute func(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) []byte
	most    int // goroutines

	mu      sync.Mutex
	byKey   map[groupKey]*group
	busy    int           // goroutines
	waiting groupHeap     // groups that want an execution and have none running
	clock   time.Duration // used of the group that was served last
	longAt  time.Time     // when the next long execution may begin
	timer   bool          // whether run is called then
	hereAt  time.Time     // until when the callers have used up their share
	oldest  []*execution  // that are remembered, in the order in which they were done
	bytes   int           // of all of them
}

const (
	// maxPayloads bounds what all remembered payloads of an instance hold, whatever the number of documents.
	maxPayloads = 8 << 20
	// payloadOverhead is about what remembering a payload costs beside its bytes.
	payloadOverhead = 256
	// payloadsPerGroup is how many are worth keeping: a stream that is further behind reads pages of its own.
	payloadsPerGroup = 256

	// idleCredit is how far behind the clock a group may begin that was idle. It is served before the groups that were always
	// busy until it has used this time.
	idleCredit = 100 * time.Millisecond

	// What the first execution of a group is expected to take, and more for each byte of its payload.
	expectedTime   = 20 * time.Microsecond
	expectedByByte = 10 * time.Nanosecond

	// After an execution with a payload of about longBytes or more, the next one of this kind waits as long as it took, at most
	// longPause: they take half of the time of the goroutines, so that posting, writing and reading have the rest.
	longBytes = 2 * writeSize
	longPause = 20 * time.Millisecond

	// A caller may do an execution itself if its payload has about hereBytes at most. Together these executions take one part of
	// hereShare of the time, or hereBurst after a pause.
	hereBytes = 8 << 10
	hereShare = 4
	hereBurst = 2 * time.Millisecond
)

func newGroups(execute func(context.Context, *graphql.OperationContext, *model.ChannelEvent) []byte) *groups {
	return &groups{execute: execute, most: max(1, runtime.GOMAXPROCS(0)/2), byKey: map[groupKey]*group{}}
}

// size returns how many groups there are, and what their payloads hold.
func (gs *groups) size() (groups, bytes int) {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	return len(gs.byKey), gs.bytes
}

// join returns the group of that key with one member more. A new group executes op.
func (gs *groups) join(key groupKey, op *graphql.OperationContext) *group {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	g := gs.byKey[key]
	if g == nil {
		g = &group{
			all: gs, key: key, op: op, size: weightOf(op).size, executions: map[*model.ChannelEvent]*execution{},
			used: gs.clock, index: notWaiting,
		}
		gs.byKey[key] = g
	}
	g.members++
	return g
}

// enqueue has the executions done that g wants. gs.mu must be held.
func (gs *groups) enqueue(g *group) {
	if g.executing || g.index != notWaiting || len(g.wanted) == 0 {
		return
	}
	g.used = max(g.used, gs.clock-idleCredit)
	g.rank = g.used + g.expected()
	heap.Push(&gs.waiting, g)
	gs.start()
}

// start begins to execute, if there is a goroutine for it. gs.mu must be held.
func (gs *groups) start() {
	if gs.busy < gs.most {
		gs.busy++
		go gs.run()
	}
}

// dequeue takes g out of those that wait. gs.mu must be held.
func (gs *groups) dequeue(g *group) {
	if g.index != notWaiting {
		heap.Remove(&gs.waiting, g.index)
	}
}

// run executes until nothing is wanted.
func (gs *groups) run() {
	for x := gs.next(); x != nil; x = gs.next() {
		gs.complete(x)
	}
}

// takeHere reports whether the caller must do the execution, with do. gs.mu must be held.
func (gs *groups) takeHere(g *group, e *model.ChannelEvent) bool {
	if gs.busy >= gs.most || len(gs.waiting) > 0 || g.executing || g.size(e) > hereBytes {
		return false
	}
	now := time.Now()
	if gs.hereAt.Sub(now) > hereBurst*hereShare {
		return false
	}
	gs.busy++
	g.executing = true
	return true
}

// do does an execution for which takeHere returned true.
func (gs *groups) do(x *execution) {
	began := time.Now()
	gs.complete(x)
	now := time.Now()
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if gs.hereAt.Before(began) {
		gs.hereAt = began
	}
	gs.hereAt = gs.hereAt.Add(now.Sub(began) * hereShare)
	gs.busy--
	if len(gs.waiting) > 0 {
		gs.start()
	}
}

// complete makes the payload of x and wakes those that wait for it.
func (gs *groups) complete(x *execution) {
	began := time.Now()
	payload := x.group.execute(x.event)
	for _, wake := range gs.finish(x, payload, time.Since(began)) {
		wake()
	}
}

// next returns the execution that is to be done now, nil if there is none.
func (gs *groups) next() *execution {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if len(gs.waiting) == 0 || gs.paused(gs.waiting[0]) {
		gs.busy--
		return nil
	}
	g := heap.Pop(&gs.waiting).(*group)
	gs.clock = max(gs.clock, g.used)
	g.executing = true
	x := g.wanted[0]
	g.wanted[0] = nil
	g.wanted = g.wanted[1:]
	return x
}

// paused reports whether g has to wait because long executions took their share. gs.mu must be held.
func (gs *groups) paused(g *group) bool {
	wait := time.Until(gs.longAt)
	if wait <= 0 || g.size(g.wanted[0].event) < longBytes {
		return false
	}
	if !gs.timer {
		gs.timer = true
		time.AfterFunc(wait, func() {
			gs.mu.Lock()
			defer gs.mu.Unlock()
			gs.timer = false
			for range min(len(gs.waiting), gs.most-gs.busy) {
				gs.start()
			}
		})
	}
	return true
}

// finish remembers a payload and returns the functions to call for those that wait for it.
func (gs *groups) finish(x *execution, payload []byte, took time.Duration) (waiting []func()) {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	g := x.group
	g.used += took
	g.took = took
	if len(payload) >= longBytes {
		gs.longAt = time.Now().Add(min(took, longPause))
	}
	g.executing = false
	gs.enqueue(g)
	x.payload = payload
	waiting, x.waiting = x.waiting, nil
	gs.oldest = append(gs.oldest, x)
	gs.bytes += len(payload) + payloadOverhead
	gs.evict()
	return waiting
}

// evict forgets payloads until the others are within the limits, oldest first. Subscriptions that wait for one keep it. gs.mu must
// be held.
func (gs *groups) evict() {
	for len(gs.oldest) > 0 && (gs.bytes > maxPayloads || len(gs.oldest) > payloadsPerGroup*len(gs.byKey)) {
		x := gs.oldest[0]
		delete(x.group.executions, x.event)
		gs.bytes -= len(x.payload) + payloadOverhead
		gs.oldest[0] = nil
		gs.oldest = gs.oldest[1:]
	}
}

// expected returns how long the next execution will probably take. gs.mu must be held.
func (g *group) expected() time.Duration {
	if g.took > 0 {
		return g.took
	}
	return expectedTime + time.Duration(g.size(g.wanted[0].event))*expectedByByte
}

// groupHeap has the group first that is served next.
type groupHeap []*group

// notWaiting is the index of a group that is not in the heap.
const notWaiting = -1

func (h groupHeap) Len() int           { return len(h) }
func (h groupHeap) Less(i, j int) bool { return h[i].rank < h[j].rank }

func (h groupHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push is for container/heap.
func (h *groupHeap) Push(g any) {
	g.(*group).index = len(*h)
	*h = append(*h, g.(*group))
}

// Pop is for container/heap.
func (h *groupHeap) Pop() any {
	last := len(*h) - 1
	g := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	g.index = notWaiting
	return g
}

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
