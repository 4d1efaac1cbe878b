package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"sync/atomic"
	"time"
)

// contender is a target that accepts posts, with the database that it stores them in.
type contender struct {
	*target
	database string   // the URL of the database; "": the contender stores nothing
	pg       *cluster // the cluster of the database; nil: the database is not in PostgreSQL

	before       int // messages in the database before the first post
	acknowledged atomic.Int64
}

// startBare starts the baseline bare as c, with that many channels. It migrates the database of c, if c has one; then each post is
// one insert. Without a database the baseline stores nothing.
func (s workspace) startBare(ctx context.Context, channels int, name string, c *contender) (err error) {
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
	token := strings.Repeat("t", 68) // as long as a token of Chattr
	for i := range channels {
		c.channels = append(c.channels, channel{postURL: "http://" + c.address + "/webhooks/" + bareID(i) + "/" + token})
	}
	return nil
}

// cpu returns the CPU time that the server and the whole cluster have used so far.
func (c *contender) cpu() (time.Duration, error) {
	own, err := c.target.cpu()
	if err != nil || c.pg == nil {
		return own, err
	}
	cluster, err := c.pg.cpu()
	return own + cluster, err
}

// post runs a load and counts the acknowledged posts.
func (c *contender) post(ctx context.Context, v postLoad) (postResults, error) {
	v.target = c.target
	l, err := v.run(ctx)
	c.acknowledged.Add(int64(len(l.latencies)))
	return l, err
}

// stored returns the number of messages in the database.
func (c *contender) stored(ctx context.Context) (n int, err error) {
	pool, err := openDatabase(c.database)
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	return n, pool.NewRaw("SELECT count(*) FROM messages").Scan(ctx, &n)
}

// verify kills the server and compares the number of stored messages with the number of acknowledged posts. It returns a note for
// the table, or an error if the numbers differ.
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
		return "", fmt.Errorf("%s: %d posts were acknowledged, but %d are stored", c.name, acknowledged, stored)
	}
	return fmt.Sprintf("%s: %d posts were acknowledged, and all of them are stored after a kill", c.name, stored), nil
}

// warmUp is how long a contender is loaded before each measurement. It has been idle while others were measured.
const warmUp = time.Second / 2

// runCost is the result of a measurement of a contender.
type runCost struct {
	rate     float64 // posts a second
	cpu      float64 // µs of CPU for each post, including those of the database
	own      float64 // µs of CPU that the bench itself used for each post
	p50, p99 float64 // ms
}

func (s runCost) String() string {
	return fmt.Sprintf("%.0f posts a second, %.1f µs of CPU each (and %.1f of the bench), p50 %.3f ms, p99 %.2f ms", s.rate, s.cpu, s.own, s.p50, s.p99)
}

// measure runs a load and returns its cost. It runs the load for warmUp first.
func (c *contender) measure(ctx context.Context, v postLoad) (s runCost, err error) {
	warm := v
	warm.lasts = warmUp
	if _, err := c.post(ctx, warm); err != nil {
		return s, err
	}
	before, err := c.cpu()
	if err != nil {
		return s, err
	}
	mine := ownTime()
	l, err := c.post(ctx, v)
	if err != nil {
		return s, err
	}
	now, err := c.cpu()
	posts := float64(len(l.latencies))
	s = runCost{rate: posts / l.took.Seconds(), cpu: microseconds(now-before) / posts, own: microseconds(ownTime()-mine) / posts}
	s.p50, s.p99 = l.milliseconds(50), l.milliseconds(99)
	return s, err
}

// runs are the costs of the contenders of a store, one for each round.
type runs map[*contender][]runCost

// with reports the progress and returns r with one more cost of c.
func (r runs) with(c *contender, s runCost) runs {
	if r == nil {
		r = runs{}
	}
	progress("  %s: %s", c.name, s)
	r[c] = append(r[c], s)
	return r
}

// figures returns one figure of all costs of c.
func (r runs) figures(c *contender, figure func(runCost) float64) (s sample) {
	for _, run := range r[c] {
		s = append(s, figure(run))
	}
	return s
}

func rate(s runCost) float64 { return s.rate }
func cpu(s runCost) float64  { return s.cpu }
func own(s runCost) float64  { return s.own }
func p50(s runCost) float64  { return s.p50 }
func p99(s runCost) float64  { return s.p99 }
