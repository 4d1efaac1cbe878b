package chat

import (
	"net/netip"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/ingest"
	"chattr/internal/model"
)

// behindProxy is a world whose database is reached through a proxy.
func behindProxy(t *testing.T) (*fixture, *dbtest.Proxy) {
	t.Helper()
	proxy := dbtest.NewProxy(t, dbtest.MigratedPostgresURL(t))
	return newFixture(t, dbtest.Open(t, proxy.URL)), proxy
}

// However the connection breaks while a post is stored, there is one row and one correct response, and the next post is stored.
func TestOneRowHoweverTheConnectionBreaks(t *testing.T) {
	t.Parallel()
	for name, how := range map[string]dbtest.Cut{
		"before the server": dbtest.BeforeServer, "before the answer": dbtest.BeforeResponse, "instead of the answer": dbtest.InsteadOf,
	} {
		t.Run("fast path, "+name, func(t *testing.T) {
			t.Parallel()
			w, proxy := behindProxy(t)
			post := w.poster()
			w.ok(post("1")) // prepares the statement
			proxy.CutWhen("marked content", how)
			w.ok(post("marked content"))
			w.ok(post("3"))
			w.contents(proxy, "1", "marked content", "3")
		})
		t.Run("by a user, "+name, func(t *testing.T) {
			t.Parallel()
			w, proxy := behindProxy(t)
			w.post("1")
			proxy.CutWhen("marked content", how)
			w.post("marked content")
			proxy.CutWhen("COMMIT", how)
			w.post("3")
			w.post("4")
			w.contents(proxy, "1", "marked content", "3", "4")
		})
	}
}

// contents compares what is stored, and that the proxy has cut.
func (w *fixture) contents(proxy *dbtest.Proxy, want ...string) {
	w.t.Helper()
	if proxy.Cutting() {
		w.t.Error("nothing was cut")
	}
	page, err := w.db.MessagesOf(w.t.Context(), w.owner, []model.ID{w.channel.ID}, Page{Limit: 100})
	for range 3 { // the pool may still have a connection that the proxy is closing
		if model.ErrorCode(err) != model.StoreUnavailable {
			break
		}
		page, err = w.db.MessagesOf(w.t.Context(), w.owner, []model.ID{w.channel.ID}, Page{Limit: 100})
	}
	w.ok(err)
	var got []string
	for i, m := range page[w.channel.ID].Messages {
		got = append(got, m.Content)
		if m.Number != int64(i+1) {
			w.t.Errorf("message %d has number %d", i, m.Number)
		}
	}
	if len(got) != len(want) {
		w.t.Fatalf("stored are %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			w.t.Fatalf("stored are %q, want %q", got, want)
		}
	}
}

// A post that may be stored is not refused as if it were not: if the database becomes unavailable during the commit and stays so, the
// response is COMMIT_UNKNOWN.
func TestUnknownCommitIsReported(t *testing.T) {
	t.Parallel()
	w, proxy := behindProxy(t)
	post := w.poster()
	w.ok(post("1"))
	proxy.CutWhen("doubtful", dbtest.InsteadOf)
	result := make(chan error, 1)
	go func() { result <- post("doubtful") }()
	for proxy.Cutting() {
		time.Sleep(time.Millisecond)
	}
	proxy.SetUnavailable(true)
	began := time.Now()
	err := <-result
	proxy.SetUnavailable(false)
	// It may also have got through before the server was away.
	if took := time.Since(began); err != nil && model.ErrorCode(err) != model.CommitUnknown || took > 3*ingest.StoreTimeout {
		t.Errorf("after %v: %v", took, err)
	}
}

