package fairslots

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
)

var (
	home   = netip.MustParseAddr("192.0.2.1")
	office = netip.MustParseAddr("192.0.2.2")
)

// queue is a pool whose jobs hold their slots until the test releases them.
type queue struct {
	*testing.T
	*Pool
	started chan *Job
}

// newQueue returns a queue with size slots.
func newQueue(t *testing.T, size int) *queue {
	return &queue{T: t, Pool: New(size), started: make(chan *Job, 1000)}
}

// add enqueues n jobs of an owner.
func (q *queue) add(n int, o Owner) {
	for range n {
		j := &Job{Owner: o}
		j.Start = func() { q.started <- j }
		q.Enqueue(j)
	}
}

// releaseUntil releases slots in the order in which their jobs started, until a job of o has started. It returns the number of
// released slots.
func (q *queue) releaseUntil(o Owner) (released int) {
	q.Helper()
	for {
		j := <-q.started
		if j.Owner == o {
			return released
		}
		j.Release()
		released++
	}
}

// inUse returns the number of slots in use.
func (q *queue) inUse() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.held
}

func TestNoOwnerHoldsAllSlots(t *testing.T) {
	t.Parallel()
	var conns [20]int
	greedy := map[string]func(i int) Owner{
		"one connection":           func(int) Owner { return Owner{home, 1, &conns[0]} },
		"many connections of one":  func(i int) Owner { return Owner{home, 1, &conns[i]} },
		"one user, many addresses": func(i int) Owner { return Owner{netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}), 1, nil} },
		"many users, one address":  func(i int) Owner { return Owner{home, int64(i + 10), nil} },
		"without a credential":     func(i int) Owner { return Owner{netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}), 0, nil} },
	}
	for name, owner := range greedy {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := newQueue(t, 16)
			for i := range 200 {
				q.add(1, owner(i%20))
			}
			if got, want := q.inUse(), 12; got != want {
				t.Errorf("%d slots are in use, want %d: a quarter is kept for others", got, want)
			}
			other := Owner{office, 2, nil}
			q.add(1, other)
			if got, want := q.inUse(), 13; got != want {
				t.Errorf("%d slots are in use with another owner's job, want %d", got, want)
			}
		})
	}
}

func TestWaitingJobsAreServedInRotation(t *testing.T) {
	t.Parallel()
	var a, b int
	for name, c := range map[string]struct{ greedy, modest Owner }{
		"connections of a user": {Owner{home, 1, &a}, Owner{home, 1, &b}},
		"users of an address":   {Owner{home, 1, &a}, Owner{home, 2, &b}},
		"addresses":             {Owner{home, 1, &a}, Owner{office, 2, &b}},
		"anonymous addresses":   {Owner{home, 0, &a}, Owner{office, 0, &b}},
		"with a credential":     {Owner{home, 0, &a}, Owner{home, 2, &b}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := newQueue(t, 1)
			q.add(500, c.greedy)
			q.add(1, c.modest)
			if got := q.releaseUntil(c.modest); got > 2 {
				t.Errorf("started after %d jobs of another, want at most 2", got)
			}
		})
	}
}

func TestJobsOfOneConnectionKeepTheirOrder(t *testing.T) {
	t.Parallel()
	p, conn, order := New(1), new(int), make(chan int, 10)
	first, err := p.Acquire(t.Context(), Owner{Address: home})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		j := &Job{Owner: Owner{home, 1, conn}}
		j.Start = func() { order <- i; j.Release() }
		p.Enqueue(j)
	}
	first.Release()
	for want := range 10 {
		if got := <-order; got != want {
			t.Fatalf("job %d started, want %d", got, want)
		}
	}
}

func TestAcquireEndsWithItsContext(t *testing.T) {
	t.Parallel()
	p := New(1)
	held, err := p.Acquire(t.Context(), Owner{Address: home})
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for range 100 {
		if _, err := p.Acquire(ended, Owner{Address: office}); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v, want %v", err, context.Canceled)
		}
	}
	if p.length != 0 || len(p.waiting.below) != 0 {
		t.Errorf("%d jobs wait in %d branches, want none", p.length, len(p.waiting.below))
	}
	held.Release()
	held.Release() // does nothing
	if p.held != 0 {
		t.Errorf("%d slots are in use, want 0", p.held)
	}
}

func TestPausedWorkHoldsNoSlot(t *testing.T) {
	t.Parallel()
	p := New(1)
	j := &Job{Owner: Owner{Address: home}}
	paused, other, finished := make(chan struct{}), make(chan struct{}), make(chan error)
	j.Start = func() {
		resume := Pause(WithJob(t.Context(), j))
		close(paused)
		<-other
		err := resume()
		j.Release()
		finished <- err
	}
	p.Enqueue(j)
	<-paused
	second, err := p.Acquire(t.Context(), Owner{Address: office})
	if err != nil {
		t.Fatal(err)
	}
	close(other)
	second.Release()
	if err := <-finished; err != nil {
		t.Fatal(err)
	}
	again := make(chan struct{})
	j.Start = func() { j.Release(); close(again) }
	p.Enqueue(j) // a job can be enqueued again
	<-again
	if p.held != 0 {
		t.Errorf("%d slots are in use, want 0", p.held)
	}
}

func TestPauseWithoutASlotDoesNothing(t *testing.T) {
	t.Parallel()
	if err := Pause(t.Context())(); err != nil {
		t.Error(err)
	}
}

// Every job must run once, never more jobs than slots may run concurrently, and the pool must be empty at the end.
func TestRandomJobsAllRun(t *testing.T) {
	t.Parallel()
	p, conns := New(7), [5]int{}
	var running, ran atomic.Int64
	var all sync.WaitGroup
	work := func(ctx context.Context, j *Job) {
		if now := running.Add(1); now > 7 {
			t.Errorf("%d jobs run, want at most 7", now)
		}
		running.Add(-1)
		if rand.N(3) == 0 {
			if err := Pause(WithJob(ctx, j))(); err != nil {
				t.Error(err)
			}
		}
		ran.Add(1)
		j.Release()
	}
	for i := range 3000 {
		o := Owner{netip.AddrFrom4([4]byte{10, 0, 0, byte(rand.N(4))}), rand.N(int64(4)), nil}
		if rand.N(2) == 0 {
			o.Conn = &conns[rand.N(len(conns))]
		}
		if i%2 == 0 {
			j := &Job{Owner: o}
			all.Add(1)
			j.Start = func() { defer all.Done(); work(t.Context(), j) }
			p.Enqueue(j)
			continue
		}
		all.Go(func() {
			j, err := p.Acquire(t.Context(), o)
			if err != nil {
				t.Error(err)
				return
			}
			work(t.Context(), j)
		})
	}
	all.Wait()
	if got := ran.Load(); got != 3000 {
		t.Errorf("%d jobs ran, want 3000", got)
	}
	if p.held != 0 || p.length != 0 || p.withoutUser != 0 || len(p.addresses)+len(p.users)+len(p.conns)+len(p.waiting.below) != 0 {
		t.Errorf("something is left: %+v", p)
	}
}

// BenchmarkAcquire measures acquiring and releasing a free slot.
func BenchmarkAcquire(b *testing.B) {
	p := New(64)
	for b.Loop() {
		j, _ := p.Acquire(b.Context(), Owner{home, 1, nil})
		j.Release()
	}
}
