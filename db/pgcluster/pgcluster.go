// Package pgcluster makes a throw-away PostgreSQL cluster with the installed programs, for tests and for the bench.
package pgcluster

import "net/url"

// Cluster is a running server of its own. It is destroyed when this process ends, however it ends.
type Cluster struct {
	// Dir holds its unix socket, its log, and its data in the folder data.
	Dir string
}

// Durability says what a cluster does for its commits.
type Durability string

const (
	// Quick keeps nothing over a crash of the machine: for tests.
	Quick Durability = "quick"
	// Durable is PostgreSQL as it comes: fsync before the answer.
	Durable Durability = "durable"
)

// URL names a database of the cluster, whether it is there or not. The database postgres is.
func (c *Cluster) URL(database string) string {
	return "postgres://postgres@/" + database + "?host=" + url.QueryEscape(c.Dir)
}

// Stop says how a server is stopped.
type Stop string

const (
	// Fast ends the sessions and stops in order.
	Fast Stop = "fast"
	// Immediate stops as a crash does: what was not on disk is lost.
	Immediate Stop = "immediate"
)
