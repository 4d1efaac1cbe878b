package metrics

import (
	"database/sql"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"

	"chattr/internal/model"
)

// A nil *Metrics, Route or Streams must be usable: packages that are given no metrics do not check for nil.
func TestNilCountsNothing(t *testing.T) {
	t.Parallel()
	var m *Metrics
	callAll(t, m)
	callAll(t, m.Route("/"))
	callAll(t, m.Streams(SSE))
}

// callAll calls every method of receiver with zero arguments, except for Handler, which needs metrics to serve.
func callAll(t *testing.T, receiver any) {
	t.Helper()
	v := reflect.ValueOf(receiver)
	for i := range v.NumMethod() {
		if v.Type().Method(i).Name == "Handler" {
			continue
		}
		method := v.Method(i)
		arguments := make([]reflect.Value, method.Type().NumIn())
		for i := range arguments {
			arguments[i] = reflect.Zero(method.Type().In(i))
		}
		method.Call(arguments)
	}
}

// used returns metrics in which every metric has at least one series.
func used() *Metrics {
	m := New()
	m.Route("/").Responded("GET", http.StatusOK)
	m.Route("/").Took(time.Second)
	m.Operation("query", "")
	m.WatchIngest(func() Ingest { return Ingest{BreakerOpen: true} })
	m.WatchChannels(func() int { return 1 })
	m.WatchSockets(func() int { return 1 })
	m.WatchGroups(func() (groups, bytes int) { return 1, 1 })
	m.WatchPool("read", func() sql.DBStats { return sql.DBStats{} })
	m.WatchPool("write", func() sql.DBStats { return sql.DBStats{} })
	return m
}

// families returns the metrics of Chattr, without those of the Go runtime and of the process.
func families(t *testing.T, m *Metrics) (ours []*dto.MetricFamily) {
	t.Helper()
	all, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if strings.HasPrefix(f.GetName(), "chattr_") {
			ours = append(ours, f)
		}
	}
	return ours
}

// docs/metrics.md must list every metric with its type and its labels, and no other metric.
func TestDocumentationListsEveryMetric(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/metrics.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(chattr_[a-z_]+)` (.*)$").FindAllStringSubmatch(string(page), -1) {
		documented[row[1]] = row[2]
	}
	for _, f := range families(t, used()) {
		want := "| " + strings.ToLower(f.GetType().String()) + " | " + labelsOf(f) + " | "
		if row, ok := documented[f.GetName()]; !ok || !strings.HasPrefix(row, want) || len(row) < len(want)+10 {
			t.Errorf("docs/metrics.md: got %q, want | `%s` %s%s", row, f.GetName(), want, f.GetHelp())
		}
		delete(documented, f.GetName())
	}
	for name := range documented {
		t.Errorf("docs/metrics.md: got %s, want only metrics that exist", name)
	}
}

// labelsOf returns the names of the labels of f as docs/metrics.md writes them.
func labelsOf(f *dto.MetricFamily) string {
	var names []string
	for _, label := range f.GetMetric()[0].GetLabel() {
		names = append(names, "`"+label.GetName()+"`")
	}
	return strings.Join(names, ", ")
}

// used must use every registered metric, and the names must follow the conventions of Prometheus.
func TestNamesFollowTheConventions(t *testing.T) {
	t.Parallel()
	m, named := used(), map[string]bool{}
	for _, f := range families(t, m) {
		named[f.GetName()] = true
		isCounter := f.GetType() == dto.MetricType_COUNTER
		if isCounter != strings.HasSuffix(f.GetName(), "_total") || f.GetHelp() == "" {
			t.Errorf("%s is a %s: %q", f.GetName(), f.GetType(), f.GetHelp())
		}
	}
	descriptions := make(chan *prometheus.Desc, 1000)
	m.registry.Describe(descriptions)
	close(descriptions)
	for d := range descriptions {
		name := regexp.MustCompile(`fqName: "([^"]+)"`).FindStringSubmatch(d.String())[1]
		if strings.HasPrefix(name, "chattr_") && !named[name] {
			t.Errorf("%s is registered, and this test does not use it", name)
		}
	}
}

// Input of callers must not create series other than those that the program defines.
func TestLabelsAreBounded(t *testing.T) {
	t.Parallel()
	m := New()
	route := m.Route("/graphql")
	for range 2 {
		for _, method := range []string{"GET", "chattr_wh_secret", "get", ""} {
			route.Responded(method, 999)
			route.Responded(method, -1)
		}
	}
	m.Refused(REST, "MADE_UP")
	m.Refused(GraphQL, model.Conflict)
	response := httptest.NewRecorder()
	m.Handler(slog.New(slog.DiscardHandler)).ServeHTTP(response, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range []string{
		`chattr_http_requests_total{method="GET",route="/graphql",status="5xx"} 2`,
		`chattr_http_requests_total{method="other",route="/graphql",status="5xx"} 6`,
		`chattr_http_requests_total{method="other",route="/graphql",status="0xx"} 6`,
		`chattr_posts_total{code="INTERNAL",door="rest"} 1`, `chattr_posts_total{code="CONFLICT",door="graphql"} 1`,
		"go_goroutines ", "process_cpu_seconds_total ",
	} {
		if !strings.Contains(response.Body.String(), line) {
			t.Errorf("there is no %s", line)
		}
	}
	if n := strings.Count(response.Body.String(), "chattr_http_requests_total{"); n != 4 {
		t.Errorf("%d series of requests", n)
	}
}

// BenchmarkPosted measures the cost of counting a post, which must be negligible beside the cost of storing it.
func BenchmarkPosted(b *testing.B) {
	m := New()
	for b.Loop() {
		m.Posted(REST, false)
	}
}

// BenchmarkResponded measures the cost of counting a request and its duration.
func BenchmarkResponded(b *testing.B) {
	route := New().Route("/webhooks/{appId}/{token}")
	for b.Loop() {
		route.Responded(http.MethodPost, http.StatusOK)
		route.Took(time.Millisecond)
	}
}
