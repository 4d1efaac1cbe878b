//go:build linux

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"chattr/test/torture/checker"
)

// subscriptions ask for the same events with different fields: streams with equal documents share their executions.
var subscriptions = []string{
	`subscription($channel: ID!, $after: String) {
		channelEvents(channelId: $channel, after: $after) { cursor kind message { id content deletedAt } }
	}`,
	`subscription Watch($channel: ID!, $after: String) {
		channelEvents(channelId: $channel, after: $after) { kind message { ...parts } cursor }
	}
	fragment parts on Message { deletedAt author { id } content id }`,
}

func anySubscription() string { return subscriptions[rand.IntN(len(subscriptions))] }

// reader follows channels over one transport. It disconnects, and resumes from its cursors on any instance.
type reader struct {
	*scenario
	via string
	who func() identity

	cursors map[string][]string // for each channel, those that were received: the last ones
	expired map[string]bool     // the channels of which a stream ended with CURSOR_EXPIRED
	last    int64               // the number that is read to; 0: as long as the session lasts
	reached func()              // called when the event with the number last has arrived
}

func (s *scenario) newReader(via string, who func() identity) *reader {
	return &reader{scenario: s, via: via, who: who, cursors: map[string][]string{}, expired: map[string]bool{}}
}

// follow reads one session after another until the context ends.
func (s *scenario) follow(ctx context.Context, via string, who func() identity) {
	r := s.newReader(via, who)
	for ; ctx.Err() == nil; pause(ctx, 150*time.Millisecond) {
		session, cancel := context.WithTimeout(ctx, 500*time.Millisecond+time.Duration(rand.ExpFloat64()*float64(6*time.Second)))
		channels := map[string]string{}
		for _, i := range rand.Perm(channelCount - 1)[:1+rand.IntN(3)] {
			channels[s.channels[i]] = r.start(session, s.channels[i])
			if via == "sse" {
				break // one stream for each response
			}
		}
		r.session(session, s.anyInstance(), channels)
		cancel()
	}
}

// followQuietly reads the quiet channel on one instance until the context ends, in long sessions: a new stream would make the
// instance look for events.
func (s *scenario) followQuietly(ctx context.Context, at int) {
	quiet := s.channels[channelCount-1]
	r := s.newReader("websocket", s.ownerIdentity)
	for after := s.starts[quiet]; ctx.Err() == nil; pause(ctx, 150*time.Millisecond) {
		r.session(ctx, at, map[string]string{quiet: after})
		if known := r.cursors[quiet]; len(known) > 0 {
			after = known[len(known)-1]
		}
		if r.expired[quiet] {
			delete(r.expired, quiet)
			after = r.readPage(ctx, at, r.who(), quiet, 50, false)
		}
	}
}

// session reads channels, each after a cursor, until the context or the connection ends.
func (r *reader) session(ctx context.Context, at int, channels map[string]string) {
	if r.via == "websocket" {
		r.followWebSocket(ctx, at, channels)
		return
	}
	for channel, after := range channels {
		r.followSSE(ctx, at, channel, after)
	}
}

// replayTo reads a channel from its floor to a number, and returns when the event with this number has arrived.
func (s *scenario) replayTo(ctx context.Context, via string, at int, channel string, number int64) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r := s.newReader(via, s.ownerIdentity)
	r.last, r.reached = number, cancel
	floor, start := s.journal.floorOf(channel)
	if floor == 0 {
		start = s.starts[channel]
	}
	if floor >= number {
		return
	}
	r.session(ctx, at, map[string]string{channel: start})
}

