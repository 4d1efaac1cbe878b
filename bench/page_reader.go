package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"chattr/internal/model"
)

// pageOf is the body of a request for a page.
type pageOf []byte

const pageQuery = `query($channel:ID!,$before:String){channel(id:$channel){messages(last:50,before:$before){` +
	`edges{cursor node{id content createdAt editedAt author{kind id name avatarUrl}}}` +
	`pageInfo{hasNextPage hasPreviousPage startCursor endCursor}resumeCursor}}}`

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
