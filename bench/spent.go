package main

import (
	"context"
	"fmt"
	"time"
)

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
