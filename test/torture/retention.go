//go:build linux

package main

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"

	"chattr/test/torture/checker"
)

// How long an instance keeps things while the fault checker.Retention lasts. It looks for old things every few seconds.
const (
	eventsKept    = 2 * time.Second
	messagesKept  = 6 * time.Second
	retainedPause = eventsKept + 5500*time.Millisecond // within which all events that an instance knows are removed
	floorsEvery   = 150 * time.Millisecond
)

// retain says whether the instance removes old things from its next start on.
func (i *instance) retain(on bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.retains = on
}

// settings returns the environment of the process.
func (i *instance) settings() []string {
	if !i.retains {
		return i.env
	}
	return append([]string{
		fmt.Sprintf("CHATTR_EVENT_RETENTION=%s", eventsKept), fmt.Sprintf("CHATTR_MESSAGE_RETENTION=%s", messagesKept),
	}, i.env...)
}

// none is in place of the number of an instance.
const none = -1

// retain has an instance remove old things for a time, and pauses another one meanwhile.
func (e *environment) retain(ctx context.Context, p plannedFault) {
	i := e.instances[p.instance]
	e.restartWithRetention(ctx, i, true)
	sleep(ctx, p.during/2)
	if p.paused == none {
		sleep(ctx, retainedPause)
	} else {
		e.pauseBehindFloor(ctx, p)
	}
	e.restartWithRetention(ctx, i, false)
}

// pauseBehindFloor pauses an instance for so long that it is behind the floor when it goes on: all events that it has in memory
// were removed. Streams are open then, and others begin in this moment above the floor.
func (e *environment) pauseBehindFloor(ctx context.Context, p plannedFault) {
	const startUp, before = 500 * time.Millisecond, time.Second
	reading, stop := context.WithTimeout(ctx, startUp+retainedPause+3*time.Second)
	defer stop()
	var readers sync.WaitGroup
	defer readers.Wait()
	e.readFromHead(reading, &readers, p.paused, p.instance)
	sleep(ctx, startUp)
	if ctx.Err() != nil {
		return
	}
	readers.Go(func() {
		sleep(ctx, retainedPause-before)
		e.readFromHead(reading, &readers, p.paused, p.instance)
	})
	defer e.journal.fault(checker.Pause, p.paused)()
	e.instances[p.paused].pause(ctx, retainedPause)
}

// restartWithRetention restarts an instance with retention or without.
func (e *environment) restartWithRetention(ctx context.Context, i *instance, retains bool) {
	defer e.journal.fault(checker.Terminate, i.number)()
	i.retain(retains)
	i.shutDown()
	i.restart(context.WithoutCancel(ctx))
}

// watchFloors reads from the database how far old events are removed, until the context ends. While the database is not
// available, nothing is known.
func (r *running) watchFloors(ctx context.Context) {
	pool, err := r.storage.open()
	if err != nil {
		r.journal.violate("test-program", err.Error())
		return
	}
	defer pool.Close()
	pool.SetMaxIdleConns(0) // the driver writes about idle connections that a restart of PostgreSQL has cut
	for ; ctx.Err() == nil; sleep(ctx, floorsEvery) {
		began, floors := r.journal.now(), map[string]checker.Place{}
		short, cancel := context.WithTimeout(ctx, 2*time.Second)
		err := scan(short, pool, "SELECT channel_id, floor_number, floor_event_id FROM channel_heads", func(rows *sql.Rows) error {
			var id string
			var floor checker.Place
			err := rows.Scan(&id, &floor.Number, &floor.EventID)
			floors[id] = floor
			return err
		})
		cancel()
		if err == nil {
			r.journal.sawFloors(began, floors)
		}
	}
}

// sawFloors records the floors that a query has returned.
func (j *journal) sawFloors(began checker.Moment, floors map[string]checker.Place) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for id, place := range floors {
		if f := j.present[id]; f != nil && f.Place == place {
			f.StillBegan = began
			continue
		}
		f := &checker.Floor{Channel: id, Place: place, Began: began, Seen: j.now(), StillBegan: began}
		j.floors, j.present[id] = append(j.floors, f), f
	}
}

// floorOf returns the floor of a channel, as it was seen last, and a cursor that stands there: "" if everything is kept.
func (j *journal) floorOf(channel string) (number int64, cursor string) {
	j.mu.Lock()
	f := j.present[channel]
	j.mu.Unlock()
	if f == nil || f.Place.Number == 0 {
		return 0, ""
	}
	cursor, err := checker.FormatCursor(channel, f.Place)
	if err != nil {
		j.violate("test-program", err.Error())
	}
	return f.Place.Number, cursor
}
