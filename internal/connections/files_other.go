//go:build !unix

package connections

import "math"

// fileLimit returns math.MaxInt32, because this system has no known limit of open files.
func fileLimit() int { return math.MaxInt32 }

// isOutOfFiles returns false, because this system has no known error for it.
func isOutOfFiles(error) bool { return false }
