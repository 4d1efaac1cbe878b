package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"

	"chattr/internal/model"
)

// historyDatabase is a database with a small and a large channel, and the two servers that read it.
type historyDatabase struct {
	*historyBench
	name          string
	url           string
	pg            *cluster // the cluster of the database; nil: the database is not in PostgreSQL
	chattr, stock *target
	small, large  string // ids of channels
}

// historyDatabases has a function for each kind of database that creates an empty one.
var historyDatabases = map[string]func(context.Context, *historyBench) (*historyDatabase, error){
	"sqlite": func(_ context.Context, b *historyBench) (*historyDatabase, error) {
		return &historyDatabase{historyBench: b, name: "SQLite", url: "sqlite:" + filepath.Join(b.dir, "history.db")}, nil
	},
	"postgres": func(ctx context.Context, b *historyBench) (*historyDatabase, error) {
		pg, err := startCluster()
		if err != nil {
			return nil, err
		}
		url, err := pg.database(ctx, "history")
		return &historyDatabase{historyBench: b, name: "PostgreSQL", url: url, pg: &pg}, err
	},
}

// prepare starts Chattr, fills its channels, and starts the baseline on the same database.
func (a *historyDatabase) prepare(ctx context.Context) (err error) {
	if a.chattr, err = a.startChattr(ctx, 2, "CHATTR_DATABASE_URL="+a.url); err != nil {
		return err
	}
	a.small, a.large = a.chattr.channels[0].id, a.chattr.channels[1].id
	began := time.Now()
	if err := a.fill(ctx); err != nil {
		return fmt.Errorf("fill the channels: %w", err)
	}
	progress("%s: %d and %d messages in %.0f s", a.name, a.historyOptions.small, a.historyOptions.large, time.Since(began).Seconds())
	if a.stock, err = a.startSelf(ctx, stockMode, a.url); err != nil {
		return err
	}
	return a.compare(ctx)
}

// compare returns an error unless both servers respond to a request for a page with the same bytes. Otherwise their costs could
// not be compared.
func (a *historyDatabase) compare(ctx context.Context) error {
	for _, p := range []pageRequest{a.first(a.small), a.middle(a.small, a.historyOptions.small)} {
		ours, err := p.read(ctx, a.chattr)
		if err != nil {
			return err
		}
		theirs, err := p.read(ctx, a.stock)
		if err != nil {
			return err
		}
		if string(ours) != string(theirs) {
			return fmt.Errorf("the baseline returns\n%s\nbut Chattr returns\n%s", theirs, ours)
		}
		a.table.note("%s: a page has %d bytes, the same from Chattr and from the baseline", a.name, len(ours))
	}
	return nil
}

// cpu returns the CPU time that a server and the whole cluster have used so far.
func (a *historyDatabase) cpu(t *target) (time.Duration, error) {
	own, err := t.cpu()
	if err != nil || a.pg == nil {
		return own, err
	}
	whole, err := a.pg.cpu()
	return own + whole, err
}

func (a *historyDatabase) end() {
	for _, t := range []*target{a.chattr, a.stock} {
		if t != nil {
			t.kill()
		}
	}
}

// besideStock adds the row that compares a page with one of stock gqlgen and bun.
func (a *historyDatabase) besideStock(ctx context.Context) error {
	p := a.first(a.small)
	took, err := a.alternate(ctx, "a page", reader{a.chattr, p}, reader{a.stock, p})
	if err != nil {
		return err
	}
	a.add("page of 50, "+a.name+", beside stock gqlgen with bun", took, 0.3)
	return nil
}

// besideSmall adds the rows that compare pages of the large channel with those of the small one.
func (a *historyDatabase) besideSmall(ctx context.Context) (failed error) {
	for _, place := range []struct {
		name         string
		large, small pageRequest
	}{
		{"first", a.first(a.large), a.first(a.small)},
		{"middle", a.middle(a.large, a.historyOptions.large), a.middle(a.small, a.historyOptions.small)},
	} {
		took, err := a.alternate(ctx, place.name+" page", reader{a.chattr, place.large}, reader{a.chattr, place.small})
		if err != nil {
			return errors.Join(failed, err)
		}
		a.add(fmt.Sprintf("%s page of %d messages, %s, beside that of %d", place.name, a.historyOptions.large, a.name, a.historyOptions.small), took, 1.2)
	}
	return failed
}

func (a *historyDatabase) add(what string, took [2][]pageCost, goal float64) {
	a.table.add(
		row{what: what + ": CPU", unit: "µs", ratioMax: goal, measured: of(took[0], pageCost.cpuEach), baseline: of(took[1], pageCost.cpuEach)},
		row{what: "– p50", unit: "ms", measured: of(took[0], pageCost.p50), baseline: of(took[1], pageCost.p50)},
	)
}

const (
	fillRows      = 50_000 // rows for each statement: a session ends statements that take longer than a few seconds
	idsPerFill    = 200_000
	filledContent = "Deploy of api to production completed successfully in 4m 12s: commit 3f2a9c1, 14 migrations, all 212 checks are green."
)

