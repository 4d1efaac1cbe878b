// Package ratelimit limits how often something may be done: posts to webhooks, changes by users, sign-ins, wrong credentials, and
// operations of addresses without a credential. It keeps buckets on this instance, and shares most of them with other instances
// through a Store. Concurrency limits how much is done at a time.
package ratelimit

import (
	"math"
	"strconv"
	"time"
)

// Limit is how often something may be done, by the generic cell rate algorithm: the state of a bucket is the time at which it will
// be full if nothing more is reserved. The zero Limit is no limit.
type Limit struct {
	Interval time.Duration // in which one reservation comes back
	Burst    int           // reservations that a full bucket holds
}

// PerSecond returns the limit of rate reservations a second. It returns no limit if rate is 0.
func PerSecond(rate float64, burst int) Limit {
	if rate <= 0 {
		return Limit{}
	}
	return Limit{Interval: max(1, time.Duration(float64(time.Second)/rate)), Burst: burst}
}

// FillTime returns how long an empty bucket needs to be full.
func (l Limit) FillTime() time.Duration { return time.Duration(l.Burst) * l.Interval }

// isUnlimited reports whether l is no limit.
func (l Limit) isUnlimited() bool { return l.Interval == 0 }

// wait returns how long it is until one can be reserved in a bucket that will be full at fullAt. It is 0 if one can be reserved now.
func (l Limit) wait(fullAt, now time.Time) time.Duration {
	return max(0, untilFull(fullAt, now)-time.Duration(l.Burst-1)*l.Interval)
}

// reserve returns when the bucket will be full if one is reserved.
func (l Limit) reserve(fullAt, now time.Time) time.Time { return later(fullAt, now).Add(l.Interval) }

// remaining returns how many can be reserved now.
func (l Limit) remaining(fullAt, now time.Time) int {
	return max(0, int((l.FillTime()-untilFull(fullAt, now))/l.Interval))
}

// untilFull returns how long it is until a bucket is full.
func untilFull(fullAt, now time.Time) time.Duration { return max(0, fullAt.Sub(now)) }

// later returns the later of two times.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// seconds returns a duration for a message to people, rounded up.
func seconds(d time.Duration) string {
	if n := int(math.Ceil(d.Seconds())); n != 1 {
		return strconv.Itoa(n) + " seconds"
	}
	return "1 second"
}
