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

// Concurrent equal posts with one key on three instances create one message and receive the same response. The test has a hundred
// rounds, or as many as CHATTR_TEST_ROUNDS.
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
		t.Errorf("got %d stored messages, want %d", n, rounds)
	}
	for _, p := range x.all { // all of them, so that none has a response in its memory
		p.Terminate()
		p.Restart()
	}
	for _, p := range x.all {
		x.replays(t, p, "round-0", responses["round-0"])
	}
}

// postConcurrently posts the same content with the same key fifty times concurrently. It fails the test unless all responses are the
// same, and returns that response.
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
		t.Fatalf("%s: got %d responses that are not replays, want 1", key, fresh)
	}
	return responses[0].body
}

// replays fails the test unless an instance returns the stored response for the key, and refuses another content with it.
func (x *threeInstances) replays(t *testing.T, p *process, key, body string) {
	t.Helper()
	if again := postKeyed(p.URL()+x.webhook, key, key); again.status != http.StatusOK || !again.replayed || again.body != body {
		t.Errorf("after a restart: got %+v, want the response from before it: %s", again, body)
	}
	if other := postKeyed(p.URL()+x.webhook, key, "other"); other.status != 422 || other.code != "IDEMPOTENCY_KEY_REUSED" {
		t.Errorf("another message with the key: got %+v, want IDEMPOTENCY_KEY_REUSED", other)
	}
	in := input{appID: path.Base(path.Dir(x.webhook)), token: path.Base(x.webhook), content: key, key: new(key)}
	if o := x.all[0].executeWebhook(t, in); !o.replayed || o.id == "" || !strings.Contains(body, `"`+o.id+`"`) {
		t.Errorf("over GraphQL: got %s, want the message of %s", shown(o), body)
	}
}

// Instances are killed while they handle posts with keys, and the senders retry on another instance. In the end there is one message
// for each key.
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
		t.Errorf("got %d messages, want one for each of %d keys", last, acknowledged.Load())
	}
	events := x.all[0].follow(x.channel, beginning).upTo(t, last)
	checkEvents(t, 0, events, last, nil)
	seen := map[string]bool{}
	for _, e := range events {
		if seen[e.content] {
			t.Errorf("got %s twice, want once", e.content)
		}
		seen[e.content] = true
	}
	t.Logf("%d keys, %d retries", last, retried.Load())
}

// postUntilStored posts until the message is stored, each time to the next instance. It returns the number of retries.
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
	t.Errorf("%s was not stored within %v", key, patience)
	return retries
}

// waitForCount waits until a counter is at least n.
func waitForCount(t *testing.T, counter *atomic.Int64, n int64) {
	t.Helper()
	for deadline := time.Now().Add(patience); counter.Load() < n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("got a count of %d, want %d", counter.Load(), n)
		}
	}
}
