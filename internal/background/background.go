// Package background runs functions beside the caller.
package background

import "context"

// Start runs f on a goroutine until stop is called. stop cancels the context of f and waits until f has returned. The end of ctx does not
// end f.
func Start(ctx context.Context, f func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() { defer close(ended); f(ctx) }()
	return func() { cancel(); <-ended }
}