// start returns the cursor to continue after: usually the last one, sometimes an older one, that of a page or of the floor, or
// "" for the next event. After CURSOR_EXPIRED it is that of a page.
func (r *reader) start(ctx context.Context, channel string) string {
	known := r.cursors[channel]
	isExpired := r.expired[channel]
	delete(r.expired, channel)
	switch dice := rand.IntN(100); {
	case dice < 8 && !isExpired:
		return ""
	case dice < 22 && !isExpired:
		_, floor := r.journal.floorOf(channel)
		return floor
	case dice < 32 || isExpired:
		if cursor := r.readPage(ctx, r.anyInstance(), r.who(), channel, 50, chance(20)); cursor != "" {
			return cursor
		}
	case dice < 52 && len(known) > 0:
		return known[rand.IntN(len(known))]
	case dice < 55:
		return r.starts[channel]
	case len(known) > 0:
		return known[len(known)-1]
	}
	return ""
}

// open records that a stream begins.
func (r *reader) open(at int, who identity, channel, after string) *checker.Stream {
	stream := checker.Stream{Via: r.via, Instance: at, User: who.user, Credential: who.credential, Channel: channel}
	if after != "" {
		if _, place, err := checker.ParseCursor(after); err == nil {
			stream.After = &place
		}
	}
	return r.journal.open(stream)
}

// fail records that a stream ended with an error.
func (r *reader) fail(stream *checker.Stream, code string) {
	r.journal.close(stream, checker.Failed, code)
	if code == "CURSOR_EXPIRED" {
		r.expired[stream.Channel] = true
		delete(r.cursors, stream.Channel)
	}
}

