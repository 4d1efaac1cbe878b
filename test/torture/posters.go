//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"chattr/test/torture/checker"
)

// chance reports whether something with a probability in percent happens.
func chance(percent int) bool { return rand.IntN(100) < percent }

// anyInstance returns the number of an instance, whether it runs or not.
func (s *scenario) anyInstance() int { return rand.IntN(len(s.instances)) }

// pause waits about as long as mean.
func pause(ctx context.Context, mean time.Duration) {
	sleep(ctx, time.Duration(rand.ExpFloat64()*float64(mean)))
}

// webhookPost is one post by a webhook, which may take several requests.
type webhookPost struct {
	webhook *webhook
	url     int
	token   string
	text    int
	key     string // empty: none
	spoil   string // makes the content one that is refused
}

// postByWebhooks posts by all webhooks until the context ends.
func (s *scenario) postByWebhooks(ctx context.Context, mean time.Duration) {
	for ; ctx.Err() == nil; pause(ctx, mean) {
		p := webhookPost{webhook: s.webhooks[rand.IntN(len(s.webhooks))], text: s.journal.newText()}
		p.url, p.token = p.webhook.current()
		if chance(60) {
			p.key = fmt.Sprintf("key-%d", p.text)
		}
		switch dice := rand.IntN(100); {
		case dice < 3:
			p.spoil = strings.Repeat("x", 4001)
			s.tryWebhook(ctx, s.anyInstance(), p)
		case dice < 8:
			s.postByOldURL(ctx, p)
		case dice < 16:
			s.replay(ctx, p)
		case dice < 26 && p.key != "":
			s.postTogether(ctx, p)
		default:
			s.postUntilKnown(ctx, p)
		}
	}
}

// postQuietly posts into the quiet channel, so rarely that the limit for its arrival is over before the next post.
func (s *scenario) postQuietly(ctx context.Context) {
	for ; ctx.Err() == nil; sleep(ctx, 5*time.Second+time.Duration(rand.IntN(4000))*time.Millisecond) {
		s.postQuiet(ctx, s.anyInstance())
	}
}

// postQuiet posts into the quiet channel: on another instance that gets no hints, only the poll can find this post.
func (s *scenario) postQuiet(ctx context.Context, at int) {
	p := webhookPost{webhook: s.quiet, text: s.journal.newText()}
	p.url, p.token = p.webhook.current()
	s.tryWebhook(ctx, at, p)
}

// burst starts some posts without keys at one instance, and does not wait for them.
func (s *scenario) burst(ctx context.Context, at int) {
	for range 8 {
		p := webhookPost{webhook: s.webhooks[rand.IntN(len(s.webhooks))], text: s.journal.newText()}
		p.url, p.token = p.webhook.current()
		go s.tryWebhook(ctx, at, p)
	}
}

func (s *scenario) postByOldURL(ctx context.Context, p webhookPost) {
	if url, token, ok := p.webhook.older(); ok {
		p.url, p.token = url, token
		s.tryWebhook(ctx, s.anyInstance(), p)
	}
}

// replay posts again with a key that was used: with the same text, or with another one.
func (s *scenario) replay(ctx context.Context, p webhookPost) {
	p.webhook.mu.Lock()
	var used usedKey
	if n := len(p.webhook.keys); n > 0 {
		used = p.webhook.keys[rand.IntN(n)]
	}
	p.webhook.mu.Unlock()
	if used.key == "" {
		return
	}
	p.key = used.key
	if chance(70) {
		p.text = used.text
	}
	s.tryWebhook(ctx, s.anyInstance(), p)
}

// postTogether sends the same post with the same key to several instances at the same time.
func (s *scenario) postTogether(ctx context.Context, p webhookPost) {
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() { s.postUntilKnown(ctx, p) })
	}
	all.Wait()
}

// postUntilKnown posts, and posts again if the outcome is unknown and there is a key that makes this harmless.
func (s *scenario) postUntilKnown(ctx context.Context, p webhookPost) {
	for range 8 {
		r := s.tryWebhook(ctx, s.anyInstance(), p)
		isTemporary := r.outcome == checker.Unknown || r.code == "STORE_UNAVAILABLE" || r.code == "OVERLOADED" ||
			r.code == "SHUTTING_DOWN" || r.code == "RATE_LIMITED"
		if p.key == "" || !isTemporary || ctx.Err() != nil {
			return
		}
		pause(ctx, 300*time.Millisecond)
		p.url, p.token = p.webhook.current()
	}
}

// tryWebhook sends one request over REST or GraphQL and records it.
func (s *scenario) tryWebhook(ctx context.Context, at int, p webhookPost) result {
	request := checker.Request{Kind: checker.Post, Instance: at, Via: "rest", Webhook: p.webhook.id, URL: p.url, Text: p.text}
	if p.key != "" {
		request.Key = p.webhook.id + " " + p.key
	}
	if chance(30) {
		request.Via = "graphql"
	}
	record := s.journal.begin(request)
	var r result
	var posted messageOf
	if request.Via == "rest" {
		r, posted = s.postREST(ctx, at, p)
	} else {
		r, posted = s.executeWebhook(ctx, at, p)
	}
	s.finish(record, r, posted)
	if r.outcome == checker.Acknowledged {
		s.noted(record)
		if p.key != "" {
			p.webhook.remember(usedKey{p.key, p.text, p.url})
		}
	}
	return r
}

func (w *webhook) remember(k usedKey) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.keys = append(w.keys, k)
	if len(w.keys) > 100 {
		w.keys = append([]usedKey(nil), w.keys[50:]...)
	}
}

// finish records a response. One that cannot be read is a violation.
func (s *scenario) finish(record *checker.Request, r result, posted messageOf) {
	var err error
	s.journal.end(record, func(record *checker.Request) {
		record.Outcome, record.Code = r.outcome, r.code
		if r.outcome == checker.Acknowledged {
			err = posted.record(record)
		}
	})
	if err != nil {
		s.journal.violate("response", fmt.Sprintf("the response of request %d: %v: %s", record.ID, err, r.body))
	}
}

func (s *scenario) postREST(ctx context.Context, at int, p webhookPost) (r result, posted messageOf) {
	url := fmt.Sprintf("%s/webhooks/%s/%s", s.instances[at].url(), p.webhook.id, p.token)
	var headers []string
	if p.key != "" {
		headers = []string{"Idempotency-Key", p.key}
	}
	r = s.post(ctx, url, fields{"content": checker.Text(p.text) + p.spoil, "name": "CI"}, headers...)
	_ = json.Unmarshal(r.body, &posted)
	posted.Replayed = r.header.Get("Idempotent-Replayed") == "true"
	return r, posted
}

func (s *scenario) executeWebhook(ctx context.Context, at int, p webhookPost) (r result, posted messageOf) {
	var data struct{ ExecuteWebhook messageOf }
	input := fields{"appId": p.webhook.id, "token": p.token, "content": checker.Text(p.text) + p.spoil, "name": "CI"}
	if p.key != "" {
		input["idempotencyKey"] = p.key
	}
	r = s.graphql(ctx, at, identity{}, `mutation($input: ExecuteWebhookInput!) {
		executeWebhook(input: $input) { message { id channelId } cursor replayed }
	}`, fields{"input": input}, &data)
	return r, data.ExecuteWebhook
}
