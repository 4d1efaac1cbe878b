package graph

import (
	"context"

	"chattr/internal/graphqlws"
	"chattr/internal/metrics"
	"chattr/internal/model"
	"chattr/internal/stream"
)

const (
	maxTaken = 8 // events at a time

	// aloneBytes is the least that an event is estimated at that is executed for one viewer alone: it may have lists.
	aloneBytes = 8 << 10
)

// follow returns the results of a stream's next events that can be had without waiting. What has to be executed is asked for,
// as far as the portion allows.
func (t *task) follow(out []delivery, p graphqlws.Portion) (_ []delivery, state graphqlws.State) {
	before := len(out)
	if out, state = t.collect(out, p); len(out) > before {
		t.at = out[len(out)-1].event.Cursor()
		t.streams.Delivered(len(out) - before)
	}
	return out, state
}

func (t *task) collect(out []delivery, p graphqlws.Portion) ([]delivery, graphqlws.State) {
	t.asked = p.Requested
	t.takeBack()
	for {
		var finished bool
		if out, p.Bytes, finished = t.deliver(out, p.Bytes); !finished {
			return out, graphqlws.Idle
		}
		if p.Bytes <= 0 {
			return out, graphqlws.More
		}
		if len(t.taken) > 0 {
			return out, graphqlws.Blocked
		}
		left := writeSize - int(p.Requested.Load())
		if left <= 0 {
			return out, graphqlws.Deferred
		}
		var scratch [maxTaken]*model.ChannelEvent
		events, status := t.stream.Take(scratch[:0], stream.Limit{Events: maxTaken, Bytes: min(left, p.Bytes), Size: t.size})
		out, p.Bytes = t.askFor(out, events, p.Bytes)
		switch {
		case len(t.waiting) > 0:
		case len(t.taken) > 0 || status == stream.Behind:
			return out, graphqlws.Blocked
		case status == stream.Ended:
			t.ended, t.reason = true, t.stream.Err()
			return out, graphqlws.Done
		case status == stream.Idle:
			return out, graphqlws.Idle
		}
	}
}

// takeBack has events taken again that were taken and not delivered, if the stream says that they are stale.
//
// SECURITY: a deleted text, or an event after the end of access, is not delivered because it was taken before.
func (t *task) takeBack() {
	if len(t.waiting)+len(t.taken)+len(t.pending) > 0 && t.stream.Stale() {
		t.forget()
		t.stream.Rewind(t.at)
	}
}

// forget drops what was taken and not delivered.
func (t *task) forget() {
	t.waiting, t.taken, t.pending, t.awaited = nil, nil, nil, nil
	t.settle(t.owed)
}

// askFor asks for the executions of events that were just taken. As long as they are done and bytes are left, it delivers them.
func (t *task) askFor(out []delivery, events []*model.ChannelEvent, bytes int) ([]delivery, int) {
	for _, e := range events {
		if t.group == nil {
			t.owe(e)
			t.taken = append(t.taken, e)
			continue
		}
		x, payload := t.group.ask(e)
		if payload != nil && len(t.waiting) == 0 && bytes > 0 {
			out = append(out, delivery{payload: payload, event: e})
			bytes -= len(payload)
			continue
		}
		t.owe(e)
		t.waiting = append(t.waiting, x)
	}
	return out, bytes
}

// deliver returns what was executed, until the bytes are used up. finished reports false if the next execution is not done.
func (t *task) deliver(out []delivery, bytes int) (_ []delivery, left int, finished bool) {
	for ; len(t.pending) > 0 && bytes > 0; t.pending = t.pending[1:] {
		d := t.pending[0]
		t.pending[0] = delivery{}
		t.settle(t.size(d.event))
		out = append(out, d)
		bytes -= len(d.payload)
	}
	for len(t.waiting) > 0 && bytes > 0 {
		x := t.waiting[0]
		payload := t.result(x)
		if payload == nil {
			return out, bytes, false
		}
		t.waiting[0] = nil
		if t.waiting = t.waiting[1:]; len(t.waiting) == 0 {
			t.waiting = nil
		}
		t.settle(t.size(x.event))
		out = append(out, delivery{payload: payload, event: x.event})
		bytes -= len(payload)
	}
	return out, bytes, true
}

// result returns the payload of an execution. If it is not done, t is woken, once, when it is.
func (t *task) result(x *execution) []byte {
	wake := t.wake
	if t.awaited == x {
		wake = nil
	}
	t.awaited = x
	return x.result(wake)
}

// owe records that an event was asked for.
func (t *task) owe(e *model.ChannelEvent) {
	size := t.size(e)
	t.owed += size
	t.asked.Add(int64(size))
}

// settle records that of what was asked for, size bytes are delivered or given up.
func (t *task) settle(size int) {
	if t.owed -= size; t.asked != nil {
		t.asked.Add(-int64(size))
	}
}

// size returns about how many bytes the payload of an event takes.
func (t *task) size(e *model.ChannelEvent) int {
	if t.group != nil {
		return t.group.size(e)
	}
	return aloneBytes + weightOf(t.op).size(e)
}

// executeAlone executes the events that were taken for this viewer alone, until they fill a write.
func (t *task) executeAlone(ctx context.Context) {
	ctx = withActor(ctx, t.stream.Actor())
	for bytes := 0; len(t.taken) > 0 && bytes < writeSize; {
		t.o.metrics.Executed(metrics.ForViewer)
		payload := t.o.execute(ctx, t.op, t.taken[0])
		if payload == nil {
			return // the reader has left
		}
		bytes += len(payload)
		t.pending = append(t.pending, delivery{payload: payload, event: t.taken[0]})
		t.taken[0] = nil
		t.taken = t.taken[1:]
	}
}
