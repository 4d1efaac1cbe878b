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

// groups executes events for all groups of this instance, on goroutines that do nothing else, so that writing to sockets does not wait for
// an execution. There is one exception: if no execution waits or runs, the caller executes a short event itself, as long as this takes
// a small part of the time. That saves serving each socket twice, which costs more than the execution.
//
// The next execution is that of the group whose executions will have taken the least time after it. So a group with short executions
// waits for those that are running, and not for the queues of other groups, whatever their number and their time.
type groups struct {
	execute       func(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) []byte
	maxGoroutines int

	mu         sync.Mutex
	byKey      map[groupKey]*group
	goroutines int
	waiting    groupHeap     // groups that want an execution and have none running
	clock      time.Duration // the used time of the group whose execution was started last
	longAt     time.Time     // when the next long execution may begin
	timer      bool          // whether goroutines are started then
	callersAt  time.Time     // until when the callers have used their share of the time
	cached     []*execution  // whose payloads are kept, in the order in which they were done
	bytes      int           // of all of them
}

const (
	// maxPayloads limits the bytes of all payloads that an instance keeps, whatever the number of documents.
	maxPayloads = 8 << 20
	// payloadOverhead is about how many bytes keeping a payload takes in addition to its own.
	payloadOverhead = 256
	// payloadsPerGroup is how many payloads are kept: a stream that is further behind reads pages of its own.
	payloadsPerGroup = 256

	// idleCredit is how far behind the clock a group starts that was idle. Until it has used this time, it is executed before the groups
	// that were never idle.
	idleCredit = 100 * time.Millisecond

	// The expected time of the first execution of a group, and of each byte of its payload.
	expectedTime    = 20 * time.Microsecond
	expectedPerByte = 10 * time.Nanosecond

	// After an execution with a payload of about longBytes or more, the next one of this kind waits as long as that took, at most
	// longPause. So these executions take half of the time of the goroutines, and posting, writing and reading have the rest.
	longBytes = 2 * writeSize
	longPause = 20 * time.Millisecond

	// A caller may do an execution itself if its payload has about callerBytes at most. Together these executions take at most one part in
	// callerShare of the time, or callerBurst after a pause.
	callerBytes = 8 << 10
	callerShare = 4
	callerBurst = 2 * time.Millisecond
)

// newGroups returns groups whose events are executed with execute.
func newGroups(execute func(context.Context, *graphql.OperationContext, *model.ChannelEvent) []byte) *groups {
	return &groups{execute: execute, maxGoroutines: max(1, runtime.GOMAXPROCS(0)/2), byKey: map[groupKey]*group{}}
}

// size returns the number of groups, and the bytes of the payloads that are kept.
func (gs *groups) size() (groups, bytes int) {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	return len(gs.byKey), gs.bytes
}

// join adds a member to the group of that key and returns the group. The caller must call leave. A new group executes op.
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

// enqueue lets the executions be done that g wants. gs.mu must be held.
func (gs *groups) enqueue(g *group) {
	if g.executing || g.index != notWaiting || len(g.wanted) == 0 {
		return
	}
	g.used = max(g.used, gs.clock-idleCredit)
	g.rank = g.used + g.expected()
	heap.Push(&gs.waiting, g)
	gs.startGoroutine()
}

// startGoroutine starts a goroutine, unless the limit is reached. gs.mu must be held.
func (gs *groups) startGoroutine() {
	if gs.goroutines < gs.maxGoroutines {
		gs.goroutines++
		go gs.run()
	}
}

// dequeue removes g from the groups that wait. gs.mu must be held.
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

// assignToCaller reports whether the caller must do the execution, with executeInCaller. gs.mu must be held.
func (gs *groups) assignToCaller(g *group, e *model.ChannelEvent) bool {
	if gs.goroutines >= gs.maxGoroutines || len(gs.waiting) > 0 || g.executing || g.size(e) > callerBytes {
		return false
	}
	now := time.Now()
	if gs.callersAt.Sub(now) > callerBurst*callerShare {
		return false
	}
	gs.goroutines++
	g.executing = true
	return true
}

// executeInCaller does an execution for which assignToCaller returned true.
func (gs *groups) executeInCaller(x *execution) {
	started := time.Now()
	gs.complete(x)
	now := time.Now()
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if gs.callersAt.Before(started) {
		gs.callersAt = started
	}
	gs.callersAt = gs.callersAt.Add(now.Sub(started) * callerShare)
	gs.goroutines--
	if len(gs.waiting) > 0 {
		gs.startGoroutine()
	}
}

