package main

import (
	"context"
	"fmt"
	"slices"
)

// inRounds measures in every round, each store in turn, what each of who does. Who begins changes from round to round, and
// whoever is compared runs one after the other: the machine is not the same from minute to minute.
func inRounds[T any](b *ingestBench, what string, who func(*store) []T, measure func(*store, T) error) error {
	for round := range b.rounds {
		say("%s, round %d of %d", what, round+1, b.rounds)
		for _, s := range rotated(b.stores, round) {
			for _, one := range rotated(who(s), round) {
				if err := measure(s, one); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func rotated[T any](list []T, by int) []T {
	by %= len(list)
	return slices.Concat(list[by:], list[:by])
}

// posts are the rows about posts a second, and the CPU of each.
func (b *ingestBench) posts(ctx context.Context) error {
	all := map[*store]runs{}
	err := inRounds(b, "posts", (*store).contenders, func(s *store, c *contender) error {
		r, err := c.spend(ctx, b.volley(c, b.lasts()))
		all[s] = all[s].with(c, r)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range b.stores {
		s.maximum = all[s].figures(s.chattr, rate)
		b.table.note("%s: the bench itself used %s of CPU for a post to Chattr, %s for one to bare HTTP", s.name,
			all[s].figures(s.chattr, own).text("µs"), all[s].figures(s.bare, own).text("µs"))
		b.table.add(s.postsRows(fmt.Sprintf("%d connections, %d channels, %s", b.connections, b.channels, s.name), all[s])...)
	}
	return nil
}

func (s *store) postsRows(where string, r runs) []row {
	chattr, bare, insert := s.chattr, s.bare, s.insert
	return []row{
		{what: "posts, " + where + ", beside bare HTTP", unit: "/s", measured: r.figures(chattr, rate), baseline: r.figures(bare, rate), ratioMin: s.rateMin},
		{what: "the same beside one insert a post", unit: "/s", measured: r.figures(chattr, rate), baseline: r.figures(insert, rate), ratioMin: s.overInsertMin},
		{what: "CPU of a post with the database's, beside bare HTTP", unit: "µs", measured: r.figures(chattr, cpu), baseline: r.figures(bare, cpu), ratioMax: s.cpuMax},
		{what: "p99 beside one insert a post", unit: "ms", measured: r.figures(chattr, p99), baseline: r.figures(insert, p99)},
	}
}

// lone is the row about a client that posts alone.
func (b *ingestBench) lone(ctx context.Context) error {
	all := map[*store]runs{}
	stored := func(s *store) []*contender { return []*contender{s.chattr, s.insert} }
	err := inRounds(b, "a lone client", stored, func(s *store, c *contender) error {
		v := b.volley(c, b.lasts())
		v.connections = 1
		r, err := c.spend(ctx, v)
		all[s] = all[s].with(c, r)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range b.stores {
		b.table.add(row{
			what: "a lone client, p50, " + s.name + ", beside one insert a post", unit: "ms", ratioMax: s.loneMax,
			measured: all[s].figures(s.chattr, p50), baseline: all[s].figures(s.insert, p50),
		})
	}
	return nil
}
