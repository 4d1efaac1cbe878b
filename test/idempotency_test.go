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
func TestOneKeyAtThreeInstances(t *testing.T) {
	t.Parallel()
	rounds := 100
	if n, err := strconv.Atoi(os.Getenv("CHATTR_TEST_ROUNDS")); err == nil {
		rounds = n
	}
	x := startTrio(t)
	began := time.Now()
	answers := map[string]string{}
	for i := range rounds {
		key := fmt.Sprint("round-", i)
		answers[key] = x.oneAnswer(t, key)
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
		x.answersAsBefore(t, p, "round-0", answers["round-0"])
	}
}

// oneAnswer posts the same fifty times at once, and is what all of them were answered.
func (x *trio) oneAnswer(t *testing.T, key string) string {
	t.Helper()
	const posts = 50
	var answers [posts]posted
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = postKeyed(x.all[i%len(x.all)].URL()+x.webhook, key, key) })
	}
	all.Wait()
	fresh := 0
	for i, a := range answers {
		if a.err != nil || a.status != http.StatusOK || a.body != answers[0].body {
			t.Fatalf("%s: post %d: %v %d %s; the first: %s", key, i, a.err, a.status, a.body, answers[0].body)
		}
		if !a.replayed {
			fresh++
		}
	}
	if fresh != 1 {
		t.Fatalf("%s: %d answers are no replays", key, fresh)
	}
	return answers[0].body
}

func (x *trio) answersAsBefore(t *testing.T, p *process, key, answer string) {
	t.Helper()
	if again := postKeyed(p.URL()+x.webhook, key, key); again.status != http.StatusOK || !again.replayed || again.body != answer {
		t.Errorf("after a restart: %+v; before: %s", again, answer)
	}
	if other := postKeyed(p.URL()+x.webhook, key, "other"); other.status != 422 || other.code != "IDEMPOTENCY_KEY_REUSED" {
		t.Errorf("another message with the key: %+v", other)
	}
	in := input{appID: path.Base(path.Dir(x.webhook)), token: path.Base(x.webhook), content: key, key: new(key)}
	if o := x.all[0].executeWebhook(t, in); !o.replayed || o.id == "" || !strings.Contains(answer, `"`+o.id+`"`) {
		t.Errorf("over GraphQL: %s; before: %s", shown(o), answer)
	}
}

// Instances are killed while posts with keys are under way, and their senders go on at another one: in the end each key stands
// for one message.
func TestKeysOutliveTheirInstance(t *testing.T) {
	t.Parallel()
	const senders = 24
	x := startTrio(t)
	beginning := model.Cursor{ChannelID: x.channel}
	var answered, retried atomic.Int64
	var over atomic.Bool
	var all sync.WaitGroup
	for sender := range senders {
		all.Go(func() {
			for n := 0; !over.Load(); n++ {
				retried.Add(x.insist(t, sender, fmt.Sprintf("key-%d-%d", sender, n)))
				answered.Add(1)
			}
		})
	}
	t.Cleanup(func() { over.Store(true); all.Wait() })
	for _, p := range []*process{x.all[1], x.all[2], x.all[1]} {
		reach(t, &answered, answered.Load()+200)
		p.Kill()
		reach(t, &answered, answered.Load()+100)
		p.Restart()
	}
	over.Store(true)
	all.Wait()
	last := x.head(t).Number
	if last != answered.Load() {
		t.Errorf("%d messages for %d keys", last, answered.Load())
	}
	events := x.all[0].follow(x.channel, beginning).upTo(t, last)
	judge(t, 0, events, last, nil)
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
func (x *trio) insist(t *testing.T, first int, key string) (retries int64) {
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
func reach(t *testing.T, counter *atomic.Int64, n int64) {
	t.Helper()
	for deadline := time.Now().Add(patience); counter.Load() < n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d of %d", counter.Load(), n)
		}
	}
}
