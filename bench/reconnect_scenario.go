package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"chattr/internal/model"
)

// storm is everybody who comes back when a server was killed, and those who go on posting.
type storm struct {
	target    *target
	survivors []*survivor
	heads     []atomic.Int64 // by channel, the number of the last event that was acknowledged
	killed    atomic.Int64   // when, since started; 0: not yet
	resting   atomic.Bool    // nobody posts any more
	ending    atomic.Bool
	failed    context.CancelCauseFunc
}

// assemble subscribes n times, in turn to each channel, and begins to post. The context ends with what went wrong.
func assemble(ctx context.Context, t *target, n int) (*storm, context.Context, error) {
	ctx, failed := context.WithCancelCause(ctx)
	s := &storm{target: t, heads: make([]atomic.Int64, len(t.channels)), survivors: make([]*survivor, n), failed: failed}
	err := inParallel(dialsAtOnce, n, func(i int) error {
		v := &survivor{subscriber: subscriber{target: t, index: i, channel: i % len(t.channels)}, storm: s}
		cursor, err := v.join(ctx)
		v.cursor = cursor.String()
		v.last.Store(cursor.Number)
		s.survivors[i] = v
		if err == nil {
			go v.live(ctx) // at once: a server lets go of those who answer no ping while the others connect
		}
		return err
	})
	if err != nil {
		s.end()
		return nil, ctx, err
	}
	var turn atomic.Int64
	begin := time.Now()
	for range stormPosters {
		go s.post(ctx, begin, &turn)
	}
	return s, ctx, nil
}

// post goes on through every outage.
func (s *storm) post(ctx context.Context, begin time.Time, turn *atomic.Int64) {
	for !s.resting.Load() && ctx.Err() == nil {
		n := turn.Add(1) - 1
		pause(ctx, time.Until(begin.Add(time.Duration(n)*time.Second/stormRate)))
		channel := int(n) % len(s.heads)
		raw, err := s.target.channels[channel].post(ctx)
		if err != nil {
			pause(ctx, 20*time.Millisecond) // the server is down: no need to spin
			continue
		}
		cursor, _ := model.ParseCursor(raw)
		s.acknowledge(channel, cursor.Number)
	}
}

func (s *storm) acknowledge(channel int, number int64) {
	head := &s.heads[channel]
	for known := head.Load(); known < number && !head.CompareAndSwap(known, number); known = head.Load() {
	}
}

// caughtUp is for each subscriber how long after the kill it had everything that was acknowledged by then.
func (s *storm) caughtUp(ctx context.Context) ([]time.Duration, error) {
	for deadline := time.Now().Add(patience); ; pause(ctx, 10*time.Millisecond) {
		delays, killed := make([]time.Duration, 0, len(s.survivors)), s.killed.Load()
		for _, v := range s.survivors {
			if caught := v.caught.Load(); caught > killed {
				delays = append(delays, time.Duration(caught-killed))
			}
		}
		switch {
		case len(delays) == len(s.survivors):
			return delays, nil
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case time.Now().After(deadline):
			return nil, fmt.Errorf("only %d of %d subscribers caught up within %v", len(delays), len(s.survivors), patience)
		}
	}
}

// verify waits until every subscriber is at the head of its channel. None has left out or seen twice a number on its way:
// its next event is looked at when it comes.
func (s *storm) verify(ctx context.Context) error {
	pause(ctx, time.Second) // the last posts end
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
			return fmt.Errorf("channel %d ends at %d, and %d was acknowledged", i, heads[i], s.heads[i].Load())
		}
	}
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); pause(ctx, 10*time.Millisecond) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if s.at(heads) {
			return nil
		}
	}
	return errors.New("some subscribers did not come to the head of their channel")
}

func (s *storm) at(heads []int64) bool {
	for _, v := range s.survivors {
		if v.last.Load() != heads[v.channel] {
			return false
		}
	}
	return true
}

func (s *storm) end() {
	s.resting.Store(true)
	s.ending.Store(true)
	s.failed(nil)
	for _, v := range s.survivors {
		if v != nil {
			v.leave()
		}
	}
}
