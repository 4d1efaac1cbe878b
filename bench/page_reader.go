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

// pageRequest is the body of a GraphQL request for a page.
type pageRequest []byte

const pageQuery = `query($channel:ID!,$before:String){channel(id:$channel){messages(last:50,before:$before){` +
	`edges{cursor node{id content createdAt editedAt author{kind id name avatarUrl}}}` +
	`pageInfo{hasNextPage hasPreviousPage startCursor endCursor}resumeCursor}}}`

func newPageRequest(channel string, before *string) pageRequest {
	body, err := json.Marshal(map[string]any{
		"query": pageQuery, "variables": map[string]any{"channel": channel, "before": before},
	})
	if err != nil {
		panic(err) // a map of strings can always be encoded
	}
	return body
}

// edgeCursor returns the cursor of a message in its page.
func edgeCursor(number int64) string {
	b := []byte{'e', byte(model.KindMessage)}
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(b, uint64(number)))
}

// edgeNumber returns the number in a cursor that edgeCursor returned.
func edgeNumber(cursor string) (int64, error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) != 10 {
		return 0, fmt.Errorf("%q is not a cursor", cursor)
	}
	return int64(binary.BigEndian.Uint64(b[2:])), nil
}

func (p pageRequest) read(ctx context.Context, t *target) ([]byte, error) {
	raw, err := send(ctx, "http://"+t.address+"/graphql", p)
	if err == nil && (bytes.Contains(raw, []byte(`"errors"`)) || bytes.Count(raw, []byte(`"cursor"`)) != 50) {
		err = fmt.Errorf("%s returned %s", t.name, raw)
	}
	return raw, err
}

// reader is a target and the page that is read from it repeatedly.
type reader struct {
	*target
	page pageRequest
}

// pageCost is the result of a measurement of a reader.
type pageCost struct {
	cpu   time.Duration // of the server and the database
	own   time.Duration // of the server alone
	times []time.Duration
}

func (r pageCost) cpuEach() float64 { return microseconds(r.cpu) / float64(len(r.times)) }
func (r pageCost) ownEach() float64 { return microseconds(r.own) / float64(len(r.times)) }
func (r pageCost) p50() float64     { return microseconds(percentile(r.times, 50)) / 1000 }

func of(readings []pageCost, figure func(pageCost) float64) (s sample) {
	for _, r := range readings {
		s = append(s, figure(r))
	}
	return s
}

// until reads the page until end and returns the duration of each request. It returns an error if a response is not as expected.
func (r reader) until(ctx context.Context, end time.Time, expected []byte) (times []time.Duration, err error) {
	for began := time.Now(); began.Before(end); {
		raw, err := send(ctx, "http://"+r.address+"/graphql", r.page)
		if err != nil {
			return times, err
		}
		if !bytes.Equal(raw, expected) {
			return times, fmt.Errorf("%s returned %s instead of %s", r.name, raw, expected)
		}
		now := time.Now()
		times = append(times, now.Sub(began))
		began = now
	}
	return times, nil
}
