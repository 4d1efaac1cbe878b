//go:build !unix

package dbtest

import "errors"

func startCluster() (string, error) {
	return "", errors.New("no throw-away cluster can be made here; CHATTR_TEST_POSTGRES may name a server")
}
