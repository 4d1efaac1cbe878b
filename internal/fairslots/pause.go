package fairslots

import "context"

// jobKey is the key of the job in a context.
type jobKey struct{}

// WithJob returns a context for work that runs in the slot of j.
func WithJob(ctx context.Context, j *Job) context.Context { return context.WithValue(ctx, jobKey{}, j) }

// Pause releases the slot of the work that ctx belongs to while the work waits for something that needs no slot. Call the
// returned function before the work continues. It waits for a slot of the same pool. If ctx ends first, it returns the error of
// ctx, and the work has no slot. If the work has no slot, both functions do nothing.
func Pause(ctx context.Context) (resume func() error) {
	j, _ := ctx.Value(jobKey{}).(*Job)
	if j == nil || !j.pause() {
		return func() error { return nil }
	}
	return func() error { return j.pool.acquire(ctx, j) }
}

// pause releases the slot of j. It reports whether j had one.
func (j *Job) pause() bool {
	j.pool.mu.Lock()
	defer j.pool.mu.Unlock()
	if !j.held {
		return false
	}
	j.pool.release(j)
	return true
}