// While the database is unavailable, a post is refused within StoreTimeout and the next ones immediately. Posts are stored again soon after
// the database is back.
func TestOutageIsReportedAndEndsSoon(t *testing.T) {
	t.Parallel()
	w, proxy := behindProxy(t)
	in := must(w.Webhooks.Create(t.Context(), w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
	id, token := in.Webhook.ID, tokenOf(in.URL)
	execute := func() error {
		_, err := w.Webhooks.Execute(t.Context(), netip.Addr{}, ExecuteWebhookInput{AppID: id, Token: token, Content: "x"})
		return err
	}
	w.ok(execute())
	proxy.SetUnavailable(true)
	began := time.Now()
	w.code(model.StoreUnavailable, execute())
	if took := time.Since(began); took > 3*ingest.StoreTimeout {
		t.Errorf("the first was refused after %v", took)
	}
	began = time.Now()
	for range 100 {
		w.code(model.StoreUnavailable, execute())
		_, err := w.Webhooks.AuthenticateStored(t.Context(), netip.Addr{}, id, token)
		w.code(model.StoreUnavailable, err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("a hundred more took %v", took)
	}
	proxy.SetUnavailable(false)
	began = time.Now()
	for execute() != nil {
		if time.Since(began) > 15*time.Second {
			t.Fatal("posts are still refused")
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := w.head().Number; n != 2 {
		t.Errorf("%d messages are stored, want 2", n)
	}
}

// When every connection has died without a word and the database is there, as after a switch to another server, posts are stored
// all the same, each once.
func TestConnectionsThatDieInSilenceRefuseNothing(t *testing.T) {
	t.Parallel()
	w, proxy := behindProxy(t)
	post := w.poster()
	w.ok(post("1"))
	proxy.SetSilent(true)
	proxy.SetSilent(false)
	w.ok(post("2"))
	w.ok(post("3"))
	w.contents(proxy, "1", "2", "3")
}

// The same for users, whose permissions are read first, if the connections were idle for a second.
func TestIdleConnectionsThatDieInSilenceRefuseNothing(t *testing.T) {
	t.Parallel()
	w, proxy := behindProxy(t)
	w.post("1")
	proxy.SetSilent(true)
	proxy.SetSilent(false)
	time.Sleep(1100 * time.Millisecond)
	w.post("2")
	w.post("3")
	w.contents(proxy, "1", "2", "3")
}

// poster creates a webhook and returns a function that posts by it.
func (w *fixture) poster() func(content string) error {
	in := must(w.Webhooks.Create(w.t.Context(), w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
	return func(content string) error {
		_, err := w.Webhooks.Execute(w.t.Context(), netip.Addr{}, ExecuteWebhookInput{AppID: in.Webhook.ID, Token: tokenOf(in.URL), Content: content})
		return err
	}
}

// A request with an old URL of a webhook returns WEBHOOK_NOT_FOUND, whatever else is wrong with it, also where the webhook is cached.
func TestCachedWebhooksAreCheckedAgain(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, other := w.t.Context(), New(w.db, w.broker, w.o)
		in := must(w.Webhooks.Create(ctx, w.owner, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
		id, old := in.Webhook.ID, tokenOf(in.URL)
		execute := func(token, content string) error {
			_, err := other.Webhooks.Execute(ctx, netip.Addr{}, ExecuteWebhookInput{AppID: id, Token: token, Content: content})
			return err
		}
		w.ok(execute(old, "x")) // cached
		again := must(w.Webhooks.RegenerateURL(ctx, w.owner, RegenerateWebhookURLInput{WebhookID: id}))
		w.code(model.WebhookNotFound, execute(old, ""))
		w.ok(execute(tokenOf(again.URL), "y")) // cached
		w.code(model.WebhookNotFound, execute(old, "z"))
		_, err := w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: id, Name: model.Some("Renamed")})
		w.ok(err)
		p, err := other.Webhooks.Execute(ctx, netip.Addr{}, ExecuteWebhookInput{AppID: id, Token: tokenOf(again.URL), Content: "by its new name"})
		w.ok(err)
		if p.Message.AuthorName != "Renamed" {
			w.t.Errorf("posted as %q", p.Message.AuthorName)
		}
		_, err = w.Webhooks.Update(ctx, w.owner, UpdateWebhookInput{WebhookID: id, Enabled: model.Some(false)})
		w.ok(err)
		w.code(model.WebhookDisabled, execute(tokenOf(again.URL), ""))
		w.code(model.WebhookDisabled, execute(tokenOf(again.URL), "x"))
		_, err = w.Webhooks.Delete(ctx, w.owner, DeleteWebhookInput{WebhookID: id})
		w.ok(err)
		w.code(model.WebhookNotFound, execute(tokenOf(again.URL), "x"))
		if w.head().Number != 3 {
			w.t.Errorf("%d messages are stored, want 3", w.head().Number)
		}
	})
}
