//go:build linux

package main

import (
	"slices"
	"sync"
	"time"

	"chattr/test/torture/checker"
)

// journal records what happens in a run. Records are only ever appended; a request gets its response once.
type journal struct {
	start time.Time
	hints bool
	slack time.Duration

	mu       sync.Mutex
	requests []*checker.Request
	streams  []*checker.Stream
	pages    []checker.Page
	faults   []*checker.Fault
	floors   []*checker.Floor
	present  map[string]*checker.Floor // the present floor of each channel
	texts    int
	own      []checker.Violation // what the program did wrong as a process
}

func newJournal(hints bool, slack time.Duration) *journal {
	return &journal{start: time.Now(), hints: hints, slack: slack, present: map[string]*checker.Floor{}}
}

func (j *journal) now() checker.Moment { return time.Since(j.start) }

// newText returns the number of a text that no request has carried yet.
func (j *journal) newText() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.texts++
	return j.texts
}

// begin records a request before it is sent.
func (j *journal) begin(r checker.Request) *checker.Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	r.ID, r.Began = len(j.requests)+1, j.now()
	j.requests = append(j.requests, &r)
	return &r
}

// end records the response of a request, or that there is none.
func (j *journal) end(r *checker.Request, response func(r *checker.Request)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	response(r)
	r.Ended = j.now()
}

// open records a stream before it is asked for.
func (j *journal) open(s checker.Stream) *checker.Stream {
	j.mu.Lock()
	defer j.mu.Unlock()
	s.ID, s.Began = len(j.streams)+1, j.now()
	j.streams = append(j.streams, &s)
	return &s
}

func (j *journal) deliver(s *checker.Stream, d checker.Delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	d.At = j.now()
	s.Deliveries = append(s.Deliveries, d)
}

// close records how a stream ended. The first reason counts.
func (j *journal) close(s *checker.Stream, end checker.End, code string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if s.End == checker.Open {
		s.End, s.Code, s.Ended = end, code, j.now()
	}
}

func (j *journal) page(p checker.Page) {
	j.mu.Lock()
	defer j.mu.Unlock()
	p.Ended = j.now()
	j.pages = append(j.pages, p)
}

// fault records that a fault begins. The caller must call the function that is returned when it ends.
func (j *journal) fault(kind checker.FaultKind, instance int) (ended func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f := &checker.Fault{Kind: kind, Instance: instance, From: j.now()}
	j.faults = append(j.faults, f)
	return func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		f.To = j.now()
	}
}

// violate records that the program did something that no history shows, like a panic.
func (j *journal) violate(promise, what string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.own = append(j.own, checker.Violation{Promise: promise, What: what, At: j.now()})
}

// history returns what was recorded until now.
func (j *journal) history(database *checker.Database) *checker.History {
	j.mu.Lock()
	defer j.mu.Unlock()
	h := &checker.History{
		Now: j.now(), Slack: j.slack, Hints: j.hints, Database: database,
		EventsKept: eventsKept, MessagesKept: messagesKept,
		Requests: values(j.requests), Streams: values(j.streams), Faults: values(j.faults), Floors: values(j.floors), Pages: slices.Clone(j.pages),
	}
	for i := range h.Requests {
		if h.Requests[i].Outcome == checker.InFlight {
			h.Requests[i].Ended = h.Now
		}
	}
	return h
}

// violations returns the promises that are broken so far.
func (j *journal) violations(database *checker.Database) []checker.Violation {
	found := checker.Check(j.history(database))
	j.mu.Lock()
	defer j.mu.Unlock()
	return append(found, j.own...)
}

func values[T any](pointers []*T) []T {
	all := make([]T, len(pointers))
	for i, p := range pointers {
		all[i] = *p
	}
	return all
}

// watchOwnStalls records when this program itself got no CPU: what it notes then is late.
func (j *journal) watchOwnStalls(done <-chan struct{}) {
	const every, tolerated = 50 * time.Millisecond, 200 * time.Millisecond
	for last := time.Now(); ; {
		select {
		case <-done:
			return
		case <-time.After(every):
		}
		if late := time.Since(last) - every; late > tolerated {
			j.mu.Lock()
			now := j.now()
			j.faults = append(j.faults, &checker.Fault{Kind: checker.Stalled, Instance: checker.Everywhere, From: now - late, To: now})
			j.mu.Unlock()
		}
		last = time.Now()
	}
}
