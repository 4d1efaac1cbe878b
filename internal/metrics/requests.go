package metrics

import (
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

type requests struct {
	answered *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

func newRequests(f promauto.Factory) requests {
	return requests{
		counters(f, "chattr_http_requests_total", "Requests that were answered, by the class of their status.", "route", "method", "status"),
		histograms(f, "chattr_http_request_seconds", "Time that requests took, but for those that became streams.", seconds, "route"),
	}
}

var methods = [...]string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodPatch, otherMethod,
}

const otherMethod = "other"

// Method is a method as it is counted: one of those that are in use, or "other".
func Method(method string) string { return methods[methodIndex(method)] }

func methodIndex(method string) int {
	if i := slices.Index(methods[:], method); i >= 0 {
		return i
	}
	return len(methods) - 1
}

// Route counts the requests to one route. A nil Route counts nothing.
type Route struct {
	pattern  string
	answered *prometheus.CounterVec
	took     prometheus.Observer
	counters [len(methods)][statusClasses]atomic.Pointer[prometheus.Counter] // made when first needed
}

const statusClasses = 6

// Route makes the Route of a pattern, never of a path.
func (m *Metrics) Route(pattern string) *Route {
	if m == nil {
		return nil
	}
	return &Route{pattern: pattern, answered: m.requests.answered, took: m.requests.took.WithLabelValues(pattern)}
}

// Answered counts a request by the method and the status of its answer.
func (r *Route) Answered(method string, status int) {
	if r == nil {
		return
	}
	class := max(0, min(status/100, statusClasses-1))
	place := &r.counters[methodIndex(method)][class]
	c := place.Load()
	if c == nil {
		made := r.answered.WithLabelValues(r.pattern, Method(method), strconv.Itoa(class)+"xx")
		c = &made
		place.Store(c)
	}
	(*c).Inc()
}

// Took notes how long a request took that did not become a stream.
func (r *Route) Took(d time.Duration) {
	if r != nil {
		r.took.Observe(d.Seconds())
	}
}
