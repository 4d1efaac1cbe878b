package test

import (
	"bufio"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/metrics/metricstest"
)

// withMetrics has the metrics served on a port of their own, which the log tells.
const withMetrics = "CHATTR_METRICS_LISTEN=127.0.0.1:0"

// measured is what the server has counted.
func (p *process) measured() metricstest.Values {
	p.t.Helper()
	_, text, _ := strings.Cut(p.metrics(p.t), "\r\n\r\n") // behind the head of the answer
	return metricstest.Parse(p.t, text)
}

// counts waits until the metrics are as wanted.
func (p *process) counts(want metricstest.Values) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		wrong, have := []string{}, p.measured()
		for name, value := range want {
			if got, there := have[name]; !there || got != value {
				wrong = append(wrong, name)
			}
		}
		if len(wrong) == 0 {
			return
		}
		if time.Now().After(deadline) {
			for _, name := range wrong {
				p.t.Errorf("%s is %v, want %v", name, have[name], want[name])
			}
			return
		}
	}
}

func TestMetricsCountPosts(t *testing.T) {
	t.Parallel()
	p := startServer(t, withMetrics)
	hook := newHook(t, p, "Counted")
	send := func(in input) {
		p.postOverREST(t, in)
		p.executeWebhook(t, in)
	}
	hook.content = "plain"
	send(hook)
	hook.key = new("a-key")
	send(hook) // the door that comes second is answered what the first has stored
	hook.content, hook.key = "", nil
	send(hook)
	hook.content, hook.token = "x", "wrong"
	send(hook)
	p.GraphQL(nil, `mutation($id:ID!){postMessage(input:{channelId:$id,content:"hello"}){cursor}}`, map[string]any{"id": p.webhookChannel()})
	webhooks := `chattr_http_requests_total{method="POST",route="/webhooks/{appId}/{token}",status=`
	p.counts(metricstest.Values{
		`chattr_posts_total{code="OK",door="rest"}`: 2, `chattr_posts_total{code="OK",door="graphql"}`: 2,
		`chattr_posts_total{code="REPLAYED",door="rest"}`: 0, `chattr_posts_total{code="REPLAYED",door="graphql"}`: 1,
		`chattr_posts_total{code="VALIDATION_FAILED",door="rest"}`: 1, `chattr_posts_total{code="VALIDATION_FAILED",door="graphql"}`: 1,
		`chattr_posts_total{code="WEBHOOK_NOT_FOUND",door="rest"}`: 1, `chattr_posts_total{code="WEBHOOK_NOT_FOUND",door="graphql"}`: 1,
		webhooks + `"2xx"}`: 2, webhooks + `"4xx"}`: 2,
		`chattr_graphql_operations_total{code="VALIDATION_FAILED",type="mutation"}`: 1,
		`chattr_graphql_operations_total{code="WEBHOOK_NOT_FOUND",type="mutation"}`: 1,
		"chattr_queue_posts": 0, "chattr_breaker_open": 0, "chattr_lanes": 0,
	})
}

func TestMetricsCountStreams(t *testing.T) {
	t.Parallel()
	p := startServer(t, withMetrics)
	channel := p.webhookChannel()
	head := p.head(t, channel)
	socket, events := p.listenOnSocket(t, ownerToken, channel, head), p.listenToEvents(t, ownerToken, channel, head)
	p.counts(metricstest.Values{
		`chattr_streams_open{transport="websocket"}`: 1, `chattr_streams_open{transport="sse"}`: 1, "chattr_sockets_open": 1,
		"chattr_channels_watched": 1, "chattr_subscription_groups": 1,
		`chattr_http_requests_total{method="GET",route="/graphql",status="1xx"}`: 1,
		`chattr_graphql_operations_total{code="OK",type="subscription"}`:         2,
	})
	post(t, p.WebhookURL())
	for _, l := range []*listening{socket, events} {
		l.receives(t, `"content"`)
	}
	p.counts(metricstest.Values{
		`chattr_events_delivered_total{transport="websocket"}`: 1, `chattr_events_delivered_total{transport="sse"}`: 1,
		`chattr_event_executions_total{for="group"}`: 1, `chattr_event_executions_total{for="viewer"}`: 0,
		"chattr_hub_lag_seconds_count": 1, "chattr_hints_lost_total": 0, `chattr_stream_reads_total{kind="page"}`: 0,
	})
	p.GraphQL(nil, `mutation($id:ID!){deleteChannel(input:{channelId:$id}){channel{id}}}`, map[string]any{"id": channel})
	p.counts(metricstest.Values{
		`chattr_streams_open{transport="websocket"}`: 0, `chattr_streams_open{transport="sse"}`: 0,
		"chattr_channels_watched": 0, "chattr_subscription_groups": 0, "chattr_payload_bytes": 0,
	})
}

