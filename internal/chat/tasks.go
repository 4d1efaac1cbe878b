package chat

import "sync"

// tasks are goroutines that close waits for. Unlike a sync.WaitGroup, start may be called while another goroutine waits: a
// request that outlives the shutdown may still try to start a task. The zero value is ready.
type tasks struct {
	mu      sync.Mutex
	running int
	ended   chan struct{} // closed when running becomes 0; nil if no goroutine waits for it
	closed  bool
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
	if t.running--; t.running == 0 && t.ended != nil {
		close(t.ended)
		t.ended = nil
	}
}

// wait returns when all tasks that run have ended.
func (t *tasks) wait() {
	t.mu.Lock()
	if t.running == 0 {
		t.mu.Unlock()
		return
	}
	if t.ended == nil {
		t.ended = make(chan struct{})
	}
	ended := t.ended
	t.mu.Unlock()
	<-ended
}

// close refuses new tasks and returns when those that run have ended.
func (t *tasks) close() {
	t.mu.Lock()
	t.closed = true
	t.mu.Unlock()
	t.wait()
}