// next records what a stream has delivered, and reports whether it goes on.
func (r *reader) next(stream *checker.Stream, payload []byte) bool {
	var response struct {
		Data struct {
			ChannelEvents struct {
				Cursor, Kind string
				Message      struct {
					ID        string
					Content   string
					DeletedAt *string
					Author    struct{ ID string }
				}
			}
		}
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal(payload, &response); err != nil {
		r.journal.violate("response", fmt.Sprintf("stream %d delivered what is not JSON: %s", stream.ID, payload))
		return false
	}
	if len(response.Errors) > 0 {
		r.fail(stream, response.Errors[0].Extensions.Code)
		return false
	}
	e := response.Data.ChannelEvents
	channel, place, err := checker.ParseCursor(e.Cursor)
	if err != nil || channel != stream.Channel {
		r.journal.violate("response", fmt.Sprintf("stream %d of channel %s delivered %s", stream.ID, stream.Channel, payload))
		return false
	}
	d := checker.Delivery{Place: place, Kind: eventKinds[e.Kind], Text: checker.NumberOf(e.Message.Content), Author: e.Message.Author.ID}
	if d.Text == checker.Foreign {
		d.Raw = e.Message.Content
	}
	_, _ = fmt.Sscan(e.Message.ID, &d.Message)
	if (e.Message.DeletedAt != nil) != (e.Message.Content == "") {
		r.journal.violate("deleted-has-no-text", fmt.Sprintf("stream %d delivered %s", stream.ID, payload))
	}
	r.journal.deliver(stream, d)
	r.passed(channel, place.Number, e.Cursor)
	known := append(r.cursors[channel], e.Cursor)
	if len(known) > 600 {
		known = append([]string(nil), known[300:]...)
	}
	r.cursors[channel] = known
	if r.last != 0 && place.Number >= r.last {
		r.reached()
	}
	return true
}

// followSSE reads one stream of server-sent events until the context or the stream ends.
func (r *reader) followSSE(ctx context.Context, at int, channel, after string) {
	who := r.who()
	body, err := json.Marshal(fields{"query": anySubscription(), "variables": fields{"channel": channel}})
	if err != nil {
		panic(err) // only texts are sent
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.instances[at].url()+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		panic(err) // the URL is one of ours
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Authorization", "Bearer "+who.token)
	if after != "" {
		request.Header.Set("Last-Event-ID", after)
	}
	stream := r.open(at, who, channel, after)
	defer func() { r.closeSSE(ctx, stream, "end of the response") }()
	response, err := streams.Do(request)
	if err != nil {
		r.closeSSE(ctx, stream, err.Error())
		return
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		var problem struct {
			Code   string
			Errors []struct{ Extensions struct{ Code string } }
		}
		_ = json.NewDecoder(response.Body).Decode(&problem)
		if len(problem.Errors) > 0 {
			problem.Code = problem.Errors[0].Extensions.Code
		}
		r.fail(stream, problem.Code)
		return
	}
	r.readEvents(stream, bufio.NewScanner(response.Body))
}

// streams has no timeout: a stream lasts until one side ends it.
var streams = &http.Client{Transport: &http.Transport{}}

// closeSSE records that a stream ended without a word: because the client left, or because the connection broke.
func (r *reader) closeSSE(ctx context.Context, stream *checker.Stream, why string) {
	if ctx.Err() != nil {
		r.journal.close(stream, checker.Left, "")
		return
	}
	r.journal.close(stream, checker.Broken, why)
}

// readEvents reads events until the stream ends. The id of each must be its cursor. An event counts when the empty line after
// it has arrived (HTML Standard, 9.2.6): what comes before a broken connection may be half of one.
func (r *reader) readEvents(stream *checker.Stream, lines *bufio.Scanner) {
	event := map[string]string{}
	for lines.Scan() {
		if name, value, _ := strings.Cut(lines.Text(), ":"); name != "" || value != "" {
			event[name] = strings.TrimPrefix(value, " ")
			continue
		}
		switch event["event"] {
		case "complete":
			r.journal.close(stream, checker.Completed, "")
			return
		case "next":
			if !r.next(stream, []byte(event["data"])) {
				return
			}
			if known := r.cursors[stream.Channel]; known[len(known)-1] != event["id"] {
				r.journal.violate("response", fmt.Sprintf("stream %d has id %q beside cursor %q", stream.ID, event["id"], known[len(known)-1]))
			}
		}
		clear(event)
	}
}

// readPage reads one page and records it. It returns the cursor to resume from, or "" if there is none.
func (s *scenario) readPage(ctx context.Context, at int, who identity, channel string, size int, first bool) string {
	page := checker.Page{
		Instance: at, User: who.user, Credential: who.credential, Channel: channel, First: first, Size: size, Began: s.journal.now(),
	}
	direction := "last"
	if first {
		direction = "first"
	}
	var data struct {
		Channel *struct {
			Messages struct {
				ResumeCursor string
				Edges        []struct{ Node struct{ ID, Content string } }
			}
		}
	}
	r := s.graphql(ctx, at, who, `query($id: ID!, $size: Int!) {
		channel(id: $id) { messages(`+direction+`: $size) { resumeCursor edges { node { id content } } } }
	}`, fields{"id": channel, "size": size}, &data)
	switch {
	case r.outcome == checker.Refused && r.code == "UNAUTHENTICATED", r.outcome == checker.Acknowledged && data.Channel == nil:
		page.Absent = true
		s.journal.page(page)
		return ""
	case r.outcome != checker.Acknowledged:
		return ""
	}
	_, resume, err := checker.ParseCursor(data.Channel.Messages.ResumeCursor)
	if err != nil {
		s.journal.violate("response", err.Error())
		return ""
	}
	page.Resume = resume
	for _, edge := range data.Channel.Messages.Edges {
		item := checker.Item{Text: checker.NumberOf(edge.Node.Content)}
		if item.Text == checker.Foreign {
			item.Raw = edge.Node.Content
		}
		_, _ = fmt.Sscan(edge.Node.ID, &item.Message)
		page.Items = append(page.Items, item)
	}
	s.journal.page(page)
	return data.Channel.Messages.ResumeCursor
}

// readPages reads pages until the context ends.
func (s *scenario) readPages(ctx context.Context, mean time.Duration) {
	for ; ctx.Err() == nil; pause(ctx, mean) {
		who := s.ownerIdentity()
		if chance(40) {
			who = s.users[rand.IntN(len(s.users))].identity()
		}
		s.readPage(ctx, s.anyInstance(), who, s.channels[rand.IntN(len(s.channels))], 1+rand.IntN(100), chance(15))
	}
}