// What one instance sends, the other receives; a connection that is taken away from under the hints is counted.
func TestMetricsCountHints(t *testing.T) {
	t.Parallel()
	x := startThreeInstances(t, withMetrics)
	head := x.head(t)
	heard := x.all[1].listenOnSocket(t, ownerToken, x.channel, head)
	x.post(t, x.all[0], "over there")
	heard.receives(t, "over there")
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		sent := x.all[0].measured()["chattr_hints_sent_total"]
		received := x.all[1].measured()["chattr_hints_received_total"]
		if sent >= 1 && received >= 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%v hints sent, %v received", sent, received)
		}
	}
	x.killListeners(t)
	x.all[2].counts(metricstest.Values{"chattr_hint_outages_total": 1})
}

// The metrics have a listener of their own, on which there is nothing else.
func TestMetricsAreServedAlone(t *testing.T) {
	t.Parallel()
	p := startServer(t, withMetrics)
	if !strings.Contains(p.metrics(t), "go_goroutines ") {
		t.Error("there is nothing of Go's runtime")
	}
	_, rest, _ := strings.Cut(p.stderr.text(), `msg="serving metrics" address=`)
	address, _, _ := strings.Cut(rest, "\n")
	for url, want := range map[string]int{
		"http://" + address + "/metrics": http.StatusOK, "http://" + address + "/": http.StatusNotFound,
		"http://" + address + "/healthz": http.StatusNotFound, p.url + "/metrics": http.StatusNotFound,
	} {
		response, err := client.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s: %s", url, response.Status)
		}
	}
	p.Terminate()
	if _, err := client.Get("http://" + address + "/metrics"); err == nil {
		t.Error("the metrics outlive the process")
	}
}

func TestMetricsAddressInUse(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	env := []string{"CHATTR_LISTEN=" + freeAddress(t), "CHATTR_METRICS_LISTEN=" + listener.Addr().String()}
	refusedIn(t, chattr(t, t.TempDir(), env), "--metrics-listen", listener.Addr().String(), "in use")
}

// Without the database the breaker opens and posts are refused, which the metrics show.
func TestMetricsShowAnOutage(t *testing.T) {
	t.Parallel()
	address := dbtest.PostgresURL(t)
	p := startServer(t, withMetrics, "CHATTR_DATABASE_URL="+address)
	post(t, p.WebhookURL())
	shutOut(t, address)
	for range 2 { // the first opens the breaker; its end may be unknown, as that of what was under way is
		response, err := client.Post(p.WebhookURL(), "application/json", strings.NewReader(firstPost))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
	}
	p.counts(metricstest.Values{
		`chattr_posts_total{code="OK",door="rest"}`: 1, "chattr_breaker_open": 1, "chattr_database_outages_total": 1,
	})
	counted := p.measured()
	unavailable, unknown := counted[`chattr_posts_total{code="STORE_UNAVAILABLE",door="rest"}`], counted[`chattr_posts_total{code="COMMIT_UNKNOWN",door="rest"}`]
	if unavailable < 1 || unavailable+unknown != 2 {
		t.Errorf("of 2 posts without a database %v were refused, %v had no known end", unavailable, unknown)
	}
}

// A request is one line of the log at the level debug: under the id of its answer, never the caller's, and with its route, never
// its path.
func TestRequestsAreLogged(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_LOG_FORMAT=json", "CHATTR_LOG_LEVEL=debug")
	ids := map[string]map[string]any{}
	for path, route := range map[string]string{
		strings.TrimPrefix(p.WebhookURL(), p.url): "/webhooks/{appId}/{token}", "/nowhere/at-all": "/", "/graphql": "/graphql",
		"/assets/icon.svg": "/assets/{name}", "/session": "/session",
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Request-Id", "of-the-caller")
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		ids[response.Header.Get("X-Request-Id")] = map[string]any{
			"method": "GET", "route": route, "status": float64(response.StatusCode), "level": "DEBUG", "msg": "request",
		}
	}
	log := p.endedLog()
	for lines := bufio.NewScanner(strings.NewReader(log)); lines.Scan(); {
		var line map[string]any
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		id, _ := line["requestId"].(string)
		for name, want := range ids[id] {
			if line[name] != want {
				t.Errorf("%s is not %v in %s", name, want, lines.Text())
			}
		}
		delete(ids, id)
	}
	if len(ids) > 0 || strings.Contains(log, "of-the-caller") || strings.Contains(log, "at-all") {
		t.Errorf("not logged: %v; the log:\n%s", ids, log)
	}
}
