package chat

import "sync"

// tasks are goroutines that close waits for. Unlike a sync.WaitGroup, start may be called while another goroutine waits: a
// request that outlives the shutdown may still try to start a task.
type tasks struct {
	mu      sync.Mutex
	ended   *sync.Cond // on mu: running has become 0
	running int
	closed  bool
}

func newTasks() *tasks {
	t := &tasks{}
	t.ended = sync.NewCond(&t.mu)
	return t
}

// start runs f in a new goroutine. After close it does not, and returns false.
func (t *tasks) start(f func()) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return false
	}
	t.running++
	go func() {
		defer t.end()
		f()
	}()
	return true
}

func (t *tasks) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.running--; t.running == 0 {
		t.ended.Broadcast()
	}
}

// wait returns when no task runs.
func (t *tasks) wait() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.running > 0 {
		t.ended.Wait()
	}
}

// close refuses new tasks and returns when those that run have ended.
func (t *tasks) close() {
	t.mu.Lock()
	t.closed = true
	t.mu.Unlock()
	t.wait()
}
