package chat

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	// storeTimeout is how long a post is kept waiting for a database that does not do its work.
	storeTimeout = 4 * time.Second

	// plainTimeout is its part for the first attempt: what that has left open is looked for in the rest.
	plainTimeout = storeTimeout / 2

	// leastTimeout is what a batch has whose posts have waited long for those before them.
	leastTimeout = time.Second

	// What may wait to be stored, and what shares one transaction.
	maxWaiting      = 4096
	maxWaitingBytes = 16 << 20
	maxBatch        = 256
	maxBatchBytes   = 1 << 20
)

// ingest stores posts in batches: what comes while one is being committed is the next. There is no timer: a post that comes
// alone is committed at once, by whoever brought it.
type ingest struct {
	db       *db.DB
	now      func() time.Time
	log      *slog.Logger
	metrics  *metrics.Metrics
	announce func(model.ID) // told of each channel that something was stored in
	breaker  *breaker

	mu      sync.Mutex
	waiting []*waitingPost
	posts   int // those that wait, are being committed or are in a lane
	bytes   int
	writing bool // somebody takes batches
	lanes   map[laneKey]*lane
	slots   chan struct{} // held by a lane while it has a transaction

	actSlots chan struct{} // the same for lanes of posts by users
}

// waitingPost is a post on its way into the database.
type waitingPost struct {
	db.Post
	size     int
	came     time.Time
	done     chan db.Posted // holds one: nobody waits to tell
	finished bool
}

func newIngest(database *db.DB, announce func(model.ID), o Options) *ingest {
	return &ingest{
		db: database, now: o.Now, log: o.Log, metrics: o.Metrics, announce: announce,
		breaker: newBreaker(database, o),
		lanes:   map[laneKey]*lane{}, slots: make(chan struct{}, maxLanes), actSlots: make(chan struct{}, maxActLanes),
	}
}

// depth is what is on its way.
func (in *ingest) depth() metrics.Ingest {
	in.mu.Lock()
	defer in.mu.Unlock()
	return metrics.Ingest{Posts: in.posts, Bytes: in.bytes, Lanes: len(in.lanes), BreakerOpen: in.breaker.check() != nil}
}

// append stores one post, whose message is complete but for its id, its time and its number. It does not end with the caller:
// one that goes away does not take its post back half-way. OVERLOADED when too much waits already.
func (in *ingest) append(ctx context.Context, p db.Post) (db.Posted, error) {
	// SECURITY: there is no post that nobody checks: by the webhook's token, or by a right.
	if p.Webhook == nil && p.Act == nil {
		return db.Posted{}, errors.New("a post needs a webhook or a check of its actor")
	}
	if err := in.breaker.check(); err != nil {
		return db.Posted{}, err
	}
	id, err := in.db.NewID(context.WithoutCancel(ctx), model.KindMessage)
	if err != nil {
		in.breaker.report(err)
		return db.Posted{}, err
	}
	p.Message.ID = id
	w := &waitingPost{Post: p, size: sizeOf(p.Message), came: time.Now(), done: make(chan db.Posted, 1)}
	leads, err := in.enter(w)
	if err != nil {
		return db.Posted{}, err
	}
	if leads {
		in.lead()
	}
	posted := <-w.done
	return posted, posted.Err
}

func sizeOf(m *model.Message) int {
	size := len(m.Content) + len(m.AuthorName)
	if m.AvatarURL != nil {
		size += len(*m.AvatarURL)
	}
	return size
}

// enter puts the post with those that wait. Whoever finds that nobody takes batches leads.
func (in *ingest) enter(w *waitingPost) (leads bool, err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.posts >= maxWaiting || in.bytes+w.size > maxWaitingBytes {
		return false, model.Errorf(model.Overloaded, "%d posts wait to be stored already; nothing of this one was stored.", in.posts)
	}
	in.posts++
	in.bytes += w.size
	if w.Act != nil { // the fast path checks no rights
		in.stamp([]*waitingPost{w})
		in.intoLane(w)
		return false, nil
	}
	in.waiting = append(in.waiting, w)
	leads = !in.writing
	in.writing = true
	return leads, nil
}

// lead commits one batch, and leaves what came meanwhile to a goroutine: whoever brought the first post has its answer.
func (in *ingest) lead() {
	batch := in.take()
	if len(batch) == 0 { // perhaps somebody else leads already
		return
	}
	in.commit(batch)
	in.mu.Lock()
	more := len(in.waiting) > 0
	in.writing = more
	in.mu.Unlock()
	if more {
		go in.write()
	}
}

func (in *ingest) write() {
	for {
		batch := in.take()
		if len(batch) == 0 {
			return
		}
		in.commit(batch)
	}
}

// take is the next batch; of none, it says that nobody takes batches any more. Posts of a channel that is locked join its lane.
func (in *ingest) take() []*waitingPost {
	runtime.Gosched() // those who are about to come make the batch larger: cheaper than any timer
	in.mu.Lock()
	defer in.mu.Unlock()
	for {
		if len(in.waiting) == 0 {
			in.writing = false
			return nil
		}
		var batch []*waitingPost
		batch, in.waiting = cutBatch(in.waiting)
		if batch = in.besideLanes(batch); len(batch) > 0 {
			return batch
		}
	}
}

// finish answers a post. A second answer does nothing.
func (in *ingest) finish(w *waitingPost, posted db.Posted) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if w.finished {
		return
	}
	w.finished = true
	in.posts--
	in.bytes -= w.size
	w.done <- posted
}

func (in *ingest) fail(batch []*waitingPost, err error) {
	for _, w := range batch {
		in.finish(w, db.Posted{Err: err})
	}
}
