package cli

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"chattr/db"
	"chattr/internal/config"
)

// doctor looks whether everything is as it should be, beside running instances, and changes nothing. It is an error when
// something is wrong.
func doctor(ctx context.Context, p *program, c *config.Config, _ []string) error {
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

// examineAll prints what each check finds, and is how many things are wrong.
func (p *program) examineAll(ctx context.Context, database *db.DB, isPostgres bool) (wrong int, err error) {
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

// progressEvery is how often a check that takes long says so.
const progressEvery = 3 * time.Second

func (p *program) examine(ctx context.Context, database *db.DB, c check) verdict {
	var done atomic.Value
	done.Store("")
	stop := inBackground(ctx, func(ctx context.Context) { p.tellProgress(ctx, c.name, &done) })
	defer stop()
	v, err := c.look(ctx, database, func(now string) { done.Store(now) })
	if err != nil {
		v.faults = append(v.faults, "it cannot be checked: "+sentence(err))
	}
	return v
}

func (p *program) tellProgress(ctx context.Context, what string, done *atomic.Value) {
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			p.log.Info("still at work", "on", what, "done", done.Load())
		case <-ctx.Done():
			return
		}
	}
}

func (v verdict) print(p *program, name string) error {
	if len(v.faults) == 0 {
		_, err := fmt.Fprintf(p.stdout, "ok     %s: %s\n", name, v.good)
		return err
	}
	for _, fault := range v.faults {
		if _, err := fmt.Fprintf(p.stdout, "WRONG  %s: %s\n", name, fault); err != nil {
			return err
		}
	}
	return nil
}
