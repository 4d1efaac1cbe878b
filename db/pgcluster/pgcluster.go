// Package pgcluster creates a temporary PostgreSQL cluster with the installed programs, for tests and benchmarks.
package pgcluster

import "net/url"

// Cluster is a running PostgreSQL server. It is stopped and removed when this process ends, also when it crashes.
type Cluster struct {
	// Dir is the directory of its unix socket, its file log, and its data directory, data.
	Dir string
}

// Durability says whether the commits of a cluster survive a crash of the machine.
type Durability string

const (
	// Quick switches fsync off: a crash of the machine can destroy the data. It is for tests.
	Quick Durability = "quick"
	// Durable keeps the defaults of PostgreSQL: a commit returns after fsync.
	Durable Durability = "durable"
)

// URL returns the URL of a database of the cluster. It does not check that the database exists. The database postgres always exists.
func (c *Cluster) URL(database string) string {
	return "postgres://postgres@/" + database + "?host=" + url.QueryEscape(c.Dir)
}

// Stop is a shutdown mode of PostgreSQL.
type Stop string

const (
	// Fast ends the sessions and shuts down cleanly.
	Fast Stop = "fast"
	// Immediate stops without a clean shutdown, as a crash does: data that was not written to disk is lost.
	Immediate Stop = "immediate"
)
