package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"chattr/internal/model"
)

// reconnectScenario are the subscribers that reconnect when the server was killed, and the posters, which never stop.
type reconnectScenario struct {
	target      *target
	subscribers []*reconnectingSubscriber
	heads       []atomic.Int64 // for each channel, the number of the last acknowledged event
	killed      atomic.Int64   // the time of the last kill, since started; 0: not killed yet
	resting     atomic.Bool    // the posters have been told to stop
	ending      atomic.Bool
	failed      context.CancelCauseFunc
}

// startReconnectScenario starts n subscribers, distributed evenly over the channels, and the posters. The returned context ends
// with the first error.
func startReconnectScenario(ctx context.Context, t *target, n int) (*reconnectScenario, context.Context, error) {
	ctx, failed := context.WithCancelCause(ctx)
	s := &reconnectScenario{target: t, heads: make([]atomic.Int64, len(t.channels)), subscribers: make([]*reconnectingSubscriber, n), failed: failed}
	err := inParallel(concurrentDials, n, func(i int) error {
		v := &reconnectingSubscriber{subscriber: subscriber{target: t, index: i, channel: i % len(t.channels)}, reconnectScenario: s}
		cursor, err := v.join(ctx)
		v.cursor = cursor.String()
		v.last.Store(cursor.Number)
		s.subscribers[i] = v
		if err == nil {
			go v.run(ctx) // immediately: a server closes connections that do not respond to pings, also while the others connect
		}
		return err
	})
	if err != nil {
		s.end()
		return nil, ctx, err
	}
	var next atomic.Int64
	begin := time.Now()
	for range reconnectPosters {
		go s.post(ctx, begin, &next)
	}
	return s, ctx, nil
}

// post posts at reconnectPostRate. It continues during outages.
func (s *reconnectScenario) post(ctx context.Context, begin time.Time, next *atomic.Int64) {
	for !s.resting.Load() && ctx.Err() == nil {
		n := next.Add(1) - 1
		pause(ctx, time.Until(begin.Add(time.Duration(n)*time.Second/reconnectPostRate)))
		channel := int(n) % len(s.heads)
		raw, err := s.target.channels[channel].post(ctx)
		if err != nil {
			pause(ctx, 20*time.Millisecond) // the server does not run: do not retry in a tight loop
			continue
		}
		cursor, _ := model.ParseCursor(raw)
		s.acknowledge(channel, cursor.Number)
	}
}

// acknowledge records that an event of a channel was acknowledged.
func (s *reconnectScenario) acknowledge(channel int, number int64) {
	head := &s.heads[channel]
	for known := head.Load(); known < number && !head.CompareAndSwap(known, number); known = head.Load() {
	}
}

// caughtUp waits until all subscribers have received the events that were acknowledged by then. It returns how long after the kill
// each of them had.
func (s *reconnectScenario) caughtUp(ctx context.Context) ([]time.Duration, error) {
	for deadline := time.Now().Add(timeout); ; pause(ctx, 10*time.Millisecond) {
		delays, killed := make([]time.Duration, 0, len(s.subscribers)), s.killed.Load()
		for _, v := range s.subscribers {
			if caught := v.caught.Load(); caught > killed {
				delays = append(delays, time.Duration(caught-killed))
			}
		}
		switch {
		case len(delays) == len(s.subscribers):
			return delays, nil
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case time.Now().After(deadline):
			return nil, fmt.Errorf("only %d of %d subscribers caught up within %v", len(delays), len(s.subscribers), timeout)
		}
	}
}

// verify waits until every subscriber has received the last event of its channel. follow checks that no number is missing or
// repeated before that.
func (s *reconnectScenario) verify(ctx context.Context) error {
	pause(ctx, time.Second) // so that the last posts end
	heads := make([]int64, len(s.heads))
	for i, c := range s.target.channels {
		var data struct {
			Channel struct{ Messages struct{ ResumeCursor string } }
		}
		document := fmt.Sprintf(`{channel(id:%q){messages(last:1){resumeCursor}}}`, c.id)
		if err := s.target.graphQL(ctx, &data, document); err != nil {
			return err
		}
		cursor, err := model.ParseCursor(data.Channel.Messages.ResumeCursor)
		if err != nil {
			return err
		}
		heads[i] = cursor.Number
		if heads[i] < s.heads[i].Load() {
			return fmt.Errorf("the last event of channel %d is %d, but %d was acknowledged", i, heads[i], s.heads[i].Load())
		}
	}
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); pause(ctx, 10*time.Millisecond) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if s.at(heads) {
			return nil
		}
	}
	return errors.New("not every subscriber has received the last event of its channel")
}

// at reports whether every subscriber has received the last event of its channel.
func (s *reconnectScenario) at(heads []int64) bool {
	for _, v := range s.subscribers {
		if v.last.Load() != heads[v.channel] {
			return false
		}
	}
	return true
}

func (s *reconnectScenario) end() {
	s.resting.Store(true)
	s.ending.Store(true)
	s.failed(nil)
	for _, v := range s.subscribers {
		if v != nil {
			v.stop()
		}
	}
}
