package ratelimit

import (
	"context"
	"time"
)

type waitAllowanceKey struct{}

// waitAllowance is how long the reservations of one document may still wait. It is for one goroutine at a time. Without one, each
// reservation may wait for maxWait.
type waitAllowance struct{ left time.Duration }

// WaitTogether returns a context in which all reservations in buckets of a Limiter together wait at most as long as one by itself does.
//
// SECURITY: a document of a hundred mutations would otherwise hold its connection and memory for a hundred seconds.
func WaitTogether(ctx context.Context) context.Context {
	return context.WithValue(ctx, waitAllowanceKey{}, &waitAllowance{maxWait})
}

// waitAllowanceOf returns the allowance of a context, or nil.
func waitAllowanceOf(ctx context.Context) *waitAllowance {
	allowance, _ := ctx.Value(waitAllowanceKey{}).(*waitAllowance)
	return allowance
}

// rest returns how long the next reservation may wait. a may be nil.
func (a *waitAllowance) rest() time.Duration {
	if a == nil {
		return maxWait
	}
	return a.left
}

// spend reduces the allowance by a wait. a may be nil.
func (a *waitAllowance) spend(waited time.Duration) {
	if a != nil {
		a.left = max(0, a.left-waited)
	}
}
