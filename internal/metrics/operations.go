package metrics

import (
	"cmp"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// newOperations registers the counter of GraphQL operations and returns it.
func newOperations(f promauto.Factory) *prometheus.CounterVec {
	return counters(f, "chattr_graphql_operations_total",
		"GraphQL operations by the code of their first error, or OK. A subscription counts when it starts.", "type", "code")
}

// Operation counts a GraphQL operation. kind is its type, or "" if the document does not determine it. code is the code of its
// first error, or "" if it has none.
//
// SECURITY: both are words that the program defines. The caller chooses the names of operations, so they must not become labels.
func (m *Metrics) Operation(kind, code string) {
	if m != nil {
		m.operations.WithLabelValues(cmp.Or(kind, "unknown"), cmp.Or(code, string(ok))).Inc()
	}
}
