//go:build unix

package connections

import (
	"errors"
	"math"
	"syscall"
)

// fileLimit returns how many files this process may have open. It returns math.MaxInt32 if the limit is unknown or higher.
func fileLimit() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return math.MaxInt32
	}
	return int(min(uint64(limit.Cur), math.MaxInt32))
}

// isOutOfFiles reports whether err means that a connection was not accepted because the process or the machine has no free file
// descriptor.
func isOutOfFiles(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
