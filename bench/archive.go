package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"
)

// archive is a database with a small and a large channel, and who reads it.
type archive struct {
	*historyBench
	name          string
	url           string
	pg            *cluster // where it lies; nil: not in PostgreSQL
	chattr, stock *target
	small, large  string // ids of channels
}

// archives open an empty database of each kind.
var archives = map[string]func(context.Context, *historyBench) (*archive, error){
	"sqlite": func(_ context.Context, b *historyBench) (*archive, error) {
		return &archive{historyBench: b, name: "SQLite", url: "sqlite:" + filepath.Join(b.dir, "history.db")}, nil
	},
	"postgres": func(ctx context.Context, b *historyBench) (*archive, error) {
		pg, err := startCluster()
		if err != nil {
			return nil, err
		}
		url, err := pg.database(ctx, "history")
		return &archive{historyBench: b, name: "PostgreSQL", url: url, pg: &pg}, err
	},
}

// furnish starts Chattr, fills its channels, and starts the baseline on the same database.
func (a *archive) furnish(ctx context.Context) (err error) {
	if a.chattr, err = a.startChattr(ctx, 2, "CHATTR_DATABASE_URL="+a.url); err != nil {
		return err
	}
	a.small, a.large = a.chattr.channels[0].id, a.chattr.channels[1].id
	began := time.Now()
	if err := a.fill(ctx); err != nil {
		return fmt.Errorf("filling: %w", err)
	}
	say("%s: %d and %d messages in %.0f s", a.name, a.historyOptions.small, a.historyOptions.large, time.Since(began).Seconds())
	if a.stock, err = a.startSelf(ctx, stockMode, a.url); err != nil {
		return err
	}
	return a.compare(ctx)
}

// compare says whether both answer a page with the same bytes: else their cost could not be compared.
func (a *archive) compare(ctx context.Context) error {
	for _, p := range []pageOf{a.first(a.small), a.middle(a.small, a.historyOptions.small)} {
		ours, err := p.read(ctx, a.chattr)
		if err != nil {
			return err
		}
		theirs, err := p.read(ctx, a.stock)
		if err != nil {
			return err
		}
		if string(ours) != string(theirs) {
			return fmt.Errorf("the baseline answers\n%s\nand Chattr\n%s", theirs, ours)
		}
		a.table.note("%s: a page has %d bytes, from Chattr and from the baseline the same", a.name, len(ours))
	}
	return nil
}

// cpu is what a server and the whole cluster have used so far.
func (a *archive) cpu(t *target) (time.Duration, error) {
	own, err := t.cpu()
	if err != nil || a.pg == nil {
		return own, err
	}
	whole, err := a.pg.cpu()
	return own + whole, err
}

func (a *archive) end() {
	for _, t := range []*target{a.chattr, a.stock} {
		if t != nil {
			t.kill()
		}
	}
}

// besideStock is the row about a page beside what gqlgen and bun make of it.
func (a *archive) besideStock(ctx context.Context) error {
	p := a.first(a.small)
	took, err := a.inTurn(ctx, "a page", reader{a.chattr, p}, reader{a.stock, p})
	if err != nil {
		return err
	}
	a.add("page of 50, "+a.name+", beside stock gqlgen with bun", took, 0.3)
	return nil
}

// besideSmall are the rows about the large channel.
func (a *archive) besideSmall(ctx context.Context) (failed error) {
	for _, place := range []struct {
		name         string
		large, small pageOf
	}{
		{"first", a.first(a.large), a.first(a.small)},
		{"middle", a.middle(a.large, a.historyOptions.large), a.middle(a.small, a.historyOptions.small)},
	} {
		took, err := a.inTurn(ctx, place.name+" page", reader{a.chattr, place.large}, reader{a.chattr, place.small})
		if err != nil {
			return errors.Join(failed, err)
		}
		a.add(fmt.Sprintf("%s page of %d messages, %s, beside that of %d", place.name, a.historyOptions.large, a.name, a.historyOptions.small), took, 1.2)
	}
	return failed
}

func (a *archive) add(what string, took [2][]reading, goal float64) {
	a.table.add(
		row{what: what + ": CPU", unit: "µs", ratioMax: goal, measured: of(took[0], reading.cpuEach), baseline: of(took[1], reading.cpuEach)},
		row{what: "– p50", unit: "ms", measured: of(took[0], reading.p50), baseline: of(took[1], reading.p50)},
	)
}
