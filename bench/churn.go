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
	churnWarmUp         = 5000 // cycles before the first measurement, twice as many concurrently, so that every pool grows to its full size
	churnConcurrency    = 32
	churnIntrospections = 300 // introspections before each measurement: they cause garbage collections while no subscriber is connected
	churnCollections    = 5   // the last garbage collections, whose results are used
	closeTimeout        = 5 * time.Second
)

// churn measures row 7: memory and goroutines of the server after many subscribers have connected and disconnected. It reads the
// size of the heap from the trace of the garbage collector. It counts goroutines in the dump of SIGQUIT, which ends the process.
// Therefore the count before the cycles comes from another process that only warmed up.
func (b *bench) churn(ctx context.Context) error {
	fresh, err := b.startTraced(ctx)
	if err != nil {
		return err
	}
	defer fresh.kill()
	if err := cycles(ctx, fresh, 2*churnConcurrency, churnWarmUp); err != nil {
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
	before, err := measureState(ctx, used, 2*churnConcurrency, churnWarmUp)
	if err != nil {
		return err
	}
	after, err := measureState(ctx, used, churnConcurrency, b.cycles)
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
	pair("7. live heap and stacks, likewise", "KiB", after.liveKiB, before.liveKiB, 1.05)
	pair("– resident memory", "MiB", after.resident, before.resident, 0)
	pair("– threads", "", after.threads, before.threads, 0)
	b.table.note("row 7: one round; half of the subscribers disconnect without a close frame; \"before\" is after %d cycles; live memory "+
		"is what the garbage collector scanned while no subscriber was connected: memory with pointers", churnWarmUp)
	return nil
}

func (b *bench) startTraced(ctx context.Context) (*target, error) {
	return b.startChattr(ctx, 1, "GODEBUG=gcpacertrace=1", "GOTRACEBACK=all")
}

// cycles connects, subscribes and disconnects n times.
func cycles(ctx context.Context, t *target, concurrency, n int) error {
	err := inParallel(concurrency, n, func(i int) error { return cycle(ctx, t, i) })
	pause(ctx, quietTime)
	return errors.Join(err, ctx.Err())
}

// cycle subscribes and disconnects once. Every second subscriber disconnects without a close frame.
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
	_ = s.socket.conn.SetReadDeadline(time.Now().Add(closeTimeout))
	for {
		opcode, _, err := s.socket.next()
		if err != nil {
			return fmt.Errorf("wait for the close frame of the server: %w", err)
		}
		if opcode == closeFrame {
			return nil
		}
	}
}

// state is the state of a process as it can be observed from outside. live is the smallest number of KiB that one of the last
// garbage collections scanned, because memory that is in use all the time is in each of them. resident is in MiB.
type state struct{ liveKiB, resident, threads float64 }

// measureState runs n more cycles and returns the state after them.
func measureState(ctx context.Context, t *target, concurrency, n int) (s state, err error) {
	if err := cycles(ctx, t, concurrency, n); err != nil {
		return s, err
	}
	liveKiB, err := t.liveKiB(ctx)
	if err != nil {
		return s, err
	}
	resident, err := t.resident()
	if err != nil {
		return s, err
	}
	threads, err := t.threads()
	progress("7, after %d cycles: %.0f KiB live, %d MiB resident, %d threads", n, liveKiB, resident>>20, threads)
	return state{liveKiB: liveKiB, resident: float64(resident) / (1 << 20), threads: float64(threads)}, err
}

// collection matches a line of the trace of the garbage collector, with the bytes of heap and of stacks that it scanned.
var collection = regexp.MustCompile(`(?m)^pacer: .* for (\d+)\+(\d+)\+\d+ B work`)

func (t *target) liveKiB(ctx context.Context) (float64, error) {
	for range churnIntrospections {
		var schema any
		if err := t.graphQL(ctx, &schema, `{__schema{types{name fields{name type{name ofType{name}}}}}}`); err != nil {
			return 0, err
		}
	}
	found := collection.FindAllStringSubmatch(read(t.log), -1)
	if len(found) < churnCollections {
		return 0, fmt.Errorf("only %d garbage collections in %s", len(found), t.log)
	}
	least := math.Inf(1)
	for _, sizes := range found[len(found)-churnCollections:] {
		heap, _ := strconv.ParseFloat(sizes[1], 64) // the pattern matches only digits
		stacks, _ := strconv.ParseFloat(sizes[2], 64)
		least = min(least, (heap+stacks)/1024)
	}
	return least, nil
}

var goroutineHead = regexp.MustCompile(`(?m)^goroutine [1-9]\d*(?: gp=\S+ m=\S+(?: mp=\S+)?)? \[`)

// goroutines ends the process with SIGQUIT and returns the number of goroutines in the dump.
func (p *process) goroutines() (float64, error) {
	p.stop(syscall.SIGQUIT)
	log, err := os.ReadFile(p.log)
	if err != nil {
		return 0, err
	}
	n := len(goroutineHead.FindAll(log, -1))
	if n == 0 {
		return 0, fmt.Errorf("found no goroutines in the log of the server: %s", p.logTail())
	}
	return float64(n), nil
}
