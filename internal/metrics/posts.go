package metrics

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"chattr/internal/model"
)

// PostTransport is the transport of a post. Its values are those of the label door.
type PostTransport string

// The transports of posts.
const (
	REST    PostTransport = "rest"
	GraphQL PostTransport = "graphql"
)

// outcome is the transport of a post and its result: a code, ok or replayed.
type outcome struct {
	transport PostTransport
	code      model.Code
}

const (
	ok       model.Code = "OK"
	replayed model.Code = "REPLAYED"
)

// newPosts registers the counter of posts and returns its series for every transport and every result. The series exist from the
// start, so counting a post needs no lookup of labels.
func newPosts(f promauto.Factory) map[outcome]prometheus.Counter {
	vec := counters(f, "chattr_posts_total", "Posts by their result: OK, REPLAYED or the code of the refusal.", "door", "code")
	posts := map[outcome]prometheus.Counter{}
	for _, transport := range []PostTransport{REST, GraphQL} {
		for _, code := range append(model.Codes(), ok, replayed) {
			posts[outcome{transport, code}] = vec.WithLabelValues(string(transport), string(code))
		}
	}
	return posts
}

// Posted counts an accepted post. again reports whether the post was stored before and is a retry with the same idempotency key.
func (m *Metrics) Posted(transport PostTransport, again bool) {
	switch {
	case m == nil:
	case again:
		m.posts[outcome{transport, replayed}].Inc()
	default:
		m.posts[outcome{transport, ok}].Inc()
	}
}

// Refused counts a post that was refused with an error. An unknown code counts as INTERNAL.
func (m *Metrics) Refused(transport PostTransport, code model.Code) {
	if m == nil {
		return
	}
	c, found := m.posts[outcome{transport, code}]
	if !found {
		c = m.posts[outcome{transport, model.Internal}]
	}
	c.Inc()
}
