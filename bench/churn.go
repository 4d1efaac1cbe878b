package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"syscall"
	"time"
)

const (
	churnWarmUp = 5000 // cycles before the first look: twice as many at once, so that every pool is as full as it gets
	churnAtOnce = 32
	churnCalm   = 300 // introspections before each look: they bring on garbage collections with nobody there
	churnLook   = 5   // collections that count
	goodbye     = 5 * time.Second
)

// churn measures row 7: whether the server is what it was after many subscribers have come and gone. It reads the heap from
// the garbage collector's trace and counts goroutines in the dump of SIGQUIT, which ends the process: the count before is of
// another process that only warmed up.
func (b *bench) churn(ctx context.Context) error {
	fresh, err := b.startTraced(ctx)
	if err != nil {
		return err
	}
	defer fresh.kill()
	if err := cycles(ctx, fresh, 2*churnAtOnce, churnWarmUp); err != nil {
		return err
	}
	goroutinesBefore, err := fresh.goroutines()
	if err != nil {
		return err
	}
	used, err := b.startTraced(ctx)
	if err != nil {
		return err
	}
	defer used.kill()
	before, err := look(ctx, used, 2*churnAtOnce, churnWarmUp)
	if err != nil {
		return err
	}
	after, err := look(ctx, used, churnAtOnce, b.cycles)
	if err != nil {
		return err
	}
	goroutinesAfter, err := used.goroutines()
	if err != nil {
		return err
	}
	pair := func(what, unit string, measured, baseline, goal float64) {
		b.table.add(row{what: what, unit: unit, measured: sample{measured}, baseline: sample{baseline}, ratioMax: goal})
	}
	pair(fmt.Sprintf("7. goroutines after %d cycles (baseline: before)", b.cycles), "", goroutinesAfter, goroutinesBefore, 1.05)
	pair("7. live heap and stacks, likewise", "KiB", after.live, before.live, 1.05)
	pair("– resident memory", "MiB", after.resident, before.resident, 0)
	pair("– threads", "", after.threads, before.threads, 0)
	b.table.note("row 7: one round; half of the visitors go without a goodbye; before is after %d cycles; live is what the "+
		"garbage collector walked through when nobody was there: memory with pointers", churnWarmUp)
	return nil
}

func (b *bench) startTraced(ctx context.Context) (*target, error) {
	return b.startChattr(ctx, 1, "GODEBUG=gcpacertrace=1", "GOTRACEBACK=all")
}

// cycles connects, subscribes and disconnects n times.
func cycles(ctx context.Context, t *target, atOnce, n int) error {
	err := inParallel(atOnce, n, func(i int) error { return cycle(ctx, t, i) })
	pause(ctx, settling)
	return errors.Join(err, ctx.Err())
}

// cycle is one visit; every second visitor goes without saying so.
func cycle(ctx context.Context, t *target, i int) error {
	s := subscriber{target: t, index: i}
	if _, err := s.join(ctx); err != nil {
		return err
	}
	defer s.close()
	if i%2 == 0 {
		return nil
	}
	if err := s.socket.send(textFrame, []byte(`{"id":"1","type":"complete"}`)); err != nil {
		return err
	}
	if err := s.socket.send(closeFrame, []byte{1000 >> 8, 1000 & 0xff}); err != nil {
		return err
	}
	_ = s.socket.conn.SetReadDeadline(time.Now().Add(goodbye))
	for {
		opcode, _, err := s.socket.next()
		if err != nil {
			return fmt.Errorf("the server did not say goodbye: %w", err)
		}
		if opcode == closeFrame {
			return nil
		}
	}
}

// state is what can be seen of a process from outside.
//
// live, in KiB, is the least that one of the last collections walked through: what is alive in each of them stays.
type state struct{ live, resident, threads float64 }

// look is the state after n more cycles.
func look(ctx context.Context, t *target, atOnce, n int) (s state, err error) {
	if err := cycles(ctx, t, atOnce, n); err != nil {
		return s, err
	}
	live, err := t.live(ctx)
	if err != nil {
		return s, err
	}
	resident, err := t.resident()
	if err != nil {
		return s, err
	}
	threads, err := t.threads()
	say("7, after %d cycles: %.0f KiB live, %d MiB resident, %d threads", n, live, resident>>20, threads)
	return state{live: live, resident: float64(resident) / (1 << 20), threads: float64(threads)}, err
}

// collection is a line of the garbage collector's trace: the bytes of heap and of stacks that it found alive and walked through.
var collection = regexp.MustCompile(`(?m)^pacer: .* for (\d+)\+(\d+)\+\d+ B work`)

func (t *target) live(ctx context.Context) (float64, error) {
	for range churnCalm {
		var schema any
		if err := t.graphQL(ctx, &schema, `{__schema{types{name fields{name type{name ofType{name}}}}}}`); err != nil {
			return 0, err
		}
	}
	found := collection.FindAllStringSubmatch(read(t.log), -1)
	if len(found) < churnLook {
		return 0, fmt.Errorf("only %d garbage collections in %s", len(found), t.log)
	}
	least := math.Inf(1)
	for _, sizes := range found[len(found)-churnLook:] {
		heap, _ := strconv.ParseFloat(sizes[1], 64) // digits
		stacks, _ := strconv.ParseFloat(sizes[2], 64)
		least = min(least, (heap+stacks)/1024)
	}
	return least, nil
}

var goroutineHead = regexp.MustCompile(`(?m)^goroutine [1-9]\d*(?: gp=\S+ m=\S+(?: mp=\S+)?)? \[`)

// goroutines ends the process and counts those in its last words.
func (p *process) goroutines() (float64, error) {
	p.stop(syscall.SIGQUIT)
	log, err := os.ReadFile(p.log)
	if err != nil {
		return 0, err
	}
	n := len(goroutineHead.FindAll(log, -1))
	if n == 0 {
		return 0, fmt.Errorf("no goroutines in the last words of the server: %s", p.lastWords())
	}
	return float64(n), nil
}
