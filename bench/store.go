package main

import (
	"context"
)

// store is a kind of database, with the contenders that are compared on it and the goals.
type store struct {
	name   string
	bare   *contender // stores nothing; one process for all stores
	chattr *contender
	insert *contender // one insert a request

	maximum sample // posts a second of Chattr with all connections, one for each round

	rateMin, overInsertMin, cpuMax, loneMax float64
}

func (s *store) contenders() []*contender { return []*contender{s.bare, s.chattr, s.insert} }

// usePostgres starts a cluster for each contender, so that the background work of one does not slow down the other.
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
