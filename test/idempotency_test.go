package test

import (
	"fmt"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/internal/model"
)

// Equal posts with one key, at once at three instances, are one message and one answer: a hundred times over, or as often as
// CHATTR_TEST_ROUNDS says.
func TestOneKeyOnThreeInstancesIsOneMessage(t *testing.T) {
	t.Parallel()
	rounds := 100
	if n, err := strconv.Atoi(os.Getenv("CHATTR_TEST_ROUNDS")); err == nil {
		rounds = n
	}
	x := startThreeInstances(t)
	began := time.Now()
	responses := map[string]string{}
	for i := range rounds {
		key := fmt.Sprint("round-", i)
		responses[key] = x.postConcurrently(t, key)
	}
	t.Logf("%d rounds took %s", rounds, time.Since(began))
	if n := x.head(t).Number; n != int64(rounds) {
		t.Errorf("%d messages are stored, want %d", n, rounds)
	}
	for _, p := range x.all { // one after the other, so that none remembers anything
		p.Terminate()
		p.Restart()
	}
	for _, p := range x.all {
		x.replays(t, p, "round-0", responses["round-0"])
	}
}

// postConcurrently posts the same fifty times at once, and is what all of them were answered.
func (x *threeInstances) postConcurrently(t *testing.T, key string) string {
	t.Helper()
	const posts = 50
	var responses [posts]posted
	var all sync.WaitGroup
	for i := range responses {
		all.Go(func() { responses[i] = postKeyed(x.all[i%len(x.all)].URL()+x.webhook, key, key) })
	}
	all.Wait()
	fresh := 0
	for i, a := range responses {
		if a.err != nil || a.status != http.StatusOK || a.body != responses[0].body {
			t.Fatalf("%s: post %d: %v %d %s; the first: %s", key, i, a.err, a.status, a.body, responses[0].body)
		}
		if !a.replayed {
			fresh++
		}
	}
	if fresh != 1 {
		t.Fatalf("%s: %d answers are no replays", key, fresh)
	}
	return responses[0].body
}

func (x *threeInstances) replays(t *testing.T, p *process, key, body string) {
	t.Helper()
	if again := postKeyed(p.URL()+x.webhook, key, key); again.status != http.StatusOK || !again.replayed || again.body != body {
		t.Errorf("after a restart: %+v; before: %s", again, body)
	}
	if other := postKeyed(p.URL()+x.webhook, key, "other"); other.status != 422 || other.code != "IDEMPOTENCY_KEY_REUSED" {
		t.Errorf("another message with the key: %+v", other)
	}
	in := input{appID: path.Base(path.Dir(x.webhook)), token: path.Base(x.webhook), content: key, key: new(key)}
	if o := x.all[0].executeWebhook(t, in); !o.replayed || o.id == "" || !strings.Contains(body, `"`+o.id+`"`) {
		t.Errorf("over GraphQL: %s; before: %s", shown(o), body)
	}
}

// Instances are killed while posts with keys are under way, and their senders go on at another one: in the end each key stands
// for one message.
func TestKeysOutlastKilledInstances(t *testing.T) {
	t.Parallel()
	const senders = 24
	x := startThreeInstances(t)
	beginning := model.Cursor{ChannelID: x.channel}
	var acknowledged, retried atomic.Int64
	var over atomic.Bool
	var all sync.WaitGroup
	for sender := range senders {
		all.Go(func() {
			for n := 0; !over.Load(); n++ {
				retried.Add(x.postUntilStored(t, sender, fmt.Sprintf("key-%d-%d", sender, n)))
				acknowledged.Add(1)
			}
		})
	}
	t.Cleanup(func() { over.Store(true); all.Wait() })
	for _, p := range []*process{x.all[1], x.all[2], x.all[1]} {
		waitForCount(t, &acknowledged, acknowledged.Load()+200)
		p.Kill()
		waitForCount(t, &acknowledged, acknowledged.Load()+100)
		p.Restart()
	}
	over.Store(true)
	all.Wait()
	last := x.head(t).Number
	if last != acknowledged.Load() {
		t.Errorf("%d messages for %d keys", last, acknowledged.Load())
	}
	events := x.all[0].follow(x.channel, beginning).upTo(t, last)
	checkEvents(t, 0, events, last, nil)
	seen := map[string]bool{}
	for _, e := range events {
		if seen[e.content] {
			t.Errorf("%s came twice", e.content)
		}
		seen[e.content] = true
	}
	t.Logf("%d keys, %d retries", last, retried.Load())
}

// insist posts until it is stored, each time at the next instance, and is how often it had to try again.
func (x *threeInstances) postUntilStored(t *testing.T, first int, key string) (retries int64) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); retries++ {
		p := postKeyed(x.all[(first+int(retries))%len(x.all)].URL()+x.webhook, key, key)
		switch {
		case p.status == http.StatusOK:
			return retries
		case p.err == nil && p.status != http.StatusServiceUnavailable:
			t.Errorf("%s: %d %s", key, p.status, p.body)
			return retries
		}
	}
	t.Errorf("%s was never stored", key)
	return retries
}

// reach waits until a counter is at least at n.
func waitForCount(t *testing.T, counter *atomic.Int64, n int64) {
	t.Helper()
	for deadline := time.Now().Add(patience); counter.Load() < n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d of %d", counter.Load(), n)
		}
	}
}
