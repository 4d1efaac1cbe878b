package test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
)

// Three instances together accept as many posts as the limit allows one instance, under any load.
func TestRateOfThreeInstances(t *testing.T) {
	t.Parallel()
	const rate, burst, lasts = 30, 60, 8 * time.Second
	x := startThreeInstances(t, "CHATTR_WEBHOOK_RATE=30", "CHATTR_WEBHOOK_BURST=60")
	accepted, refused, took := x.flood(t, lasts)
	want := burst + rate*took.Seconds()
	t.Logf("%d posts in %v, %.0f %% of %.0f; %d were refused", accepted, took, 100*float64(accepted)/want, want, refused)
	if got := float64(accepted); got < .8*want || got > 1.2*want || refused == 0 {
		t.Errorf("got %d accepted and %d refused posts in %v, want about %.0f accepted ones", accepted, refused, took, want)
	}
	if head := x.head(t).Number; head != accepted {
		t.Errorf("got %d stored messages, want %d as accepted", head, accepted)
	}
}

// flood posts through every instance as fast as possible.
func (x *threeInstances) flood(t *testing.T, lasts time.Duration) (accepted, refused int64, took time.Duration) {
	t.Helper()
	var ok, limited atomic.Int64
	began := time.Now()
	var senders sync.WaitGroup
	for _, p := range x.all {
		for range 30 {
			senders.Go(func() {
				for time.Since(began) < lasts {
					switch status := tryPost(t, p.URL()+x.webhook); status {
					case http.StatusOK:
						ok.Add(1)
					case http.StatusTooManyRequests:
						limited.Add(1)
						time.Sleep(20 * time.Millisecond) // sooner than Retry-After
					default:
						t.Errorf("got status %d, want 200 or 429", status)
						return
					}
				}
			})
		}
	}
	senders.Wait()
	return ok.Load(), limited.Load(), time.Since(began)
}

func tryPost(t *testing.T, url string) (status int) {
	t.Helper()
	response, err := client.Post(url, "application/json", strings.NewReader(`{"content":"flood"}`))
	if err != nil {
		t.Error(err)
		return 0
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode
}

// While the shared buckets are locked, each instance applies its own limit, and posts are still accepted.
func TestRateWithoutSharedBuckets(t *testing.T) {
	t.Parallel()
	database := dbtest.PostgresURL(t)
	p := startServer(t, "CHATTR_DATABASE_URL="+database, "CHATTR_WEBHOOK_RATE=0.01", "CHATTR_WEBHOOK_BURST=3")
	admin, err := db.PostgresPool(database, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	tx, err := admin.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec(`LOCK TABLE rate_buckets`); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		post(t, p.WebhookURL())
		time.Sleep(shareEvery)
	}
	if status := tryPost(t, p.WebhookURL()); status != http.StatusTooManyRequests {
		t.Errorf("got status %d, want 429", status)
	}
}

// shareEvery is the interval at which instances share their counts of accepted posts.
const shareEvery = 200 * time.Millisecond

// By default there is a limit, which the headers of responses contain.
func TestRateByDefault(t *testing.T) {
	t.Parallel()
	p := launchReady(t, nil)
	response, err := client.Get(p.WebhookURL())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if h := response.Header; h.Get("X-RateLimit-Limit") != "60" || h.Get("X-RateLimit-Remaining") != "60" || h.Get("X-RateLimit-Reset-After") != "0.000" {
		t.Errorf("got %v, want a limit of 60", h)
	}
}
