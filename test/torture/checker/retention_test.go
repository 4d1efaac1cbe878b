package checker

import (
	"slices"
	"testing"
)

// aged is the good history, and then an instance that keeps events for two seconds and messages for six. From 10 s on its events
// are no longer kept, and from 15 s on only message 102, which was edited at 5 s, would still be there; at the end it is not.
func expiringScenario() *scenario {
	s := validScenario()
	s.h.EventsKept, s.h.MessagesKept = 2*second, 6*second
	s.h.Faults = []Fault{{Kind: Retention, From: 9 * second, To: 40 * second}}
	s.h.Floors = []Floor{
		{Channel: "c", Began: 1, Seen: 2, StillBegan: 9 * second},
		{Channel: "c", Place: place(5), Began: 10 * second, Seen: 10*second + 1, StillBegan: 99 * second},
	}
	s.h.Database.Floors = map[string]Place{"c": place(5)}
	s.h.Database.Messages, s.h.Database.Changes = nil, nil
	return s
}

// expire lets a stream after a number end with CURSOR_EXPIRED.
func (s *scenario) expire(at Moment, after int64) *Stream {
	stream := s.stream(at-second/10, after)
	stream.End, stream.Ended, stream.Code = Failed, at, "CURSOR_EXPIRED"
	return stream
}

func (s *scenario) drop(channel string, at Moment) {
	s.request(Request{Kind: Drop, Channel: channel, Began: at, Ended: at + 1, Outcome: Acknowledged})
}

func TestCheckFindsWhatRetentionMustNotDo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		promise string
		change  func(s *scenario)
	}{
		"a cursor at the floor expires":    {"ends-with-a-reason", func(s *scenario) { s.expire(20*second, 5) }},
		"a cursor above the floor expires": {"ends-with-a-reason", func(s *scenario) { s.post(30*second, 6); s.expire(31*second, 5) }},
		"a cursor expires before its time": {"ends-with-a-reason", func(s *scenario) { s.expire(7*second+second/2, 4) }},
		"a cursor expires, and the floor was low afterwards": {"ends-with-a-reason", func(s *scenario) {
			s.h.Floors[1].Place, s.h.Database.Floors["c"] = place(3), place(3)
			s.expire(20*second, 3)
		}},
		"a stream without a cursor expires": {"ends-with-a-reason", func(s *scenario) { s.expire(20*second, 0).After = nil }},
		"a history is forked without a restore": {"ends-with-a-reason", func(s *scenario) {
			s.expire(20*second, 2).Code = "CURSOR_FORKED"
		}},
		"a stream continues at the floor":               {"no-gap", func(s *scenario) { s.post(30*second, 6); s.stream(30*second, 2, posted(31*second, 6)) }},
		"a stream delivers what is no longer kept":      {"expired-below-the-floor", func(s *scenario) { s.stream(20*second, 2, posted(20*second+1, 3)) }},
		"an open stream delivers what is not kept late": {"expired-below-the-floor", func(s *scenario) { s.stream(9*second, 2, posted(14*second, 3)) }},
		"an event is removed too early":                 {"kept-long-enough", func(s *scenario) { s.h.Floors[1].Began, s.h.Floors[1].Seen = 7*second, 7*second+1 }},
		"events are removed without retention":          {"kept-long-enough", func(s *scenario) { s.h.Faults = nil }},
		"a floor falls": {"kept-long-enough", func(s *scenario) {
			s.h.Floors = append(s.h.Floors, Floor{Channel: "c", Place: place(4), Began: 99 * second, Seen: 99*second + 1, StillBegan: 99 * second})
		}},
		"a floor is another event": {"one-event-per-number", func(s *scenario) { s.h.Floors[1].Place.EventID++ }},
		"a page leaves out a young message": {"page-is-a-snapshot", func(s *scenario) {
			s.h.Pages = append(s.h.Pages, Page{Channel: "c", Began: 10*second + 2, Ended: 10*second + 3, Size: 10, Resume: place(5)})
		}},
		"a young message is removed": {"durable", func(s *scenario) {
			s.post(38*second, 6)
			s.h.Database.Heads["c"] = place(6)
		}},
		"a key makes two messages in short time": {"one-message-per-key", func(s *scenario) {
			s.h.Requests[1].Key, s.h.Requests[2].Key = "w k", "w k"
		}},
		"a stream of a deleted channel stays open": {"deleted-channel", func(s *scenario) { s.drop("c", 50*second) }},
		"a deleted channel takes a post": {"deleted-channel", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 8*second
			s.drop("c", 50*second)
			s.post(60*second, 6)
		}},
		"a new stream of a deleted channel stays open": {"deleted-channel", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 8*second
			s.drop("c", 50*second)
			s.stream(60*second, 5)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := expiringScenario()
			c.change(s)
			if got := check1(t, s); !slices.Contains(got, c.promise) {
				t.Errorf("got violations %v, want %s", got, c.promise)
			}
		})
	}
}

func TestCheckAllowsWhatRetentionExplains(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(s *scenario){
		"nothing is kept":                func(*scenario) {},
		"a cursor below the floor":       func(s *scenario) { s.expire(20*second, 4) },
		"a cursor while the floor rises": func(s *scenario) { s.expire(9*second+second/2, 4) },
		"an open stream before the next poll": func(s *scenario) {
			open := s.stream(9*second, 2, posted(11*second, 3))
			open.End, open.Ended = Left, 11*second+1
		},
		"a stream from the floor on": func(s *scenario) {
			s.post(39*second, 6)
			s.stream(39*second, 5, posted(39*second+second/2, 6))
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 8*second
			s.h.Database.Heads["c"], s.h.Database.Messages = place(6), []MessageRow{{ID: 106, Channel: "c", Number: 6, Content: Text(6)}}
		},
		"a page without old messages": func(s *scenario) {
			s.h.Pages = append(s.h.Pages, Page{
				Channel: "c", Began: 10 * second, Ended: 10*second + 3, Size: 10, Resume: place(5), Items: []Item{{Message: 102, Text: 10}},
			})
		},
		"a key posts again when its message is not kept": func(s *scenario) {
			s.h.Requests[1].Key = "w k"
			again := s.post(39*second, 6)
			again.Key, again.Text = "w k", 2
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 8*second
			s.h.Database.Heads["c"], s.h.Database.Messages = place(6), []MessageRow{{ID: 106, Channel: "c", Number: 6, Content: Text(2)}}
		},
		"an event without a response that was not kept": func(s *scenario) {
			s.h.Requests[3].Outcome, s.h.Requests[3].Place = Unknown, Place{}
			s.h.Streams[0].Deliveries = s.h.Streams[0].Deliveries[:3]
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 5*second
		},
		"a stream of a deleted channel ends": func(s *scenario) {
			s.drop("c", 50*second)
			s.h.Streams[0].End, s.h.Streams[0].Ended, s.h.Streams[0].Code = Failed, 51*second, "NOT_FOUND"
			delete(s.h.Database.Heads, "c")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := expiringScenario()
			change(s)
			if got := check1(t, s); got != nil {
				t.Errorf("got violations %v, want none", got)
			}
		})
	}
}

func TestFormatCursorIsReadBack(t *testing.T) {
	t.Parallel()
	cursor, err := FormatCursor("1441815214882553856", place(7))
	if err != nil {
		t.Fatal(err)
	}
	if channel, at, err := ParseCursor(cursor); err != nil || channel != "1441815214882553856" || at != place(7) {
		t.Errorf("got %s, %v, %v, want number 7 of channel 1441815214882553856", channel, at, err)
	}
}
