//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"chattr/test/torture/checker"
)

// dropChannels creates channels and deletes them while streams read them, until the context ends.
func (s *scenario) dropChannels(ctx context.Context, mean time.Duration) {
	for n := 0; ctx.Err() == nil; pause(ctx, mean) {
		n++
		channel, start, err := s.createChannel(ctx, s.anyInstance(), fmt.Sprintf("dropped-%d", n))
		if err == nil {
			s.dropWhileRead(ctx, channel, start)
		}
	}
}

// dropWhileRead reads a channel on every instance, deletes it, and tries on every instance whether it is still there.
func (s *scenario) dropWhileRead(ctx context.Context, channel, start string) {
	reading, stop := context.WithTimeout(ctx, 8*time.Second)
	defer stop()
	var readers sync.WaitGroup
	s.readEverywhere(reading, &readers, s.ownerIdentity(), channel, start)
	s.readEverywhere(reading, &readers, s.users[rand.IntN(len(s.users))].identity(), channel, start)
	for range 5 {
		s.postMessage(ctx, s.anyInstance(), s.ownerIdentity(), channel, s.journal.newText(), "")
		pause(ctx, 200*time.Millisecond)
	}
	s.accessing.Lock()
	s.drop(ctx, channel)
	s.accessing.Unlock()
	for at := range s.instances {
		readers.Go(func() {
			s.postMessage(ctx, at, s.ownerIdentity(), channel, s.journal.newText(), "")
			s.readPage(ctx, at, s.ownerIdentity(), channel, 10, false)
			r := s.newReader("sse", s.ownerIdentity)
			r.session(reading, at, map[string]string{channel: start})
		})
	}
	readers.Wait()
}

// readEverywhere starts to read a channel on every instance over each kind of stream, each until it ends or the context does.
func (s *scenario) readEverywhere(ctx context.Context, readers *sync.WaitGroup, who identity, channel, after string) {
	for at := range s.instances {
		for _, via := range []string{"websocket", "sse"} {
			r := s.newReader(via, func() identity { return who })
			readers.Go(func() { r.session(ctx, at, map[string]string{channel: after}) })
		}
	}
}

// readFromHead starts to read the busy channels on one instance from where another one says that they stand.
func (s *scenario) readFromHead(ctx context.Context, readers *sync.WaitGroup, at, other int) {
	for _, channel := range s.channels[:channelCount-1] {
		readers.Go(func() {
			if head := s.readPage(ctx, other, s.ownerIdentity(), channel, 10, false); head != "" {
				s.newReader("sse", s.ownerIdentity).followSSE(ctx, at, channel, head)
			}
		})
	}
}

// drop deletes a channel.
func (s *scenario) drop(ctx context.Context, channel string) {
	s.until(ctx, checker.Request{Kind: checker.Drop, Channel: channel}, func(at int, _ *checker.Request) result {
		r := s.graphql(ctx, at, s.ownerIdentity(), `mutation($id: ID!) { deleteChannel(input: {channelId: $id}) { channel { id } } }`,
			fields{"id": channel}, nil)
		if r.code == "NOT_FOUND" { // a deletion without a response was carried out
			r.outcome = checker.Acknowledged
		}
		return r
	})
}
