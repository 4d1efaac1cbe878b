package webhookapi

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func TestPostReturnsTheStoredMessage(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	a := w.post(t, `{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}`)
	m := a.message(t)
	cursor, err := model.ParseCursor(m.Cursor)
	must(t, err)
	if cursor.Number != 1 || cursor.ChannelID != w.channel.ID || cursor.EventID.String() != m.ID {
		t.Errorf("the cursor is %+v", cursor)
	}
	want := fmt.Sprintf(`{"message":{"id":"%s","channelId":"%s","content":"Deploy completed successfully.","createdAt":"%s","cursor":"%s",`+
		`"author":{"kind":"WEBHOOK","id":"%s","name":"CI Bot","avatarUrl":"https://a.example/ci.png"}}}`+"\n",
		m.ID, w.channel.ID, m.CreatedAt, m.Cursor, w.webhook.ID)
	if a.text != want {
		t.Errorf("got  %swant %s", a.text, want)
	}
	id, err := model.ParseID(m.ID)
	must(t, err)
	node, err := w.chat.Messages.Get(t.Context(), w.actor, id)
	must(t, err)
	if node.Content != m.Content || node.AuthorName != "CI Bot" || model.FormatTime(node.CreatedAt) != m.CreatedAt {
		t.Errorf("stored is %+v", node)
	}
}

func TestPostOverridesNameAndAvatar(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for body, want := range map[string]string{
		`{"content":"x"}`: "CI https://a.example/ci.png",
		`{"content":"x","name":" Bot ","avatarUrl":" https://b.example/ "}`: "Bot https://b.example/",
		`{"content":"x","name":"","avatarUrl":""}`:                          "CI https://a.example/ci.png",
		`{"content":"x","name":" \n","avatarUrl":"\t"}`:                     "CI https://a.example/ci.png",
		`{"content":"x","name":null,"avatarUrl":null,"embeds":[{}],"b":1}`:  "CI https://a.example/ci.png",
	} {
		m := w.post(t, body).message(t)
		if got := m.Author.Name + " " + *m.Author.AvatarURL; got != want || m.Author.Kind != "WEBHOOK" || m.Author.ID != w.webhook.ID.String() {
			t.Errorf("%s: got %+v", body, m.Author)
		}
	}
}

func TestContentIsReadBackByteForByte(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, content := range []string{
		"<b>&amp;</b> \"quoted\" \\ back / slash", "tab\there\nnew\r\nline", "é e\u0301 Å \u212b", "😀 👩‍👩‍👧 🏳️‍🌈 \U0010ffff",
		"line\u2028paragraph\u2029bom\ufeffreplacement\ufffdend", "עברית \u202eturned\u202c עם", "a\u200bb\u00adc\u00a0d",
		"Z͑ͫ̓ͪ̂ͫ̽͏a", "\ue000private\U000e0041tag x", "\ufffe\uffff nonchar", "' OR 1=1; -- ? $1 %s {} ?0", strings.Repeat("漢", 4000),
	} {
		for _, body := range []string{quote(content), ascii(content)} {
			if got := w.post(t, `{"content":`+body+`}`).message(t).Content; got != content {
				t.Errorf("sent %q, got %q", content, got)
			}
		}
	}
}

// quote returns text as a JSON string with as few escapes as possible.
func quote(text string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(text) + `"`
}

