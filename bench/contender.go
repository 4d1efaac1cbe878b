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

// warmUp runs before each run, when a contender has been idle while others were measured.
const warmUp = time.Second / 2

// spent is what a run of a contender showed.
type spent struct {
	rate     float64 // posts a second
	cpu      float64 // µs a post, the database's included
	own      float64 // µs a post that the bench used for itself
	p50, p99 float64 // ms
}

func (s spent) String() string {
	return fmt.Sprintf("%.0f posts a second, %.1f µs of CPU each (and %.1f of the bench), p50 %.3f ms, p99 %.2f ms", s.rate, s.cpu, s.own, s.p50, s.p99)
}

// spend runs a volley after a short one to warm up.
func (c *contender) spend(ctx context.Context, v volley) (s spent, err error) {
	warm := v
	warm.lasts = warmUp
	if _, err := c.fire(ctx, warm); err != nil {
		return s, err
	}
	before, err := c.cpu()
	if err != nil {
		return s, err
	}
	mine := ownTime()
	l, err := c.fire(ctx, v)
	if err != nil {
		return s, err
	}
	now, err := c.cpu()
	posts := float64(len(l.latencies))
	s = spent{rate: posts / l.took.Seconds(), cpu: microseconds(now-before) / posts, own: microseconds(ownTime()-mine) / posts}
	s.p50, s.p99 = l.milliseconds(50), l.milliseconds(99)
	return s, err
}

// runs are what the contenders of a store showed, one for each round.
type runs map[*contender][]spent

// with adds a run.
func (r runs) with(c *contender, s spent) runs {
	if r == nil {
		r = runs{}
	}
	say("  %s: %s", c.name, s)
	r[c] = append(r[c], s)
	return r
}

func (r runs) figures(c *contender, figure func(spent) float64) (s sample) {
	for _, run := range r[c] {
		s = append(s, figure(run))
	}
	return s
}

func rate(s spent) float64 { return s.rate }
func cpu(s spent) float64  { return s.cpu }
func own(s spent) float64  { return s.own }
func p50(s spent) float64  { return s.p50 }
func p99(s spent) float64  { return s.p99 }
