package test

import (
	"bytes"
	"errors"
	"regexp"
	"sync"
	"time"
)

// output collects what a process prints. Tests can wait for a text.
type output struct {
	mu      sync.Mutex
	buffer  bytes.Buffer
	changed chan struct{} // closed and replaced at each write
}

func newOutput() *output { return &output{changed: make(chan struct{})} }

// Write appends to the output. The goroutine of the process calls it.
func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	close(o.changed)
	o.changed = make(chan struct{})
	return o.buffer.Write(b)
}

func (o *output) text() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buffer.String()
}

// wait waits until the pattern matches, and returns the text of its group.
func (o *output) wait(pattern *regexp.Regexp) (string, error) {
	deadline := time.After(patience)
	for {
		o.mu.Lock()
		found, changed := pattern.FindSubmatch(o.buffer.Bytes()), o.changed
		o.mu.Unlock()
		if found != nil {
			return string(found[1]), nil
		}
		select {
		case <-changed:
		case <-deadline:
			return "", errors.New("the server did not print " + pattern.String())
		}
	}
}
