//go:build !unix

package pgcluster

import "errors"

// Restart restarts no cluster here.
func (c *Cluster) Restart(Stop) error {
	return errors.New("no throw-away cluster can be restarted here")
}
