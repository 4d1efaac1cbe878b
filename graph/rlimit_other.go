//go:build !unix

package graph

import "math"

// fileLimit is how many files this process may have open: as many as it likes.
func fileLimit() int { return math.MaxInt32 }
