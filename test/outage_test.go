package test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Threefold slack, because these tests share their cores with others.
const (
	refusedWithin = 3 * 5 * time.Second // the first posts of an outage
	storedWithin  = 3 * 5 * time.Second // the first post after it
)

// While its database is unavailable, a server refuses posts: the first ones after a few seconds, later ones immediately. It needs no
// additional memory. When the database is available again, it stores posts again. The same is true if the connections were interrupted
// without being closed.
func TestOutage(t *testing.T) {
	t.Parallel()
	for name, unavailable := range map[string]func(*dbtest.Proxy, bool){
		"refused": (*dbtest.Proxy).SetUnavailable,
		"silent":  (*dbtest.Proxy).SetSilent,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := dbtest.NewProxy(t, dbtest.PostgresURL(t))
			o := &outage{process: startServer(t, "CHATTR_DATABASE_URL="+proxy.URL)}
			o.channel = o.webhookChannel()
			flood(t, o.WebhookURL(), 200, &o.count).Wait()
			o.count.only(t, "") // now the pool has all its connections
			unavailable(proxy, true)
			o.refusesPosts(t)
			o.usesNoMemory(t)
			unavailable(proxy, false)
			o.recovers(t)
		})
	}
}

type outage struct {
	*process
	channel model.ID
	count   tally // of the posts before and after the outage
	unknown int64 // posts with COMMIT_UNKNOWN, which may be stored
}

// refusesPosts checks that the first posts of an outage are refused in time, and later ones immediately.
func (o *outage) refusesPosts(t *testing.T) {
	t.Helper()
	var first, later tally
	flood(t, o.WebhookURL(), 1000, &first).Wait()
	first.only(t, "STORE_UNAVAILABLE", "COMMIT_UNKNOWN")
	if first.slowest > refusedWithin {
		t.Errorf("the last of the first posts was refused after %s, want at most %s", first.slowest, refusedWithin)
	}
	began := time.Now()
	for range 100 {
		later.count(t, postKeyed(o.WebhookURL(), "", "later"))
	}
	later.only(t, "STORE_UNAVAILABLE")
	took := time.Since(began)
	if took > 3*time.Second {
		t.Errorf("a hundred more posts were refused in %s, want at most 3s", took)
	}
	if o.ready() {
		t.Error("/readyz reports that the server is ready")
	}
	o.unknown = int64(first.number("COMMIT_UNKNOWN"))
	t.Logf("first posts: %v within %s; a hundred more in %s", first.of, first.slowest, took)
}

// usesNoMemory checks that many refused posts do not increase the memory.
func (o *outage) usesNoMemory(t *testing.T) {
	t.Helper()
	before := o.memory(t)
	var over atomic.Bool
	var all sync.WaitGroup
	var refused tally
	for range 16 {
		all.Go(func() {
			for !over.Load() {
				refused.count(t, postKeyed(o.WebhookURL(), "", strings.Repeat("x", 4000)))
			}
		})
	}
	time.Sleep(2 * time.Second)
	over.Store(true)
	all.Wait()
	refused.only(t, "STORE_UNAVAILABLE")
	const slack = 48 << 20 // garbage that has not been collected yet
	if after := o.memory(t); before > 0 && after > before+slack {
		t.Errorf("the memory grew from %d to %d MiB over %d posts", before>>20, after>>20, refused.number("STORE_UNAVAILABLE"))
	} else {
		t.Logf("from %d to %d MiB over %d posts", before>>20, after>>20, refused.number("STORE_UNAVAILABLE"))
	}
}

// recovers waits for the first stored post, and compares the stored with the acknowledged posts.
func (o *outage) recovers(t *testing.T) {
	t.Helper()
	began := time.Now()
	for o.count.number("") == 200 {
		if time.Since(began) > storedWithin {
			t.Fatal("posts are still refused")
		}
		o.count.count(t, postKeyed(o.WebhookURL(), "", "back"))
		time.Sleep(10 * time.Millisecond)
	}
	t.Logf("stored again after %s", time.Since(began))
	o.waitUntilReady()
	if took := time.Since(began); took > storedWithin {
		t.Errorf("the server was ready again after %s, want at most %s", took, storedWithin)
	}
	flood(t, o.WebhookURL(), 100, &o.count).Wait()
	o.count.only(t, "", "STORE_UNAVAILABLE")
	stored, acknowledged := o.head(t, o.channel).Number, int64(o.count.number(""))
	if stored < acknowledged || stored > acknowledged+o.unknown {
		t.Errorf("got %d stored messages, want %d acknowledged ones and at most %d with COMMIT_UNKNOWN", stored, acknowledged, o.unknown)
	}
	var once tally
	once.count(t, postKeyed(o.WebhookURL(), "", "at last"))
	once.only(t, "")
}
