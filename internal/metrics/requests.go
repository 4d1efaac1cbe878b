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

// requests are the metrics of HTTP requests.
type requests struct {
	responded *prometheus.CounterVec
	took      *prometheus.HistogramVec
}

// newRequests registers the metrics of HTTP requests and returns them.
func newRequests(f promauto.Factory) requests {
	return requests{
		counters(f, "chattr_http_requests_total", "Requests that received a response, by the class of its status.", "route", "method", "status"),
		histograms(f, "chattr_http_request_seconds", "Duration of requests, except for those that became streams.", seconds, "route"),
	}
}

// methods are the values of the label method. The last one stands for all methods that are not listed.
var methods = [...]string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodPatch, otherMethod,
}

const otherMethod = "other"

// Method returns the value of the label method: the method itself if it is a common one, else "other".
func Method(method string) string { return methods[methodIndex(method)] }

// methodIndex returns the index of method in methods. It returns the last index for methods that are not listed.
func methodIndex(method string) int {
	if i := slices.Index(methods[:], method); i >= 0 {
		return i
	}
	return len(methods) - 1
}

// Route counts the requests to one route. A nil *Route counts nothing.
type Route struct {
	pattern   string
	responded *prometheus.CounterVec
	took      prometheus.Observer
	counters  [len(methods)][statusClasses]atomic.Pointer[prometheus.Counter] // created when first used
}

// statusClasses is the number of classes of status codes, 0xx to 5xx.
const statusClasses = 6

// Route returns a new Route for the pattern of a route. The pattern becomes a label, so it must never be the path of a request.
// Route returns nil if m is nil.
func (m *Metrics) Route(pattern string) *Route {
	if m == nil {
		return nil
	}
	return &Route{pattern: pattern, responded: m.requests.responded, took: m.requests.took.WithLabelValues(pattern)}
}

// Responded counts a request by its method and the status code of its response.
func (r *Route) Responded(method string, status int) {
	if r == nil {
		return
	}
	class := max(0, min(status/100, statusClasses-1))
	slot := &r.counters[methodIndex(method)][class]
	c := slot.Load()
	if c == nil {
		created := r.responded.WithLabelValues(r.pattern, Method(method), strconv.Itoa(class)+"xx")
		c = &created
		slot.Store(c)
	}
	(*c).Inc()
}

// Took records the duration of a request. Do not call it for a request that became a stream.
func (r *Route) Took(d time.Duration) {
	if r != nil {
		r.took.Observe(d.Seconds())
	}
}
