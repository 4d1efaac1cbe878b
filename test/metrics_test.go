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

// withMetrics is the setting that serves the metrics on a free port, which the log contains.
const withMetrics = "CHATTR_METRICS_LISTEN=127.0.0.1:0"

// measured returns the current metrics of the server.
func (p *process) measured() metricstest.Values {
	p.t.Helper()
	_, text, _ := strings.Cut(p.metrics(p.t), "\r\n\r\n") // the body of the response
	return metricstest.Parse(p.t, text)
}

// counts waits until the metrics have these values.
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
				p.t.Errorf("%s: got %v, want %v", name, have[name], want[name])
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
	send(hook) // the second transport returns the message that the first has stored
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

// Hints that one instance sends are received by the others. The loss of the connection that receives hints is counted.
func TestMetricsCountHints(t *testing.T) {
	t.Parallel()
	x := startThreeInstances(t, withMetrics)
	head := x.head(t)
	received := x.all[1].listenOnSocket(t, ownerToken, x.channel, head)
	x.post(t, x.all[0], "a post on another instance")
	received.receives(t, "a post on another instance")
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		sent := x.all[0].measured()["chattr_hints_sent_total"]
		received := x.all[1].measured()["chattr_hints_received_total"]
		if sent >= 1 && received >= 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("got %v sent and %v received hints, want at least one of each", sent, received)
		}
	}
	x.killListeners(t)
	x.all[2].counts(metricstest.Values{"chattr_hint_outages_total": 1})
}

// The metrics have their own listener, which serves nothing else.
func TestMetricsAreServedAlone(t *testing.T) {
	t.Parallel()
	p := startServer(t, withMetrics)
	if !strings.Contains(p.metrics(t), "go_goroutines ") {
		t.Error("got no metrics of Go's runtime")
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
			t.Errorf("%s: got %s, want %d", url, response.Status, want)
		}
	}
	p.Terminate()
	if _, err := client.Get("http://" + address + "/metrics"); err == nil {
		t.Error("the metrics are still served after the process has ended")
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

// While the database is unavailable, the metrics show that the breaker is open and that posts are refused.
func TestMetricsShowAnOutage(t *testing.T) {
	t.Parallel()
	address := dbtest.PostgresURL(t)
	p := startServer(t, withMetrics, "CHATTR_DATABASE_URL="+address)
	post(t, p.WebhookURL())
	shutOut(t, address)
	for range 2 { // the first opens the breaker; it can be COMMIT_UNKNOWN, because the connection was lost during the post
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
		t.Errorf("2 posts without a database: got %v STORE_UNAVAILABLE and %v COMMIT_UNKNOWN", unavailable, unknown)
	}
}

// Each request leaves one line in the log at the level debug. The line has the id that the response has, never an id of the caller, and
// the route, never the path.
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
				t.Errorf("got %v as %s, want %v in %s", line[name], name, want, lines.Text())
			}
		}
		delete(ids, id)
	}
	if len(ids) > 0 || strings.Contains(log, "of-the-caller") || strings.Contains(log, "at-all") {
		t.Errorf("requests without a line: %v; the log:\n%s", ids, log)
	}
}