// complete creates the payload of x and wakes the tasks that wait for it.
func (gs *groups) complete(x *execution) {
	started := time.Now()
	payload := x.group.execute(x.event)
	for _, wake := range gs.finish(x, payload, time.Since(started)) {
		wake()
	}
}

// next returns the next execution, nil if there is none now.
func (gs *groups) next() *execution {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if len(gs.waiting) == 0 || gs.isPaused(gs.waiting[0]) {
		gs.goroutines--
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

// isPaused reports whether g must wait because long executions have used their share of the time. gs.mu must be held.
func (gs *groups) isPaused(g *group) bool {
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
			for range min(len(gs.waiting), gs.maxGoroutines-gs.goroutines) {
				gs.startGoroutine()
			}
		})
	}
	return true
}

// finish keeps a payload and returns the functions that wake the tasks that wait for it.
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
	gs.cached = append(gs.cached, x)
	gs.bytes += len(payload) + payloadOverhead
	gs.evict()
	return waiting
}

// evict drops the oldest payloads until the others are within the limits. Tasks that wait for a payload keep it. gs.mu must be held.
func (gs *groups) evict() {
	for len(gs.cached) > 0 && (gs.bytes > maxPayloads || len(gs.cached) > payloadsPerGroup*len(gs.byKey)) {
		x := gs.cached[0]
		delete(x.group.executions, x.event)
		gs.bytes -= len(x.payload) + payloadOverhead
		gs.cached[0] = nil
		gs.cached = gs.cached[1:]
	}
}

// expected returns how long the next execution will probably take. gs.mu must be held.
func (g *group) expected() time.Duration {
	if g.took > 0 {
		return g.took
	}
	return expectedTime + time.Duration(g.size(g.wanted[0].event))*expectedPerByte
}

// groupHeap is a heap of groups. The first one is executed next.
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

// group is the equal subscriptions of this instance: the same channel, the same selection, the same variables below the root. An event is
// executed once for a group, and all members receive the same bytes.
type group struct {
	all  *groups
	key  groupKey
	op   *graphql.OperationContext // of the first member; of its variables only those of the key matter
	size func(*model.ChannelEvent) int

	// guarded by all.mu:
	members    int
	executions map[*model.ChannelEvent]*execution // that are wanted, or done and kept
	wanted     []*execution                       // in the order in which they were requested
	used       time.Duration                      // how long executions took, see groups.clock
	took       time.Duration                      // how long the last one took
	rank       time.Duration                      // the waiting group with the lowest rank is executed next
	index      int                                // in all.waiting
	executing  bool
}

type groupKey struct {
	channel   model.ID
	selection string
}

// execution is one event with the selection of a group. Events are never changed, only replaced, so the payload of an event stays valid.
type execution struct {
	group *group
	event *model.ChannelEvent

	// guarded by groups.mu:
	payload []byte // nil until it is done
	waiting []func()
}

// ask returns the execution of an event, and its payload if it is done.
func (g *group) ask(e *model.ChannelEvent) (x *execution, payload []byte) {
	x, payload, inCaller := g.find(e)
	if inCaller {
		g.all.executeInCaller(x)
		payload = x.payload // without the lock: this goroutine wrote it, in executeInCaller, and nothing writes it again
	}
	return x, payload
}

// find returns the execution of an event, and adds it if there is none. inCaller reports whether the caller must do it now.
func (g *group) find(e *model.ChannelEvent) (x *execution, payload []byte, inCaller bool) {
	gs := g.all
	gs.mu.Lock()
	defer gs.mu.Unlock()
	if x = g.executions[e]; x != nil {
		return x, x.payload, false
	}
	x = &execution{group: g, event: e}
	g.executions[e] = x
	if inCaller = gs.assignToCaller(g, e); !inCaller {
		g.wanted = append(g.wanted, x)
		gs.enqueue(g)
	}
	return x, nil, inCaller
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

// leave removes a member. A group without members executes nothing more.
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

// execute returns the payload of an event. It never returns nil.
func (g *group) execute(e *model.ChannelEvent) []byte {
	// SECURITY: the context has no actor, so that a field that needs one fails and cannot disclose the data of one viewer to others.
	return g.all.execute(context.Background(), g.op, e)
}
