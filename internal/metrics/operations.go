package metrics

import (
	"cmp"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

func newOperations(f promauto.Factory) *prometheus.CounterVec {
	return counters(f, "chattr_graphql_operations_total",
		"GraphQL operations by the code of their first error, or OK. A subscription counts when it begins.", "type", "code")
}

// Operation counts a GraphQL operation: its type, "" when the document does not say it, and the code of its first error, "" for
// none.
//
// SECURITY: both are words of the program. Names of operations are the caller's, and belong nowhere.
func (m *Metrics) Operation(kind, code string) {
	if m != nil {
		m.operations.WithLabelValues(cmp.Or(kind, "unknown"), cmp.Or(code, string(ok))).Inc()
	}
}
