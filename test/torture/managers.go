//go:build linux

package main

import (
	"context"
	"math/rand/v2"
	"time"

	"chattr/test/torture/checker"
)

// manageWebhooks moves webhooks, gives them new URLs, and switches them off and on, until the context ends. Only this changes
// webhooks, one request after the other.
func (s *scenario) manageWebhooks(ctx context.Context, mean time.Duration) {
	for ; ctx.Err() == nil; pause(ctx, mean) {
		w := s.webhooks[rand.IntN(len(s.webhooks))]
		switch dice := rand.IntN(100); {
		case dice < 40:
			s.move(ctx, w)
		case dice < 75:
			s.regenerate(ctx, w)
		default:
			s.enable(ctx, w, false)
			s.postOnEach(ctx, w)
			sleep(ctx, 500*time.Millisecond)
			s.enable(ctx, w, true)
		}
	}
}

// until sends a request again and again until it is acknowledged.
func (s *scenario) until(ctx context.Context, request checker.Request, send func(at int, record *checker.Request) result) {
	for ctx.Err() == nil {
		request.Via, request.Instance = "graphql", s.anyInstance()
		record := s.journal.begin(request)
		r := send(request.Instance, record)
		s.finishWithoutMessage(record, r)
		if r.outcome == checker.Acknowledged {
			return
		}
		sleep(ctx, 200*time.Millisecond)
	}
}

func (s *scenario) move(ctx context.Context, w *webhook) {
	request := checker.Request{Kind: checker.Move, Webhook: w.id, Channel: s.busyChannel()}
	s.until(ctx, request, func(at int, _ *checker.Request) result {
		return s.graphql(ctx, at, s.ownerIdentity(), `mutation($id: ID!, $channel: ID) {
			updateWebhook(input: {webhookId: $id, channelId: $channel}) { webhook { id } }
		}`, fields{"id": w.id, "channel": request.Channel}, nil)
	})
	s.postOnEach(ctx, w)
}

func (s *scenario) enable(ctx context.Context, w *webhook, enabled bool) {
	request := checker.Request{Kind: checker.Switch, Webhook: w.id, Enabled: enabled}
	s.until(ctx, request, func(at int, _ *checker.Request) result {
		return s.graphql(ctx, at, s.ownerIdentity(), `mutation($id: ID!, $enabled: Boolean) {
			updateWebhook(input: {webhookId: $id, enabled: $enabled}) { webhook { id } }
		}`, fields{"id": w.id, "enabled": enabled}, nil)
	})
}

// regenerate gives a webhook another URL, and then tries the old one on every instance.
func (s *scenario) regenerate(ctx context.Context, w *webhook) {
	before, old := w.current()
	url := before
	for ctx.Err() == nil {
		url++
		at := s.anyInstance()
		record := s.journal.begin(checker.Request{Kind: checker.Regenerate, Via: "graphql", Instance: at, Webhook: w.id, URL: url})
		var data struct{ RegenerateWebhookURL struct{ URL string } }
		r := s.graphql(ctx, at, s.ownerIdentity(), `mutation($id: ID!) { regenerateWebhookUrl(input: {webhookId: $id}) { url } }`,
			fields{"id": w.id}, &data)
		s.finishWithoutMessage(record, r)
		if r.outcome == checker.Acknowledged {
			w.mu.Lock()
			w.url, w.tokens[url] = url, tokenOf(data.RegenerateWebhookURL.URL)
			w.mu.Unlock()
			break
		}
		sleep(ctx, 200*time.Millisecond)
	}
	for at := range s.instances {
		s.tryWebhook(ctx, at, webhookPost{webhook: w, url: before, token: old, text: s.journal.newText()})
	}
	s.postOnEach(ctx, w)
}

// postOnEach posts by a webhook on every instance.
func (s *scenario) postOnEach(ctx context.Context, w *webhook) {
	for at := range s.instances {
		p := webhookPost{webhook: w, text: s.journal.newText()}
		p.url, p.token = w.current()
		s.tryWebhook(ctx, at, p)
	}
}