// fill stores messages in both channels.
func (a *historyDatabase) fill(ctx context.Context) error {
	pool, err := openDatabase(a.url)
	if err != nil {
		return err
	}
	defer pool.Close()
	// NOTE(dialect): PostgreSQL would vacuum the table in the background, which would count as a cost of pages.
	if pool.Dialect().Name() == dialect.PG {
		if _, err := pool.ExecContext(ctx, "ALTER TABLE messages SET (autovacuum_enabled = false)"); err != nil {
			return err
		}
	}
	for channel, messages := range map[string]int{a.small: a.historyOptions.small, a.large: a.historyOptions.large} {
		if err := fillChannel(ctx, pool, channel, messages); err != nil {
			return err
		}
	}
	return flushDatabase(ctx, pool)
}

// fillChannel adds messages until the channel has the given number of them. Their ids are of a year of which no other ids exist.
func fillChannel(ctx context.Context, pool *bun.DB, channel string, messages int) error {
	id, err := model.ParseID(channel)
	if err != nil {
		return err
	}
	head := &model.Head{}
	if err := pool.NewSelect().Model(head).Where("channel_id = ?", id).Scan(ctx); err != nil {
		return err
	}
	first := model.IDMillisecond(time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)) + int64(id%1_000_003)*1000
	for from := int(head.Number) + 1; from <= messages; from += fillRows {
		if err := fillRange(ctx, pool, id, first, from, min(from+fillRows-1, messages)); err != nil {
			return err
		}
	}
	last := model.NewID(first+int64(messages/idsPerFill), model.KindMessage, uint32(messages%idsPerFill))
	_, err = pool.NewUpdate().Model(&model.Head{Number: int64(messages), EventID: last}).Column("number", "event_id").
		Where("channel_id = ?", id).Exec(ctx)
	return err
}

func fillRange(ctx context.Context, pool *bun.DB, channel model.ID, first int64, from, to int) error {
	_, err := pool.NewRaw(`WITH RECURSIVE n(i) AS (SELECT CAST(?0 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
		INSERT INTO messages (id, channel_id, number, author_kind, author_id, author_name, content, created_at)
		SELECT (?2 + i / ?3) * ?4 + ?8 + i % ?3, ?5, i, 'WEBHOOK', ?5, 'CI Bot', ?6, ?7 FROM n`,
		from, to, first, idsPerFill, int64(model.NewID(1, 0, 0)), channel, filledContent, model.Now(), int64(model.NewID(0, model.KindMessage, 0))).Exec(ctx)
	return err
}

// flushDatabase makes the database do now what it would do in the background later.
func flushDatabase(ctx context.Context, pool *bun.DB) error {
	// NOTE(dialect): the statements differ.
	statements := []string{"PRAGMA wal_checkpoint(TRUNCATE)"}
	if pool.Dialect().Name() == dialect.PG {
		statements = []string{"ANALYZE messages", "CHECKPOINT"}
	}
	for _, s := range statements {
		if _, err := pool.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

const readWarmUp = time.Second / 2

// first returns a request for the page that people see first: the newest messages.
func (a *historyDatabase) first(channel string) pageRequest { return newPageRequest(channel, nil) }

// middle returns a request for the page before the middle of a channel with that number of messages.
func (a *historyDatabase) middle(channel string, messages int) pageRequest {
	return newPageRequest(channel, new(edgeCursor(int64(messages/2))))
}

// alternate measures both readers in every round. The reader that is measured first changes from round to round.
func (a *historyDatabase) alternate(ctx context.Context, what string, measured, baseline reader) (took [2][]pageCost, err error) {
	readers := [2]reader{measured, baseline}
	for round := range a.rounds {
		for i := range readers {
			i = (i + round) % 2
			r, err := a.measure(ctx, readers[i])
			if err != nil {
				return took, err
			}
			progress("%s, %s, round %d, %s: %.0f µs of CPU each, %.0f of them its own, p50 %.2f ms",
				a.name, what, round+1, readers[i].name, r.cpuEach(), r.ownEach(), r.p50())
			took[i] = append(took[i], r)
		}
	}
	return took, nil
}

func (a *historyDatabase) measure(ctx context.Context, from reader) (r pageCost, err error) {
	if _, err := a.load(ctx, from, readWarmUp); err != nil {
		return r, err
	}
	before, err := a.cpu(from.target)
	if err != nil {
		return r, err
	}
	own, err := from.cpu()
	if err != nil {
		return r, err
	}
	if r.times, err = a.load(ctx, from, a.lasts()); err != nil {
		return r, err
	}
	now, err := a.cpu(from.target)
	if err != nil {
		return r, err
	}
	ownNow, err := from.cpu()
	r.cpu, r.own = now-before, ownNow-own
	return r, err
}

// load reads the page over all connections until the time is over, and returns the duration of each request.
func (a *historyDatabase) load(ctx context.Context, from reader, lasts time.Duration) (times []time.Duration, failed error) {
	expected, err := from.page.read(ctx, from.target)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	end := time.Now().Add(lasts)
	for range a.readers {
		all.Go(func() {
			own, err := from.until(ctx, end, expected)
			mu.Lock()
			defer mu.Unlock()
			times, failed = append(times, own...), errors.Join(failed, err)
		})
	}
	all.Wait()
	return times, failed
}
