// Package ingest stores posts in batches, each committed durably before their senders get a result. It decides about no permissions: the
// function that NewWriter takes does, in the transaction that stores a post.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

const (
	// StoreTimeout is how long a post waits for a database that does not do its work.
	StoreTimeout = 4 * time.Second

	// fastPathTimeout is the part of StoreTimeout for the fast path. The slow path has the rest to find out whether an attempt whose
	// outcome is unknown was committed.
	fastPathTimeout = StoreTimeout / 2

	// minTimeout is the least time for a batch whose posts have waited long for earlier batches.
	minTimeout = time.Second

	// The posts that may wait to be stored or be stored now.
	maxPosts = 4096
	maxBytes = 16 << 20

	firstRetry = 10 * time.Millisecond
	lastRetry  = 250 * time.Millisecond
)

// Options configures a Writer.
type Options struct {
	Now      func() time.Time
	Log      *slog.Logger
	Metrics  *metrics.Metrics // nil counts nothing
	Announce func(model.ID)   // called with each channel in which something was stored
}

// Writer stores posts in batches: the posts that arrive while one batch is being committed are the next. There is no timer: a post
// that arrives alone is committed immediately, by the goroutine of its sender. A batch takes the fast path, one transaction for
// posts to many channels. Posts that the fast path cannot store, and all posts by users, take the slow path.
type Writer struct {
	db      *db.DB
	o       Options
	breaker *Breaker
	slow    *slowPath

	authorize func(tx *db.Tx, batch *db.Batch) error

	mu       sync.Mutex
	queue    []*post // for the fast path
	flushing bool    // a goroutine commits batches of the queue
	posts    int     // in the queue, in a batch or on the slow path
	bytes    int     // of these posts
}

// NewWriter returns a Writer. authorize must decide about each post by a user, in the transaction that stores it. The caller must call
// Breaker().Stop when the Writer is no longer used.
func NewWriter(database *db.DB, authorize func(tx *db.Tx, batch *db.Batch) error, o Options) *Writer {
	w := &Writer{db: database, o: o, breaker: newBreaker(database, o), authorize: authorize}
	w.slow = newSlowPath(w)
	return w
}

// Breaker returns the breaker, which refuses posts while the database is unavailable.
func (w *Writer) Breaker() *Breaker { return w.breaker }

// Depth returns how much is being stored.
func (w *Writer) Depth() metrics.Ingest {
	lanes := w.slow.length()
	w.mu.Lock()
	defer w.mu.Unlock()
	return metrics.Ingest{Posts: w.posts, Bytes: w.bytes, Lanes: lanes, BreakerOpen: w.breaker.Check() != nil}
}

