package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"syscall"
)

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
