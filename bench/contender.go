package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"sync/atomic"
	"time"
)

// contender is a target that takes posts, with what it stores them in.
type contender struct {
	*target
	database string   // its URL; "": nothing is stored
	pg       *cluster // where that lies; nil: not in PostgreSQL

	before       int // messages that were there at the beginning
	acknowledged atomic.Int64
}

// startBare starts the baseline: without a database it stores nothing, else each post is an insert.
func (s site) startBare(ctx context.Context, channels int, name string, c *contender) (err error) {
	args := []string{}
	if c.database != "" {
		args = append(args, c.database)
		migrate := exec.CommandContext(ctx, s.server, "migrate")
		migrate.Env = append(outsideEnvironment(), "CHATTR_DATABASE_URL="+c.database)
		if out, err := migrate.CombinedOutput(); err != nil {
			return fmt.Errorf("migrate: %w\n%s", err, out)
		}
	}
	if c.target, err = s.startSelf(ctx, bareMode, args...); err != nil {
		return err
	}
	c.name = name
	token := strings.Repeat("t", 68) // as long as one of Chattr
	for i := range channels {
		c.channels = append(c.channels, channel{postURL: "http://" + c.address + "/webhooks/" + bareID(i) + "/" + token})
	}
	return nil
}

// cpu is what the server and the whole cluster have used so far.
func (c *contender) cpu() (time.Duration, error) {
	own, err := c.target.cpu()
	if err != nil || c.pg == nil {
		return own, err
	}
	cluster, err := c.pg.cpu()
	return own + cluster, err
}

// fire runs a volley and counts what was acknowledged.
func (c *contender) fire(ctx context.Context, v volley) (landed, error) {
	v.target = c.target
	l, err := v.run(ctx)
	c.acknowledged.Add(int64(len(l.latencies)))
	return l, err
}

// stored is how many messages its database holds.
func (c *contender) stored(ctx context.Context) (n int, err error) {
	pool, err := openDatabase(c.database)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	return n, pool.NewRaw("SELECT count(*) FROM messages").Scan(ctx, &n)
}

// verify kills the server, so that nothing but what it had stored counts, and compares that with what it had acknowledged.
func (c *contender) verify(ctx context.Context) (string, error) {
	c.kill()
	if c.database == "" {
		return "", nil
	}
	now, err := c.stored(ctx)
	if err != nil {
		return "", err
	}
	acknowledged, stored := int(c.acknowledged.Load()), now-c.before
	if acknowledged != stored {
		return "", fmt.Errorf("%s: %d posts were acknowledged, %d are stored", c.name, acknowledged, stored)
	}
	return fmt.Sprintf("%s: %d posts acknowledged, and after a kill as many stored", c.name, stored), nil
}
