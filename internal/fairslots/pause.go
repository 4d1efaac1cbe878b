package fairslots

import "context"

type jobKey struct{}

// WithJob returns a context of work that j holds the slot for.
func WithJob(ctx context.Context, j *Job) context.Context { return context.WithValue(ctx, jobKey{}, j) }

// Pause gives the slot of the work that ctx belongs to back, because the work waits for something that needs no slot. The
// returned function waits until the work has a slot of the same pool again; call it before the work goes on. It returns the
// error of ctx if that ends first: then the work has no slot. Without a slot both do nothing.
func Pause(ctx context.Context) (resume func() error) {
	j, _ := ctx.Value(jobKey{}).(*Job)
	if j == nil || !j.pause() {
		return func() error { return nil }
	}
	return func() error { return j.pool.acquire(ctx, j) }
}

// pause reports whether j had a slot to give back.
func (j *Job) pause() bool {
	j.pool.mu.Lock()
	defer j.pool.mu.Unlock()
	if !j.held {
		return false
	}
	j.pool.release(j)
	return true
}
