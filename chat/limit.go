package chat

import "time"

// limit is how often something may be done: the generic cell rate algorithm. All that is kept of a bucket is when it will be
// full again if nothing more is taken. The zero limit is none.
type limit struct {
	interval time.Duration // in which one comes back
	burst    int           // how many a full bucket holds
}

// perSecond is none when rate is 0.
func perSecond(rate float64, burst int) limit {
	if rate <= 0 {
		return limit{}
	}
	return limit{interval: max(1, time.Duration(float64(time.Second)/rate)), burst: burst}
}

func (l limit) none() bool { return l.interval == 0 }

// wait is how long it is until one can be taken; 0: now.
func (l limit) wait(full, now time.Time) time.Duration {
	return max(0, missing(full, now)-time.Duration(l.burst-1)*l.interval)
}

// missing is how long it is until the bucket is full.
func missing(full, now time.Time) time.Duration { return max(0, full.Sub(now)) }

// taken is when the bucket will be full again if one is taken.
func (l limit) taken(full, now time.Time) time.Time { return later(full, now).Add(l.interval) }

// remaining is how many can be taken at once.
func (l limit) remaining(full, now time.Time) int {
	return max(0, int((time.Duration(l.burst)*l.interval-missing(full, now))/l.interval))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
