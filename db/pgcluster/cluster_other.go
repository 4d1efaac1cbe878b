//go:build !unix

package pgcluster

import "errors"

// Start always returns an error on this operating system.
func Start(Durability) (*Cluster, error) {
	return nil, errors.New("no throw-away cluster can be made here; CHATTR_TEST_POSTGRES may name a server")
}
