package webhookapi

import (
	"net/http"
	"strconv"
	"time"

	"chattr/internal/ratelimit"
)

// The names of the rate limit headers, in the canonical form of net/http.
const (
	rateLimit      = "X-Ratelimit-Limit"
	rateRemaining  = "X-Ratelimit-Remaining"
	rateReset      = "X-Ratelimit-Reset"
	rateResetAfter = "X-Ratelimit-Reset-After"
	rateBucket     = "X-Ratelimit-Bucket"
)

// setRateHeaders sets the rate limit headers. It sets none if there is no limit. All values but Reset-After, in seconds with three decimals,
// are integers, because clients parse them as integers. Times are rounded up, so that the bucket is full at the time they state.
func setRateHeaders(header http.Header, r ratelimit.State) {
	if r.Bucket == "" {
		return
	}
	full := time.Now().Add(r.ResetAfter + time.Second - 1)
	after := float64((r.ResetAfter + time.Millisecond - 1).Milliseconds()) / 1000
	header.Set(rateLimit, strconv.Itoa(r.Limit))
	header.Set(rateRemaining, strconv.Itoa(r.Remaining))
	header.Set(rateReset, strconv.FormatInt(full.Unix(), 10))
	header.Set(rateResetAfter, strconv.FormatFloat(after, 'f', 3, 64))
	header.Set(rateBucket, r.Bucket)
}

// removeRateHeaders removes the headers that setRateHeaders sets.
func removeRateHeaders(header http.Header) {
	for _, name := range []string{rateLimit, rateRemaining, rateReset, rateResetAfter, rateBucket} {
		header.Del(name)
	}
}