// IsIdle reports whether nothing is queued, being stored or running.
func (w *Writer) IsIdle() bool {
	if !w.slow.isIdle() {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.posts == 0 && w.bytes == 0 && len(w.queue) == 0 && !w.flushing
}

// Append stores one post, whose message is complete but for its id, its time and its number. It does not end with ctx: a client that
// disconnects does not undo its post. It returns OVERLOADED if too many posts wait already, STORE_UNAVAILABLE if nothing was stored
// because the database is unavailable, and COMMIT_UNKNOWN if it is not known whether the post was stored.
func (w *Writer) Append(ctx context.Context, p db.Post) (db.Posted, error) {
	if err := p.Check(); err != nil {
		return db.Posted{}, err
	}
	if err := w.breaker.Check(); err != nil {
		return db.Posted{}, err
	}
	id, err := w.db.NewID(context.WithoutCancel(ctx), model.KindMessage)
	if err != nil {
		w.breaker.Report(err)
		return db.Posted{}, err
	}
	p.Message.ID = id
	queued := newPost(p)
	mustFlush, err := w.enqueue(queued)
	if err != nil {
		return db.Posted{}, err
	}
	if mustFlush {
		w.flushOnce()
	}
	posted := <-queued.result
	return posted, posted.Err
}

// enqueue adds a post to the queue or, if a user made it, to the slow path. If no goroutine commits batches of the queue, mustFlush
// is true, and the caller must call flushOnce.
func (w *Writer) enqueue(p *post) (mustFlush bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.posts >= maxPosts || w.bytes+p.size > maxBytes {
		return false, model.Errorf(model.Overloaded, "%d posts wait to be stored already; nothing of this one was stored.", w.posts)
	}
	w.posts++
	w.bytes += p.size
	if p.By.IsActor() { // the fast path checks no permissions
		batch{p}.stamp(w.o.Now())
		w.slow.enqueue(p)
		return false, nil
	}
	w.queue = append(w.queue, p)
	mustFlush = !w.flushing
	w.flushing = true
	return mustFlush, nil
}

// flushOnce commits one batch. If more posts have arrived meanwhile, it starts a goroutine that commits them, so that the sender of
// the first post need not wait for them.
func (w *Writer) flushOnce() {
	next := w.nextBatch()
	if len(next) == 0 { // perhaps another goroutine flushes already
		return
	}
	w.commit(next)
	w.mu.Lock()
	more := len(w.queue) > 0
	w.flushing = more
	w.mu.Unlock()
	if more {
		go w.flush()
	}
}

// flush commits batches until the queue is empty.
func (w *Writer) flush() {
	for {
		next := w.nextBatch()
		if len(next) == 0 {
			return
		}
		w.commit(next)
	}
}

// nextBatch removes and returns the next batch of the queue. If there is none, it records that no goroutine flushes. Posts to a channel
// whose lane is stuck join that lane.
func (w *Writer) nextBatch() batch {
	runtime.Gosched() // posts that are about to arrive make the batch larger: cheaper than a timer
	w.mu.Lock()
	defer w.mu.Unlock()
	for {
		if len(w.queue) == 0 {
			w.flushing = false
			return nil
		}
		var next batch
		next, w.queue = cutBatch(w.queue)
		if next = w.slow.enqueueStuck(next, w.o.Now); len(next) > 0 {
			return next
		}
	}
}

// commit stores the posts of a batch that the fast path can store, and passes the others to the slow path.
func (w *Writer) commit(b batch) {
	defer w.recoverPanic(b)
	if err := w.breaker.Check(); err != nil { // it may have opened since the posts arrived
		w.fail(b, err)
		return
	}
	b.stamp(w.o.Now())
	posts, start, deadline := b.posts(), time.Now(), b.deadline()
	for pause := firstRetry; ; pause = min(2*pause, lastRetry) {
		var stored []bool
		err := db.Within(context.Background(), min(fastPathTimeout, time.Until(deadline)), func(ctx context.Context) (err error) {
			stored, err = w.db.AppendFast(ctx, posts)
			return err
		})
		if err != nil {
			w.o.Metrics.DatabaseFailed(metrics.Storing)
		}
		switch {
		case err == nil:
			w.o.Metrics.Batch(metrics.FastPath, len(b), time.Since(start))
			w.deliver(b, stored)
		case model.ErrorCode(err) == model.CommitUnknown:
			go w.slow.store(b, deadline, err)
		case !w.db.IsOutage(err): // perhaps one post is at fault: its lane finds out
			w.slow.enqueue(b...)
		case sleep(pause, deadline):
			w.o.Metrics.BatchRetried(metrics.FastPath)
			continue
		default:
			w.breaker.Report(err)
			w.fail(b, err)
		}
		return
	}
}

// deliver finishes the posts of a batch that were stored, and passes the others to the slow path.
func (w *Writer) deliver(b batch, stored []bool) {
	var rest batch
	announce := w.announceOnce()
	for i, p := range b {
		if !stored[i] {
			rest = append(rest, p)
			continue
		}
		announce(p.Message.ChannelID)
		w.finish(p, db.Posted{Message: p.Message})
	}
	if rest != nil {
		w.slow.enqueue(rest...)
	}
}

// announceOnce returns a function that announces each channel of a batch once.
func (w *Writer) announceOnce() func(channel model.ID) {
	announced := map[model.ID]bool{}
	return func(channel model.ID) {
		if !announced[channel] {
			announced[channel] = true
			w.o.Announce(channel)
		}
	}
}

// finish returns a result to the sender of a post. A second call for a post does nothing.
func (w *Writer) finish(p *post, result db.Posted) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if p.finished {
		return
	}
	p.finished = true
	w.posts--
	w.bytes -= p.size
	p.result <- result
}

// fail finishes all posts of a batch with an error.
func (w *Writer) fail(b batch, err error) {
	for _, p := range b {
		w.finish(p, db.Posted{Err: err})
	}
}

// recoverPanic fails the posts of a batch if the calling function panics, so that their senders do not wait for ever. It must be
// deferred.
func (w *Writer) recoverPanic(b batch) {
	if p := recover(); p != nil {
		w.o.Log.Error("storing posts panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		w.fail(b, errors.New("storing the post panicked"))
	}
}

// sleep pauses and returns true. If the pause would end after the deadline, it returns false immediately.
func sleep(pause time.Duration, deadline time.Time) bool {
	if time.Until(deadline) <= pause {
		return false
	}
	time.Sleep(pause)
	return true
}
