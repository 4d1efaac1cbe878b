package cli

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"chattr/db"
	"chattr/internal/background"
	"chattr/internal/config"
)

type doctorCommand struct{}

// Run checks a database beside running instances and changes nothing. It returns an error if a check finds a fault.
func (doctorCommand) Run(ctx context.Context, p *Program, c *config.Config) error {
	database, err := p.openExisting(ctx, c)
	if err != nil {
		return err
	}
	defer database.Close()
	wrong, err := p.examineAll(ctx, database, c.IsPostgres())
	switch {
	case err != nil || wrong == 0:
		return err
	case wrong == 1:
		return errors.New("one thing is wrong")
	}
	return fmt.Errorf("%d things are wrong", wrong)
}

// examineAll prints the verdict of each check and returns the number of faults.
func (p *Program) examineAll(ctx context.Context, database *db.DB, isPostgres bool) (wrong int, err error) {
	for _, c := range checks {
		if isPostgres && c.only == onlySQLite || !isPostgres && c.only == onlyPostgres {
			continue
		}
		v := p.examine(ctx, database, c)
		if err := v.print(p, c.name); err != nil {
			return wrong, err
		}
		wrong += len(v.faults)
		if len(v.faults) > 0 && c.first {
			break
		}
	}
	return wrong, ctx.Err()
}

// progressEvery is the interval at which a long check logs its progress.
const progressEvery = 3 * time.Second

// examine runs one check. A check that fails is a fault too.
func (p *Program) examine(ctx context.Context, database *db.DB, c check) verdict {
	var done atomic.Value
	done.Store("")
	stop := background.Start(ctx, func(ctx context.Context) { p.logProgress(ctx, c.name, &done) })
	defer stop()
	v, err := c.look(ctx, database, func(now string) { done.Store(now) })
	if err != nil {
		v.faults = append(v.faults, "it cannot be checked: "+sentence(err))
	}
	return v
}

// logProgress logs regularly until ctx ends how far the work has come, which is in done.
func (p *Program) logProgress(ctx context.Context, what string, done *atomic.Value) {
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			p.Log.Info("still at work", "on", what, "done", done.Load())
		case <-ctx.Done():
			return
		}
	}
}

// print prints a line for each fault, or one line if there is none.
func (v verdict) print(p *Program, name string) error {
	if len(v.faults) == 0 {
		_, err := fmt.Fprintf(p.Stdout, "ok     %s: %s\n", name, v.good)
		return err
	}
	for _, fault := range v.faults {
		if _, err := fmt.Fprintf(p.Stdout, "WRONG  %s: %s\n", name, fault); err != nil {
			return err
		}
	}
	return nil
}
