// Package tasks starts goroutines and waits for them.
package tasks

import "sync"

// Group is a group of goroutines that Close waits for. Unlike with a sync.WaitGroup, Start may be called while another goroutine waits: a
// request that outlives the shutdown may still try to start a task. The zero value is ready.
type Group struct {
	mu      sync.Mutex
	running int
	ended   chan struct{} // closed when running becomes 0; nil if no goroutine waits for it
	closed  bool
}

// Start runs f in a new goroutine. After Close it does not, and returns false.
func (g *Group) Start(f func()) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.running++
	go func() {
		defer g.end()
		f()
	}()
	return true
}

// end records that a goroutine has ended.
func (g *Group) end() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.running--; g.running == 0 && g.ended != nil {
		close(g.ended)
		g.ended = nil
	}
}

// Wait returns when all tasks that run have ended.
func (g *Group) Wait() {
	g.mu.Lock()
	if g.running == 0 {
		g.mu.Unlock()
		return
	}
	if g.ended == nil {
		g.ended = make(chan struct{})
	}
	ended := g.ended
	g.mu.Unlock()
	<-ended
}

// Close refuses new tasks and returns when those that run have ended.
func (g *Group) Close() {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	g.Wait()
}
