package test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// The first refused post of a webhook and code is logged immediately, further ones together in one line. The log contains nothing of
// the posts.
func TestRefusedPostsAreLogged(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	hook, disabled := newHook(t, p, "Refusals"), newDisabledHook(t, p)
	url := p.url + "/webhooks/" + hook.appID + "/" + hook.token
	send := func(url, kind, body string) {
		response, err := client.Post(url, kind, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode < http.StatusBadRequest {
			t.Errorf("%.50s: got %s, want a refusal", body, response.Status)
		}
	}
	const secret = "a secret text"
	for range 3 {
		send(url, "application/json", `{"content":"`+secret+`\u0007"}`)
		send(url, "application/json", `{"content":"`+secret+`","name":"everyone"}`)
		send(url, "application/json", `{"content":"","embeds":["`+secret+`"]}`)
		send(url, "application/json", `{"`+secret+`":`)
		send(url, "text/plain", secret)
		send(p.url+"/webhooks/"+disabled.appID+"/"+disabled.token, "application/json", `{"content":"`+secret+`"}`)
		send(p.url+"/webhooks/1000000000000000001/"+hook.token, "application/json", `{"content":"`+secret+`"}`)
		in := hook
		in.content, in.name = secret, new("system")
		if o := p.executeWebhook(t, in); o.Code != "VALIDATION_FAILED" {
			t.Errorf("executeWebhook: %s", shown(o))
		}
	}
	if got := strings.Count(p.stderr.text(), `posts to a webhook were refused`); got != 5 {
		t.Errorf("got %d lines before the end of the minute, want 5, one for the first refusal of each kind", got)
	}
	p.Terminate()
	log := p.stderr.text()
	for line, count := range map[string]int{
		`webhookId=` + hook.appID + ` code=VALIDATION_FAILED field=content,name,embeds count=11`: 1,
		`webhookId=` + hook.appID + ` code=VALIDATION_FAILED field=content count=1`:              1,
		`webhookId=` + hook.appID + ` code=INVALID_JSON count=2`:                                 1,
		`webhookId=` + hook.appID + ` code=UNSUPPORTED_MEDIA_TYPE count=2`:                       1,
		`webhookId=` + disabled.appID + ` code=WEBHOOK_DISABLED count=2`:                         1,
		`msg="posts to a webhook were refused" code=WEBHOOK_NOT_FOUND count=2`:                   1,
		secret: 0, hook.token: 0, disabled.token: 0, "1000000000000000001": 0,
	} {
		if got := strings.Count(log, line); got != count {
			t.Errorf("got %d times %q in the log, want %d", got, line, count)
		}
	}
	if lines := regexp.MustCompile(`posts to a webhook were refused`).FindAllString(log, -1); len(lines) != 10 {
		t.Errorf("got %d lines about refused posts, want 10:\n%s", len(lines), log)
	}
}
