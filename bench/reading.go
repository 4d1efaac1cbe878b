package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"chattr/internal/model"
)

// pageOf is the body of a request for a page.
type pageOf []byte

const pageQuery = `query($channel:ID!,$before:String){channel(id:$channel){messages(last:50,before:$before){` +
	`edges{cursor node{id content createdAt editedAt author{kind id name avatarUrl}}}` +
	`pageInfo{hasNextPage hasPreviousPage startCursor endCursor}resumeCursor}}}`

// first is the page that people see first: the newest messages.
func (a *archive) first(channel string) pageOf { return newPageOf(channel, nil) }

// middle is the page before the middle of a channel with so many messages.
func (a *archive) middle(channel string, messages int) pageOf {
	return newPageOf(channel, new(edgeCursor(int64(messages/2))))
}

func newPageOf(channel string, before *string) pageOf {
	body, err := json.Marshal(map[string]any{
		"query": pageQuery, "variables": map[string]any{"channel": channel, "before": before},
	})
	if err != nil {
		panic(err) // strings
	}
	return body
}

// edgeCursor is the cursor of a message in its page.
func edgeCursor(number int64) string {
	b := []byte{'e', byte(model.KindMessage)}
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(b, uint64(number)))
}

// edgeNumber reads what edgeCursor wrote.
func edgeNumber(cursor string) (int64, error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) != 10 {
		return 0, fmt.Errorf("%q is not a cursor", cursor)
	}
	return int64(binary.BigEndian.Uint64(b[2:])), nil
}

func (p pageOf) read(ctx context.Context, t *target) ([]byte, error) {
	raw, err := send(ctx, "http://"+t.address+"/graphql", p)
	if err == nil && (bytes.Contains(raw, []byte(`"errors"`)) || bytes.Count(raw, []byte(`"cursor"`)) != 50) {
		err = fmt.Errorf("%s answers %s", t.name, raw)
	}
	return raw, err
}

// reader is a target, and the page that is read from it again and again.
type reader struct {
	*target
	page pageOf
}

// reading is what a run showed.
type reading struct {
	cpu   time.Duration // the database's included
	own   time.Duration // the server's alone
	times []time.Duration
}

func (r reading) cpuEach() float64 { return microseconds(r.cpu) / float64(len(r.times)) }
func (r reading) ownEach() float64 { return microseconds(r.own) / float64(len(r.times)) }
func (r reading) p50() float64     { return microseconds(percentile(r.times, 50)) / 1000 }

func of(readings []reading, figure func(reading) float64) (s sample) {
	for _, r := range readings {
		s = append(s, figure(r))
	}
	return s
}

const readWarmUp = time.Second / 2

// inTurn measures both readers in turn, in the other order each time.
func (a *archive) inTurn(ctx context.Context, what string, measured, baseline reader) (took [2][]reading, err error) {
	readers := [2]reader{measured, baseline}
	for round := range a.rounds {
		for i := range readers {
			i = (i + round) % 2
			r, err := a.measure(ctx, readers[i])
			if err != nil {
				return took, err
			}
			say("%s, %s, round %d, %s: %.0f µs of CPU each, %.0f of them its own, p50 %.2f ms",
				a.name, what, round+1, readers[i].name, r.cpuEach(), r.ownEach(), r.p50())
			took[i] = append(took[i], r)
		}
	}
	return took, nil
}

func (a *archive) measure(ctx context.Context, from reader) (r reading, err error) {
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

// load reads the page over all connections, and is how long each took.
func (a *archive) load(ctx context.Context, from reader, lasts time.Duration) (times []time.Duration, failed error) {
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

func (r reader) until(ctx context.Context, end time.Time, expected []byte) (times []time.Duration, err error) {
	for began := time.Now(); began.Before(end); {
		raw, err := send(ctx, "http://"+r.address+"/graphql", r.page)
		if err != nil {
			return times, err
		}
		if !bytes.Equal(raw, expected) {
			return times, fmt.Errorf("%s answers %s instead of %s", r.name, raw, expected)
		}
		now := time.Now()
		times = append(times, now.Sub(began))
		began = now
	}
	return times, nil
}
