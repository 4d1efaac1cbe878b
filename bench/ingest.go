package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// ingestOptions are the flags of ingest.
type ingestOptions struct {
	rounds      int
	seconds     int
	channels    int
	connections int
	database    string
	rows        string
	built       string
	hold        time.Duration
	profile     string
}

func (o *ingestOptions) read(args []string) error {
	flags := flag.NewFlagSet("ingest", flag.ContinueOnError)
	flags.IntVar(&o.rounds, "rounds", 5, "how often each figure is measured, Chattr and the baselines alternately")
	flags.IntVar(&o.seconds, "seconds", 3, "how long each run takes")
	flags.IntVar(&o.channels, "channels", 100, "how many channels there are, with a webhook each")
	flags.IntVar(&o.connections, "connections", 64, "how many connections post concurrently")
	flags.StringVar(&o.database, "database", "sqlite,postgres", "which `databases` Chattr is measured on")
	flags.StringVar(&o.rows, "rows", "posts,lone,hot", "which `rows` are measured: posts a second and CPU, a lone client, a hot channel")
	flags.StringVar(&o.built, "server", "", "a `file` with a built server; without it the one of this module is built")
	flags.DurationVar(&o.hold, "hold", 0, "measure nothing; keep Chattr under load for that `time` and print its process id, for perf and similar tools")
	flags.StringVar(&o.profile, "profile", "", "with -hold: a `file` for the CPU profile of that time (and FILE.allocs), for go tool pprof")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case min(o.rounds, o.seconds, o.connections) < 1 || o.channels < 2 || flags.NArg() > 0:
		return errors.New("every number must be above 0, and -channels must be at least 2")
	case o.profile != "" && (o.hold <= 0 || o.built != "" || strings.Contains(o.database, ",")):
		return errors.New("-profile needs -hold and one -database, and cannot be used with -server")
	}
	return errors.Join(allOf("database", o.database, "sqlite", "postgres"), allOf("rows", o.rows, "posts", "lone", "hot"))
}

// allOf returns an error if the list has an item that is not known.
func allOf(name, list string, known ...string) error {
	for _, item := range strings.Split(list, ",") {
		if !listed(strings.Join(known, ","), item) {
			return fmt.Errorf("-%s must be one or more of %s, not %q", name, strings.Join(known, ","), item)
		}
	}
	return nil
}

// listed reports whether the list, with commas between its items, has the item.
func listed(list, item string) bool { return strings.Contains(","+list+",", ","+item+",") }

func (o *ingestOptions) lasts() time.Duration { return time.Duration(o.seconds) * time.Second }

// ingestBench is one run of ingest.
type ingestBench struct {
	ingestOptions
	workspace
	table  table
	stores []*store
}

// ingest measures all rows and prints the table. If a row cannot be measured, the others are printed all the same.
func ingest(ctx context.Context, args []string) error {
	b := &ingestBench{}
	if err := b.read(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	flags, end, err := b.overlay(ctx)
	defer end()
	if err != nil {
		return err
	}
	if b.workspace, err = newWorkspace(ctx, b.built, flags...); err != nil {
		return err
	}
	defer b.close()
	fmt.Println(machine())
	defer b.end()
	if err := b.start(ctx); err != nil {
		return err
	}
	fsync, err := b.fsyncTimes()
	if err != nil {
		return err
	}
	b.table.note("writing a page of 4 KiB to the disk of the databases takes %s", fsync.text("ms"))
	if b.hold > 0 {
		return b.holdLoad(ctx)
	}
	return errors.Join(b.measure(ctx), b.verify(ctx), b.table.print(os.Stdout))
}

func (b *ingestBench) measure(ctx context.Context) (failed error) {
	for _, part := range []struct {
		name string
		run  func(context.Context) error
	}{{"posts", b.posts}, {"lone", b.lone}, {"hot", b.hot}} {
		if listed(b.rows, part.name) && ctx.Err() == nil {
			if err := part.run(ctx); err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", part.name, err))
			}
		}
	}
	return failed
}

// verify kills the servers and returns an error unless all acknowledged posts are stored.
func (b *ingestBench) verify(ctx context.Context) (failed error) {
	for _, s := range b.stores {
		for _, c := range []*contender{s.chattr, s.insert} {
			note, err := c.verify(ctx)
			failed = errors.Join(failed, err)
			if err == nil {
				b.table.note("%s", note)
			}
		}
	}
	return failed
}

