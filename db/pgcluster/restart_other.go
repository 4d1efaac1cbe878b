//go:build !unix

package pgcluster

import "errors"

// Restart always returns an error on this operating system.
func (c *Cluster) Restart(Stop) error {
	return errors.New("no throw-away cluster can be restarted here")
}
