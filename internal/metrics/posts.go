package metrics

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"chattr/internal/model"
)

// Door is where posts come in.
type Door string

// The doors.
const (
	REST    Door = "rest"
	GraphQL Door = "graphql"
)

type outcome struct {
	door Door
	code model.Code
}

const (
	ok       model.Code = "OK"
	replayed model.Code = "REPLAYED"
)

func newPosts(f promauto.Factory) map[outcome]prometheus.Counter {
	vec := counters(f, "chattr_posts_total", "Posts by what they were answered: OK, REPLAYED or the code of the refusal.", "door", "code")
	posts := map[outcome]prometheus.Counter{}
	for _, door := range []Door{REST, GraphQL} {
		for _, code := range append(model.Codes(), ok, replayed) {
			posts[outcome{door, code}] = vec.WithLabelValues(string(door), string(code))
		}
	}
	return posts
}

// Posted counts a post that was stored, or was stored before.
func (m *Metrics) Posted(door Door, again bool) {
	switch {
	case m == nil:
	case again:
		m.posts[outcome{door, replayed}].Inc()
	default:
		m.posts[outcome{door, ok}].Inc()
	}
}

// Refused counts a post that was answered with an error.
func (m *Metrics) Refused(door Door, code model.Code) {
	if m == nil {
		return
	}
	c, known := m.posts[outcome{door, code}]
	if !known {
		c = m.posts[outcome{door, model.Internal}]
	}
	c.Inc()
}