// ascii returns text as a JSON string with an escape for each UTF-16 code unit.
func ascii(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r >= 0x10000 {
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04X`, 0xd800+r>>10, 0xdc00+r&0x3ff)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return `"` + b.String() + `"`
}

func TestGetAndHeadPostNothing(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	want := fmt.Sprintf(`{"id":"%s","name":"CI","avatarUrl":"https://a.example/ci.png","channelId":"%s"}`+"\n", w.webhook.ID, w.channel.ID)
	get := w.send(t, http.MethodGet, w.path, nil)
	if get.StatusCode != 200 || get.text != want || get.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%s %v %s", get.Status, get.Header, get.text)
	}
	get.checkHeaders(t)
	head := w.send(t, http.MethodHead, w.path, nil)
	if head.StatusCode != 200 || head.text != "" || !slices.Equal(comparable(head), comparable(get)) {
		t.Errorf("%s %v %s", head.Status, head.Header, head.text)
	}
	if got := w.send(t, http.MethodGet, w.path, strings.NewReader(`{"content":"x"}`), jsonType); got.StatusCode != 200 {
		t.Errorf("GET with a body: %s", got.Status)
	}
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

// comparable returns the header lines in order, without those that differ between two identical requests.
func comparable(a fullResponse) (lines []string) {
	for name, values := range a.Header {
		if name != "X-Request-Id" && name != "Date" {
			lines = append(lines, name+": "+strings.Join(values, ", "))
		}
	}
	slices.Sort(lines)
	return lines
}

func TestDisabledWebhook(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	enable := func(on bool) {
		_, err := w.chat.Webhooks.Update(t.Context(), w.actor, chat.UpdateWebhookInput{WebhookID: w.webhook.ID, Enabled: model.Some(on)})
		must(t, err)
	}
	enable(false)
	for _, a := range []fullResponse{w.post(t, `{"content":"x"}`), w.post(t, `not JSON`), w.send(t, http.MethodGet, w.path, nil)} {
		if p := a.problem(t); p.Status != 403 || p.Code != model.WebhookDisabled {
			t.Errorf("%s: %s", a.Status, a.text)
		}
	}
	if a := w.send(t, http.MethodHead, w.path, nil); a.StatusCode != 403 || a.text != "" {
		t.Errorf("HEAD: %s %s", a.Status, a.text)
	}
	wrong := w.path[:len(w.path)-1] + "!"
	if p := w.send(t, http.MethodGet, wrong, nil).problem(t); p.Code != model.WebhookNotFound {
		t.Errorf("wrong token of a disabled webhook: %s", p.Code)
	}
	enable(true)
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

func TestNotFoundsAreIdentical(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	other, otherPath := w.newWebhook(t)
	deleted, deletedPath := w.newWebhook(t)
	_, err := w.chat.Webhooks.Delete(t.Context(), w.actor, chat.DeleteWebhookInput{WebhookID: deleted.ID})
	must(t, err)
	regenerated, oldPath := w.newWebhook(t)
	_, err = w.chat.Webhooks.RegenerateURL(t.Context(), w.actor, chat.RegenerateWebhookURLInput{WebhookID: regenerated.ID})
	must(t, err)
	token := w.path[strings.LastIndex(w.path, "/"):]
	paths := []string{
		"/webhooks/" + other.ID.String() + token, deletedPath, oldPath, "/webhooks/" + w.channel.ID.String() + token,
		"/webhooks/0000000000000000000" + token, "/webhooks/0" + token, "/webhooks/-000000000000000001" + token, "/webhooks/x" + token,
		"/webhooks/99999999999999999999" + token, "/webhooks/%00" + token, "/webhooks/" + w.webhook.ID.String() + "%20" + token,
		otherPath + "x", otherPath[:len(otherPath)-1],
		"/webhooks/" + w.webhook.ID.String() + "/x", "/webhooks/" + w.webhook.ID.String() + "/" + strings.Repeat("x", 5000),
	}
	for _, method := range []string{http.MethodPost, http.MethodGet} {
		var first fullResponse
		for i, path := range paths {
			from := fmt.Sprintf("X-Forwarded-For: 192.0.2.%d", i) // another address for each path, so that the rate limit of unknown URLs is not reached
			for _, body := range []string{`{"content":"x"}`, `{"content":`, "", strings.Repeat("x", 2*maxBody)} {
				a := w.send(t, method, path, strings.NewReader(body), from, "Idempotency-Key: k", jsonType, "Content-Encoding: gzip")
				p := a.problem(t)
				if p.Status != 404 || p.Code != model.WebhookNotFound {
					t.Fatalf("%s %.150s: %s %s", method, path, a.Status, a.text)
				}
				a.text = strings.Replace(a.text, p.RequestID, "", 1)
				if first.Response == nil {
					first = a
				}
				if a.text != first.text || !slices.Equal(comparable(a), comparable(first)) || a.Close != first.Close {
					t.Errorf("%s %.150s: %v %s", method, path, a.Header, a.text)
				}
			}
		}
	}
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

// TestNotFoundsOfKnownWebhooksAreIdentical checks that a URL that was valid when it was last used gets the same response as one that
// never was, for valid and invalid posts.
func TestNotFoundsOfKnownWebhooksAreIdentical(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	never := w.send(t, http.MethodPost, "/webhooks/"+w.channel.ID.String()+"/x", strings.NewReader(`{}`), jsonType)
	for _, lines := range [][]string{{"Content-Type: text/plain"}, {jsonType, "Content-Encoding: gzip"}, {jsonType}} {
		known, path := w.newWebhook(t)
		w.send(t, http.MethodPost, path, strings.NewReader(`{"content":"x"}`), jsonType).message(t)
		_, err := w.otherInstance.Webhooks.RegenerateURL(t.Context(), w.actor, chat.RegenerateWebhookURLInput{WebhookID: known.ID})
		must(t, err)
		a := w.send(t, http.MethodPost, path, strings.NewReader(`{}`), lines...)
		if p := a.problem(t); p.Code != model.WebhookNotFound || !slices.Equal(comparable(a), comparable(never)) {
			t.Errorf("%v: %s %v", lines, p.Code, a.Header)
		}
	}
}

func TestPaths(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, path := range []string{"//webhooks/", "/webhooks//", "///webhooks///"} {
		for _, end := range []string{"", "/", "//", "?wait=true", "/?"} {
			full := path + strings.Replace(strings.TrimPrefix(w.path, "/webhooks/"), "/", "//", 1) + end
			if !Matches(strings.SplitN(full, "?", 2)[0]) {
				t.Errorf("%s is not matched", full)
			}
			w.send(t, http.MethodPost, full, strings.NewReader(`{"content":"x"}`), jsonType).message(t)
		}
	}
	for _, path := range []string{"/webhooks", "/webhooks/", "/webhooks/x", "/webhooks/x/", w.path + "/slack", w.path + "/messages/1", w.path + "//x/"} {
		for _, method := range []string{http.MethodPost, http.MethodGet, http.MethodDelete} {
			a := w.send(t, method, path, nil)
			if p := a.problem(t); p.Status != 404 || p.Code != model.NotFound || !Matches(path) {
				t.Errorf("%s %s: %s", method, path, a.text)
			}
		}
	}
	for _, path := range []string{"", "/", "/webhook", "/webhooksx", "/graphql", "/Webhooks/x/y", "/api/webhooks/x/y"} {
		if Matches(path) {
			t.Errorf("%s is matched", path)
		}
	}
}

func TestMethods(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, path := range []string{w.path, w.path + "x"} {
		for _, method := range []string{"PUT", "PATCH", "DELETE", "TRACE", "post", "BREW"} {
			a := w.send(t, method, path, strings.NewReader(`{"content":"x"}`), jsonType)
			if p := a.problem(t); p.Status != 405 || p.Code != model.MethodNotAllowed || a.Header.Get("Allow") != "GET, HEAD, OPTIONS, POST" {
				t.Errorf("%s: %s %v", method, a.Status, a.Header)
			}
		}
	}
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

func TestRefusedPostsStoreNothing(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, c := range []struct {
		body   string
		lines  []string
		status int
		code   model.Code
		detail string
	}{
		{"", []string{jsonType}, 400, model.InvalidJSON, "The body is not valid JSON: at byte 1 expected an object; got the end of the body."},
		{`{"content":"x"} {}`, []string{jsonType}, 400, model.InvalidJSON, ""},
		{`[{"content":"x"}]`, []string{jsonType}, 400, model.InvalidJSON, ""},
		{"\ufeff" + `{"content":"x"}`, []string{jsonType}, 400, model.InvalidJSON, ""},
		{`{"content":"x","content":"x"}`, []string{jsonType}, 400, model.DuplicateKey, ""},
		{"{\"content\":\"\xff\"}", []string{jsonType}, 400, model.InvalidUTF8, ""},
		{`{"content":"\ud800"}`, []string{jsonType}, 400, model.InvalidUTF8, ""},
		{`{"content":"x","a":` + nested("[", "", "]", 40) + `}`, []string{jsonType}, 400, model.JSONTooDeep, ""},
		{`{"content":"x"}`, []string{jsonType, "Idempotency-Key: "}, 400, model.IdempotencyKeyInvalid, ""},
		{`{"content":"x"}`, []string{jsonType, "Idempotency-Key: a b"}, 400, model.IdempotencyKeyInvalid, ""},
		{`{"content":"x"}`, []string{jsonType, "Idempotency-Key: é"}, 400, model.IdempotencyKeyInvalid, ""},
		{`{"content":"x"}`, []string{jsonType, "Idempotency-Key: " + strings.Repeat("k", 256)}, 400, model.IdempotencyKeyInvalid, ""},
		{`{"content":"x"}`, []string{jsonType, "Idempotency-Key: a", "Idempotency-Key: a"}, 400, model.IdempotencyKeyInvalid, "Send one Idempotency-Key header, not 2."},
		{`{"content":"x"}`, nil, 415, model.UnsupportedType, "Send the header Content-Type: application/json, with the body in UTF-8."},
		{`content=x`, []string{"Content-Type: application/x-www-form-urlencoded"}, 415, model.UnsupportedType, ""},
		{`{"content":"x"}`, []string{"Content-Type: text/plain"}, 415, model.UnsupportedType, ""},
		{`{"content":"x"}`, []string{"Content-Type: application/json; charset=latin1"}, 415, model.UnsupportedType, ""},
		{`{"content":"x"}`, []string{"Content-Type: application/jsonp"}, 415, model.UnsupportedType, ""},
		{`{"content":"x"}`, []string{"Content-Type: application/json, text/plain"}, 415, model.UnsupportedType, ""},
		{`{"content":"x"}`, []string{jsonType, jsonType}, 415, model.UnsupportedType, ""},
		{`{"content":"x"}`, []string{jsonType, "Content-Encoding: gzip"}, 415, model.UnsupportedEncoding, ""},
		{`{"content":"x"}`, []string{jsonType, "Content-Encoding: identity, br"}, 415, model.UnsupportedEncoding, ""},
		{`{"content":"` + strings.Repeat("x", maxBody) + `"}`, []string{jsonType}, 413, model.BodyTooLarge, "The body is larger than 65536 bytes."},
		{`{}`, []string{jsonType}, 422, model.ValidationFailed, "content is required."},
		{`{"content":"` + strings.Repeat("x", 4213) + `"}`, []string{jsonType}, 422, model.ValidationFailed, "content is 4213 characters long; the limit is 4000."},
	} {
		a := w.send(t, http.MethodPost, w.path, strings.NewReader(c.body), c.lines...)
		p := a.problem(t)
		if p.Status != c.status || p.Code != c.code || c.detail != "" && p.Detail != c.detail {
			t.Errorf("%.60q %v: %s", c.body, c.lines, a.text)
		}
	}
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

func TestFieldErrors(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for body, want := range map[string]string{
		`{"content":null}`:                                         "content REQUIRED 0 0",
		`{"content":"x","name":7}`:                                 "name TYPE 0 0",
		`{"content":" \n\u200b"}`:                                  "content EMPTY 0 0",
		`{"content":"` + strings.Repeat("é", 4001) + `"}`:          "content TOO_LONG 4000 4001",
		`{"content":"a\u0000b"}`:                                   "content INVALID_CHARACTER 0 0",
		`{"content":"x","name":"a\nb"}`:                            "name INVALID_CHARACTER 0 0",
		`{"content":"x","name":"` + strings.Repeat("n", 81) + `"}`: "name TOO_LONG 80 81",
		`{"content":"x","name":"ｓｙｓｔｅｍ"}`:                          "name RESERVED 0 0",
		`{"content":"x","avatarUrl":"ftp://a/b"}`:                  "avatarUrl INVALID_URL 0 0",
		`{"content":"","name":"here","avatarUrl":"x"}`:             "content EMPTY 0 0, name RESERVED 0 0, avatarUrl INVALID_URL 0 0",
	} {
		a := w.post(t, body)
		p := a.problem(t)
		var got []string
		for _, e := range p.Errors {
			got = append(got, fmt.Sprint(e.Field, " ", e.Code, " ", e.Limit, " ", e.Got))
		}
		if got := strings.Join(got, ", "); p.Status != 422 || p.Code != model.ValidationFailed || got != want {
			t.Errorf("%.60s: %s", body, a.text)
		}
	}
	if n := w.posts(t); n != 0 {
		t.Errorf("%d messages were posted", n)
	}
}

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, line := range []string{
		"Content-Type: application/json", "Content-Type: Application/JSON", "content-type: application/json; charset=utf-8",
		"Content-Type: application/json;charset=\"UTF-8\"", "Content-Type: application/json ; Charset=Utf8", "Content-Type: application/json; v=1",
		"Content-Type: application/json;",
	} {
		w.send(t, http.MethodPost, w.path, strings.NewReader(`{"content":"x"}`), line).message(t)
	}
	for _, line := range []string{"Content-Encoding: identity", "Content-Encoding: Identity", "Content-Encoding: "} {
		w.post(t, `{"content":"x"}`, line).message(t)
	}
	// http.Client does not know the length of this reader, so it sends the body in chunks.
	w.send(t, http.MethodPost, w.path, io.MultiReader(strings.NewReader(`{"content"`), strings.NewReader(`:"x"}`)), jsonType).message(t)
}

func TestIdempotency(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for i, lines := range [][]string{
		{"Idempotency-Key: own"},
		{"Webhook-Id: wh"},
		{"X-GitHub-Delivery: gh"},
		{"X-Gitea-Delivery: gt"},
		{"Idempotency-Key: own2", "Webhook-Id: wh", "X-Gitea-Delivery: gt"},
		{"Webhook-Id: wh2", "X-GitHub-Delivery: gh"},
		{"Webhook-Id: ", "X-GitHub-Delivery: gh2"},
		{"Idempotency-Key: " + strings.Repeat("~", 255)},
	} {
		body := fmt.Sprintf(`{"content":"post %d"}`, i)
		first, again := w.post(t, body, lines...), w.post(t, body, lines...)
		if first.message(t).ID != again.message(t).ID || first.text != again.text {
			t.Errorf("%v: %s, then %s", lines, first.text, again.text)
		}
		if first.Header.Get("Idempotent-Replayed") != "" || again.Header.Get("Idempotent-Replayed") != "true" {
			t.Errorf("%v: replayed %q, then %q", lines, first.Header.Get("Idempotent-Replayed"), again.Header.Get("Idempotent-Replayed"))
		}
		other := w.post(t, `{"content":"something else"}`, lines...)
		if p := other.problem(t); p.Status != 422 || p.Code != model.IdempotencyKeyReused {
			t.Errorf("%v: %s", lines, other.text)
		}
	}
	if n := w.posts(t); n != 8 {
		t.Errorf("%d messages were posted, want 8", n)
	}
}

// TestIdempotencyKeysCompareStoredTexts checks that a repeated key compares the texts as they are stored. Two JSON spellings of one
// stored text are the same request. A text with another indentation is a different request.
func TestIdempotencyKeysCompareStoredTexts(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	const key = "Idempotency-Key: texts"
	first := w.post(t, `{"content":"  a\n  b"}`, key).message(t)
	for _, body := range []string{`{"content":"\n  a\n  b \n"}`, `{"content":"\u001b[31m  a\n\u001b[0m  b\u001b[0m\n"}`} {
		if again := w.post(t, body, key); again.message(t).ID != first.ID || again.Header.Get("Idempotent-Replayed") != "true" {
			t.Errorf("%s: %s", body, again.text)
		}
	}
	if p := w.post(t, `{"content":"a\n  b"}`, key).problem(t); p.Code != model.IdempotencyKeyReused {
		t.Errorf("another indentation: %s", p.Code)
	}
}