// inRounds calls measure in every round, for each store and each of its subjects. The first store and the first subject change from
// round to round. Subjects that are compared run directly after each other, because the speed of the machine changes from minute to
// minute.
func inRounds[T any](b *ingestBench, what string, subjects func(*store) []T, measure func(*store, T) error) error {
	for round := range b.rounds {
		progress("%s, round %d of %d", what, round+1, b.rounds)
		for _, s := range rotated(b.stores, round) {
			for _, one := range rotated(subjects(s), round) {
				if err := measure(s, one); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// rotated returns a copy of list that starts with the element at index by.
func rotated[T any](list []T, by int) []T {
	by %= len(list)
	return slices.Concat(list[by:], list[:by])
}

// posts adds the rows about posts a second and about the CPU time of each.
func (b *ingestBench) posts(ctx context.Context) error {
	all := map[*store]runs{}
	err := inRounds(b, "posts", (*store).contenders, func(s *store, c *contender) error {
		r, err := c.measure(ctx, b.postLoad(c, b.lasts()))
		all[s] = all[s].with(c, r)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range b.stores {
		s.maximum = all[s].figures(s.chattr, rate)
		b.table.note("%s: the bench itself used %s of CPU for a post to Chattr and %s for a post to bare HTTP", s.name,
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
		{what: "CPU of a post, including the database's, beside bare HTTP", unit: "µs", measured: r.figures(chattr, cpu), baseline: r.figures(bare, cpu), ratioMax: s.cpuMax},
		{what: "p99 beside one insert a post", unit: "ms", measured: r.figures(chattr, p99), baseline: r.figures(insert, p99)},
	}
}

// lone adds the row about a single client.
func (b *ingestBench) lone(ctx context.Context) error {
	all := map[*store]runs{}
	stored := func(s *store) []*contender { return []*contender{s.chattr, s.insert} }
	err := inRounds(b, "a lone client", stored, func(s *store, c *contender) error {
		v := b.postLoad(c, b.lasts())
		v.connections = 1
		r, err := c.measure(ctx, v)
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

const (
	hotShare         = 0.8  // the part of the maximum rate that is posted to the busy channels
	otherShare       = 0.05 // the part of the maximum rate that is posted to the other channels
	otherConnections = 16   // connections that post to the other channels
)

// busy is the number of channels that receive most of the load.
type busy int

// hot adds the row about posts to other channels while one channel is busy. For comparison, the same connections post at the same
// rate to all channels.
func (b *ingestBench) hot(ctx context.Context) error {
	if err := b.findMaximum(ctx); err != nil {
		return err
	}
	const one = busy(1)
	every := busy(b.channels)
	p99, rates := map[*store]map[busy]sample{}, map[*store]map[busy]sample{}
	for _, s := range b.stores {
		p99[s], rates[s] = map[busy]sample{}, map[busy]sample{}
	}
	err := inRounds(b, "a hot channel", func(*store) []busy { return []busy{one, every} }, func(s *store, n busy) error {
		slow, rate, err := b.beside(ctx, s, n)
		p99[s][n], rates[s][n] = append(p99[s][n], slow), append(rates[s][n], rate)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range b.stores {
		b.table.add(row{
			what: "p99 of the other channels, one channel at 80 % of the maximum, beside the same load over all, " + s.name,
			unit: "ms", ratioMax: 2, measured: p99[s][one], baseline: p99[s][every],
		})
		b.table.note("%s: the rate for the hot channel was %.0f posts a second; it accepted %s, and all channels together accepted %s",
			s.name, hotShare*s.maximum.median(), rates[s][one].text("/s"), rates[s][every].text("/s"))
	}
	return nil
}

// findMaximum measures the maximum rate of each store, if posts has not measured it.
func (b *ingestBench) findMaximum(ctx context.Context) error {
	for _, s := range b.stores {
		if len(s.maximum) > 0 {
			continue
		}
		r, err := s.chattr.measure(ctx, b.postLoad(s.chattr, b.lasts()))
		if err != nil {
			return err
		}
		s.maximum = sample{r.rate}
	}
	return nil
}

// beside measures posts to all channels except the first while n channels are busy. It returns their p99 in milliseconds, and the
// number of posts a second that the busy channels accepted.
func (b *ingestBench) beside(ctx context.Context, s *store, n busy) (p99, rate float64, err error) {
	var (
		c     = s.chattr
		most  = s.maximum.median()
		lasts = warmUp + b.lasts()
		load  = postLoad{channels: c.channels[:n], connections: b.connections, rate: hotShare * most, lasts: lasts}
		rest  = postLoad{channels: c.channels[1:], connections: otherConnections, rate: otherShare * most, lasts: lasts}

		loading           sync.WaitGroup
		loaded, measured  postResults
		loadErr, otherErr error
	)
	loading.Go(func() { loaded, loadErr = c.post(ctx, load) })
	measured, otherErr = c.post(ctx, rest)
	loading.Wait()
	if err := errors.Join(loadErr, otherErr); err != nil {
		return 0, 0, err
	}
	p99, rate = measured.milliseconds(99), float64(len(loaded.latencies))/loaded.took.Seconds()
	progress("  %s, busy channels: %d, which accepted %.0f of %.0f posts a second; the others: p50 %.3f ms, p99 %.2f ms",
		c.name, n, rate, load.rate, measured.milliseconds(50), p99)
	return p99, rate, nil
}

// start starts every contender and warms it up.
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

func (b *ingestBench) startStore(ctx context.Context, s *store) error {
	progress("%s: creating %d channels", s.name, b.channels)
	if err := b.startBare(ctx, b.channels, "one insert a post, "+s.name, s.insert); err != nil {
		return err
	}
	if err := b.startMeasured(ctx, s.name, s.chattr); err != nil {
		return err
	}
	for _, c := range s.contenders() {
		if _, err := c.post(ctx, b.postLoad(c, 2*time.Second)); err != nil {
			return err
		}
	}
	return nil
}

// startMeasured starts Chattr with metrics, and with the variable of the profile.
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

// postLoad returns a load of all connections on all channels.
func (b *ingestBench) postLoad(c *contender, lasts time.Duration) postLoad {
	return postLoad{channels: c.channels, connections: b.connections, lasts: lasts}
}
