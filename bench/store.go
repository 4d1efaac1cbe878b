package main

import (
	"context"
	"path/filepath"
	"time"
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

// start starts every contender and lets it run warm.
func (b *ingestBench) start(ctx context.Context) error {
	bare := &contender{}
	if err := b.startBare(ctx, b.channels, "bare", bare); err != nil {
		return err
	}
	if listed(b.database, "sqlite") {
		s := &store{name: "SQLite", bare: bare, rateMin: 0.42, cpuMax: 2.5, loneMax: 1.5}
		s.chattr = &contender{database: "sqlite:" + filepath.Join(b.dir, "chattr.db")}
		s.insert = &contender{database: "sqlite:" + filepath.Join(b.dir, "insert.db")}
		b.stores = append(b.stores, s)
	}
	if listed(b.database, "postgres") {
		s := &store{name: "PostgreSQL", bare: bare, rateMin: 0.32, overInsertMin: 2.5, cpuMax: 3.3, loneMax: 1.3}
		if err := s.usePostgres(ctx); err != nil {
			return err
		}
		b.stores = append(b.stores, s)
	}
	for _, s := range b.stores {
		if err := b.startStore(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

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

func (b *ingestBench) startStore(ctx context.Context, s *store) error {
	say("%s: %d channels are made", s.name, b.channels)
	if err := b.startBare(ctx, b.channels, "one insert a post, "+s.name, s.insert); err != nil {
		return err
	}
	if err := b.startMeasured(ctx, s.name, s.chattr); err != nil {
		return err
	}
	for _, c := range s.contenders() {
		if _, err := c.fire(ctx, b.volley(c, 2*time.Second)); err != nil {
			return err
		}
	}
	return nil
}

// startMeasured starts Chattr with all that is not on by itself.
func (b *ingestBench) startMeasured(ctx context.Context, store string, c *contender) error {
	metrics, err := freeAddress()
	if err != nil {
		return err
	}
	env := []string{"CHATTR_DATABASE_URL=" + c.database, "CHATTR_METRICS_LISTEN=" + metrics, profileVariable + "=" + b.profile}
	if c.target, err = b.startChattr(ctx, b.channels, env...); err != nil {
		return err
	}
	c.name = "Chattr, " + store
	c.before, err = c.stored(ctx)
	return err
}

func (b *ingestBench) end() {
	for _, s := range b.stores {
		for _, c := range s.contenders() {
			if c.target != nil {
				c.kill()
			}
		}
	}
}

// volley is one of all connections to all channels.
func (b *ingestBench) volley(c *contender, lasts time.Duration) volley {
	return volley{channels: c.channels, connections: b.connections, lasts: lasts}
}
