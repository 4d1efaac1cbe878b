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
