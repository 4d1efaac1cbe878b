package chat

import (
	"math"
	"strconv"
	"time"
)

// pace is how often something may be done, by the generic cell rate algorithm: all that is kept of a bucket is when it will be
// full again if nothing more is taken. The zero pace is no limit.
type pace struct {
	each  time.Duration // in which one comes back
	burst int           // how many a full bucket holds
}

// perSecond is no limit when rate is 0.
func perSecond(rate float64, burst int) pace {
	if rate <= 0 {
		return pace{}
	}
	return pace{each: max(1, time.Duration(float64(time.Second)/rate)), burst: burst}
}

// capacity is how long an empty bucket needs to be full.
func (p pace) capacity() time.Duration { return time.Duration(p.burst) * p.each }

func (p pace) none() bool { return p.each == 0 }

// wait is how long it is until one can be taken; 0: now.
func (p pace) wait(full, now time.Time) time.Duration {
	return max(0, missing(full, now)-time.Duration(p.burst-1)*p.each)
}

// missing is how long it is until the bucket is full.
func missing(full, now time.Time) time.Duration { return max(0, full.Sub(now)) }

// taken is when the bucket will be full again if one is taken.
func (p pace) taken(full, now time.Time) time.Time { return later(full, now).Add(p.each) }

// remaining is how many can be taken at once.
func (p pace) remaining(full, now time.Time) int {
	return max(0, int((time.Duration(p.burst)*p.each-missing(full, now))/p.each))
}

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
