package main

import (
	"context"
)

// store is a kind of database that posts are measured on, with who is compared there and what is to be reached.
type store struct {
	name   string
	bare   *contender // stores nothing; one process for all stores
	chattr *contender
	insert *contender // one insert a request

	maximum sample // posts a second of Chattr with all connections

	rateMin, overInsertMin, cpuMax, loneMax float64
}

func (s *store) contenders() []*contender { return []*contender{s.bare, s.chattr, s.insert} }

// usePostgres gives each a cluster of its own, so that none pays for what the other has left to be written or cleaned up.
func (s *store) usePostgres(ctx context.Context) error {
	s.chattr, s.insert = &contender{}, &contender{}
	for _, c := range []*contender{s.chattr, s.insert} {
		pg, err := startCluster()
		if err != nil {
			return err
		}
		c.pg = &pg
		if c.database, err = pg.database(ctx, "bench"); err != nil {
			return err
		}
	}
	return nil
}
