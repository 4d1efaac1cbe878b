package webhookapi

import (
	"net/http"
	"strconv"
	"time"

	"chattr/internal/chat"
)

const (
	rateLimit      = "X-Ratelimit-Limit"
	rateRemaining  = "X-Ratelimit-Remaining"
	rateReset      = "X-Ratelimit-Reset"
	rateResetAfter = "X-Ratelimit-Reset-After"
	rateBucket     = "X-Ratelimit-Bucket"
)

// tellRate sets the headers that say how much more may be posted; none when there is no limit. All but Reset-After are
// integers, since that is what clients read. Times are rounded up: who comes then is not refused.
func tellRate(header http.Header, r chat.Rate) {
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

// hideRate takes back what tellRate has set.
func hideRate(header http.Header) {
	for _, name := range []string{rateLimit, rateRemaining, rateReset, rateResetAfter, rateBucket} {
		header.Del(name)
	}
}
