package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"chattr/model"
)

// groups are the equal subscriptions of this instance: same channel, same selection, same variables below the root. An event
// is executed once for a group and its bytes are sent to all of it.
type groups struct {
	execute func(ctx context.Context, op *graphql.OperationContext, e *model.ChannelEvent) []byte

	mu     sync.Mutex
	byKey  map[groupKey]*group
	oldest []remembered // what payloads there are, in the order in which they were made
	bytes  int          // of all of them
}

type groupKey struct {
	channel   model.ID
	selection string
}

type group struct {
	all *groups
	key groupKey
	op  *graphql.OperationContext // of the first member; of its variables only those of the key matter

	executing sync.Mutex

	// guarded by all.mu:
	members  int
	payloads map[*model.ChannelEvent][]byte
}

// remembered is a payload that is kept until newer ones need its place; it is made again when somebody asks for it.
type remembered struct {
	group *group
	event *model.ChannelEvent
	bytes int
}

const (
	// maxPayloads bounds what all payloads of an instance hold, whatever the number of documents.
	maxPayloads = 64 << 20
	// payloadOverhead is about what remembering a payload costs beside its bytes.
	payloadOverhead = 256
	// payloadsPerGroup is how many are worth keeping: whoever is further behind reads pages of their own.
	payloadsPerGroup = 256
)

func newGroups(execute func(context.Context, *graphql.OperationContext, *model.ChannelEvent) []byte) *groups {
	return &groups{execute: execute, byKey: map[groupKey]*group{}}
}

// size is how many groups there are, and what their payloads hold.
func (gs *groups) size() (groups, bytes int) {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	return len(gs.byKey), gs.bytes
}

func (gs *groups) join(key groupKey, op *graphql.OperationContext) *group {
	gs.mu.Lock()
	defer gs.mu.Unlock()
	g := gs.byKey[key]
	if g == nil {
		g = &group{all: gs, key: key, op: op, payloads: map[*model.ChannelEvent][]byte{}}
		gs.byKey[key] = g
	}
	g.members++
	return g
}

func (g *group) leave() {
	g.all.mu.Lock()
	defer g.all.mu.Unlock()
	if g.members--; g.members == 0 {
		delete(g.all.byKey, g.key)
		g.all.evict()
	}
}

// payload is the event as this group selected it. Events are never changed, only replaced, so what is remembered of one
// stays right.
func (g *group) payload(e *model.ChannelEvent) []byte {
	if p := g.remembered(e); p != nil {
		return p
	}
	g.executing.Lock()
	defer g.executing.Unlock()
	if p := g.remembered(e); p != nil {
		return p
	}
	// SECURITY: executed for nobody, so that a field which needs somebody fails instead of leaking.
	p := g.all.execute(context.Background(), g.op, e)
	g.remember(e, p)
	return p
}

func (g *group) remembered(e *model.ChannelEvent) []byte {
	g.all.mu.Lock()
	defer g.all.mu.Unlock()
	return g.payloads[e]
}

func (g *group) remember(e *model.ChannelEvent, payload []byte) {
	gs := g.all
	gs.mu.Lock()
	defer gs.mu.Unlock()
	g.payloads[e] = payload
	gs.oldest = append(gs.oldest, remembered{group: g, event: e, bytes: len(payload) + payloadOverhead})
	gs.bytes += len(payload) + payloadOverhead
	gs.evict()
}

// evict makes room, oldest first. Needs the lock.
func (gs *groups) evict() {
	for len(gs.oldest) > 0 && (gs.bytes > maxPayloads || len(gs.oldest) > payloadsPerGroup*len(gs.byKey)) {
		r := gs.oldest[0]
		delete(r.group.payloads, r.event)
		gs.bytes -= r.bytes
		gs.oldest[0] = remembered{}
		gs.oldest = gs.oldest[1:]
	}
}
