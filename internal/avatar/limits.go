package avatar

import (
	"time"

	"chattr/internal/ratelimit"
)

const (
	maxFetches        = 16 // running fetches in total; each uses up to maxFetched bytes of memory
	maxFetchesPerHost = 4
	maxFetchesPerUser = 8
	maxQueued         = 256             // running or waiting fetches; further ones are refused immediately
	maxQueuedPerHost  = 64              // of them from one host; enough for a page of messages by as many different authors
	maxQueuedPerUser  = 128             // of them for one user
	maxQueueWait      = 5 * time.Second // how long a fetch waits for its slots
)

// newLimiter returns a limiter of the concurrent fetches: in total, per host and per user. So a slow host delays only its own pictures, and
// a user who requests pictures from many hosts leaves slots to other users.
func newLimiter() *ratelimit.Concurrency {
	return ratelimit.NewConcurrency(ratelimit.ConcurrencyOptions{
		Total:   ratelimit.Slots{Running: maxFetches, Queued: maxQueued},
		PerKey:  []ratelimit.Slots{{Running: maxFetchesPerHost, Queued: maxQueuedPerHost}, {Running: maxFetchesPerUser, Queued: maxQueuedPerUser}},
		MaxWait: maxQueueWait,
		Message: "Too many pictures are being fetched; try again in a moment.",
	})
}

// limitFetch calls fetch, which fetches a picture from a URL for a user, as soon as slots are free. It returns OVERLOADED, without calling
// fetch, if too many fetches are waiting or if no slots are free within maxQueueWait.
func limitFetch(limiter *ratelimit.Concurrency, user, host string, fetch func()) error {
	return limiter.Do([]string{host, user}, fetch)
}
