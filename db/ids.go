package db

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// The milliseconds of ids are leased from the table id_clock, by every process, whatever the dialect: a row that only
// grows is right after restarts, restores and clocks that go backwards, and beside another process on the same SQLite file
// (sign-in-link beside serve), where a clock in memory would not be. A lease costs one small transaction. It is taken
// ahead, after the id that asked for it is out of the way, and only while ids are made: an idle process writes nothing.
const (
	leaseFresh   = time.Second            // older: the next one is taken ahead
	leaseGood    = time.Minute            // older: not used any more, so that an id's time is near the truth
	leaseDelay   = 100 * time.Millisecond // lets the post that needs the id have the writer first
	leaseTimeout = 4 * time.Second
)

var errIDInTransaction = errors.New("ids are made before the transaction that stores them")

// NewID makes an id that no other has: not on another instance, not after a restart, not when the clock goes backwards.
// Nearly always it costs no query. Make ids before the transaction that stores them: inside one it fails.
func (db *DB) NewID(ctx context.Context, kind model.Kind) (model.ID, error) {
	// NOTE(dialect): SQLite's one writer would wait for itself.
	if ctx.Value(inTransaction{}) != nil {
		return 0, errIDInTransaction
	}
	return db.ids.next(ctx, kind)
}

// takeMillisecond returns a function that takes a millisecond near now, which no process has had before.
func takeMillisecond(pool *bun.DB) func(ctx context.Context, now int64) (int64, error) {
	return func(ctx context.Context, now int64) (ms int64, err error) {
		return ms, Within(ctx, leaseTimeout, func(ctx context.Context) error {
			// A transaction, because bun does not read on to the error of a commit that comes after the row.
			return wrap(pool.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
				return tx.NewRaw(`UPDATE id_clock SET millisecond = CASE WHEN millisecond < ? THEN ? ELSE millisecond + 1 END
					WHERE id = 1 RETURNING millisecond`, now, now).Scan(ctx, &ms)
			}))
		})
	}
}

type idClock struct {
	take func(ctx context.Context, now int64) (int64, error)
	now  func() time.Time

	mu      sync.Mutex
	ms      int64
	counter uint32
	taken   time.Time // zero: there is no lease
	ahead   bool      // the next one is on its way
	failed  error     // how the last attempt to take one failed; nil: it did not
	tries   int       // of those attempts

	renewing chan struct{} // held while a lease is taken
	ctx      context.Context
	stop     context.CancelFunc
	running  sync.WaitGroup
}

func newIDClock(take func(ctx context.Context, now int64) (int64, error), o Options) *idClock {
	c := &idClock{take: take, now: o.Now, renewing: make(chan struct{}, 1)}
	c.ctx, c.stop = context.WithCancel(context.Background())
	return c
}

func (c *idClock) close() {
	c.mu.Lock()
	c.stop()
	c.mu.Unlock()
	c.running.Wait()
}

func (c *idClock) next(ctx context.Context, kind model.Kind) (model.ID, error) {
	for {
		if id, ok := c.count(kind); ok {
			return id, nil
		}
		if err := c.renew(ctx, false); err != nil {
			return 0, err
		}
	}
}

// count makes an id from the lease, and sees to the next lease, or says that there is none to count in.
func (c *idClock) count(kind model.Kind) (model.ID, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	age := c.now().Sub(c.taken)
	if !c.usable(age) {
		return 0, false
	}
	id := model.NewID(c.ms, kind, c.counter)
	c.counter++
	if age > leaseFresh && !c.ahead && c.ctx.Err() == nil {
		c.takeAhead()
	}
	return id, true
}

func (c *idClock) usable(age time.Duration) bool {
	return !c.taken.IsZero() && age >= 0 && age <= leaseGood && c.counter <= model.MaxIDCounter
}

func (c *idClock) takeAhead() {
	c.ahead = true
	c.running.Go(func() {
		select {
		case <-time.After(leaseDelay):
			_ = c.renew(c.ctx, true) // if it fails, the lease in use is good for a while, and the next id asks again
		case <-c.ctx.Done():
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.ahead = false
	})
}

// renew takes a lease, one caller at a time. A caller that waited for the lease of another caller has it now, or fails as the
// other did: callers do not wait one after the other for a database that does not respond. With ahead, renew takes a lease in
// any case.
func (c *idClock) renew(ctx context.Context, ahead bool) error {
	tries, _, _ := c.lease()
	select {
	case c.renewing <- struct{}{}:
		defer func() { <-c.renewing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if !ahead {
		switch triesNow, failed, good := c.lease(); {
		case good:
			return nil
		case failed != nil && triesNow > tries:
			return failed
		}
	}
	return c.tryTake(ctx)
}

func (c *idClock) tryTake(ctx context.Context) error {
	now := c.now()
	ms, err := c.take(ctx, model.IDMillisecond(now))
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		c.ms, c.counter, c.taken = ms, 0, now
	}
	if err == nil || ctx.Err() == nil { // a caller that went away says nothing about the database
		c.tries, c.failed = c.tries+1, err
	}
	return err
}

// lease is how often one was asked for, how the last attempt failed, and whether there is a good one now.
func (c *idClock) lease() (tries int, failed error, good bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.tries, c.failed, c.usable(c.now().Sub(c.taken))
}
