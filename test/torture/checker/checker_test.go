package checker

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"time"
)

const second = time.Second

// scenario is a history made by hand. The event with number n has the event id 100 + n, and a post with it makes message 100 + n.
type scenario struct{ h *History }

func newScenario() *scenario {
	return &scenario{&History{Now: 100 * second, Slack: second, Hints: true}}
}

func place(number int64) Place { return Place{number, 100 + number} }

func (s *scenario) request(r Request) *Request {
	r.ID = len(s.h.Requests) + 1
	if r.Channel == "" {
		r.Channel = "c"
	}
	s.h.Requests = append(s.h.Requests, r)
	return &s.h.Requests[len(s.h.Requests)-1]
}

// post is an acknowledged post with the text and the number n.
func (s *scenario) post(at Moment, n int64) *Request {
	return s.request(Request{
		Kind: Post, Began: at, Ended: at + second/10, Outcome: Acknowledged, Text: int(n), Message: 100 + n, Place: place(n),
		Webhook: "w", URL: 1, User: "",
	})
}

// stream delivers posts, each shortly after its time.
func (s *scenario) stream(began Moment, after int64, deliveries ...Delivery) *Stream {
	from := place(after)
	s.h.Streams = append(s.h.Streams, Stream{
		ID: len(s.h.Streams) + 1, Via: "sse", Channel: "c", User: "u", Credential: "u/1", After: &from, Began: began, Deliveries: deliveries,
	})
	return &s.h.Streams[len(s.h.Streams)-1]
}

func posted(at Moment, n int64) Delivery {
	return Delivery{At: at, Place: place(n), Kind: Posted, Message: 100 + n, Text: int(n), Author: "w"}
}

// good is a history in which everything is right: three posts, an edit, a deletion, a stream, a page and the database.
func validScenario() *scenario {
	s := newScenario()
	for n := range int64(3) {
		s.post(time.Duration(n+1)*second, n+1)
	}
	s.request(Request{Kind: Edit, Began: 5 * second, Ended: 5*second + 1, Outcome: Acknowledged, Text: 10, Message: 102, Place: place(4)})
	s.request(Request{Kind: Delete, Began: 6 * second, Ended: 6*second + 1, Outcome: Acknowledged, Message: 101, Place: place(5)})
	s.stream(second/2, 0, posted(second+second/5, 1), posted(2*second+second/5, 2), posted(3*second+second/5, 3),
		Delivery{At: 5*second + 2, Place: place(4), Kind: Edited, Message: 102, Text: 10},
		Delivery{At: 6*second + 2, Place: place(5), Kind: Deleted, Message: 101})
	s.h.Pages = []Page{{
		Channel: "c", Began: 7 * second, Ended: 7*second + 1, Size: 10, Resume: place(5),
		Items: []Item{{Message: 102, Text: 10}, {Message: 103, Text: 3}},
	}}
	s.h.Database = &Database{
		Heads: map[string]Place{"c": place(5)},
		Messages: []MessageRow{
			{ID: 101, Channel: "c", Number: 1, Deleted: true},
			{ID: 102, Channel: "c", Number: 2, Content: Text(10)},
			{ID: 103, Channel: "c", Number: 3, Content: Text(3)},
		},
		Changes: []ChangeRow{
			{Channel: "c", Place: place(4), Kind: Edited, Message: 102},
			{Channel: "c", Place: place(5), Kind: Deleted, Message: 101},
		},
	}
	return s
}

func check1(t *testing.T, s *scenario) []string {
	t.Helper()
	var promises []string
	for _, v := range Check(s.h) {
		promises = append(promises, v.Promise)
		t.Logf("%s at %s: %s", v.Promise, v.At, v.What)
	}
	return promises
}

func TestCheckAcceptsWhatIsRight(t *testing.T) {
	t.Parallel()
	if got := check1(t, validScenario()); got != nil {
		t.Errorf("got violations %v, want none", got)
	}
}

// TestCheckFindsEachViolation changes the good history in one way each, and names the promise that is broken then.
func TestCheckFindsEachViolation(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		promise string
		change  func(s *scenario)
	}{
		"a number is missing in a stream": {"no-gap", func(s *scenario) {
			d := &s.h.Streams[0].Deliveries
			*d = slices.Delete(*d, 1, 2)
		}},
		"an event comes twice": {"no-gap", func(s *scenario) {
			d := &s.h.Streams[0].Deliveries
			*d = slices.Insert(*d, 1, (*d)[0])
		}},
		"a resumed stream starts one event late":  {"no-gap", func(s *scenario) { s.stream(8*second, 1, posted(9*second, 3)) }},
		"a resumed stream repeats the last event": {"no-gap", func(s *scenario) { s.stream(8*second, 2, posted(9*second, 2)) }},
		"two readers see different events": {"one-event-per-number", func(s *scenario) {
			d := posted(9*second, 3)
			d.Message = 999
			s.stream(8*second, 2, d)
		}},
		"a cursor has another event id": {"one-event-per-number", func(s *scenario) {
			d := posted(9*second, 3)
			d.Place.EventID = 999
			s.stream(8*second, 2, d)
		}},
		"a number is used twice": {"one-event-per-number", func(s *scenario) { s.post(20*second, 3).Message = 777 }},
		"a stream without a cursor starts too early": {"starts-at-the-head", func(s *scenario) {
			s.stream(9*second, 0, posted(10*second, 3)).After = nil
		}},
		"an event arrives late": {"arrives-in-time", func(s *scenario) {
			s.h.Streams[0].Deliveries = s.h.Streams[0].Deliveries[:2]
		}},
		"a stream completes without a reason": {"ends-with-a-reason", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended = Completed, 7*second
		}},
		"a stream breaks although nothing happened": {"ends-with-a-reason", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended = Broken, 7*second
		}},
		"a socket is closed with 1000": {"ends-with-a-reason", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended, s.h.Streams[0].Code = Closed, 7*second, "1000"
		}},
		"a socket is closed with 1012 although nothing restarts": {"ends-with-a-reason", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended, s.h.Streams[0].Code = Closed, 7*second, "1012"
		}},
		"a valid cursor has expired": {"ends-with-a-reason", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended, s.h.Streams[0].Code = Failed, 7*second, "CURSOR_EXPIRED"
		}},
		"a member gets NOT_FOUND": {"ends-with-a-reason", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended, s.h.Streams[0].Code = Failed, 7*second, "NOT_FOUND"
		}},
		"an acknowledged post is lost": {"durable", func(s *scenario) { s.post(20*second, 6) }},
		"an acknowledged deletion is lost": {"durable", func(s *scenario) {
			s.h.Database.Messages[0].Deleted, s.h.Database.Messages[0].Content = false, Text(1)
		}},
		"a message that was not posted": {"nothing-foreign", func(s *scenario) {
			d := posted(9*second, 3)
			d.Text, d.Raw = Foreign, "hello"
			s.stream(8*second, 2, d)
		}},
		"a text is not byte for byte":  {"nothing-foreign", func(s *scenario) { s.h.Database.Messages[2].Content += " " }},
		"a message has another author": {"nothing-foreign", func(s *scenario) { s.h.Streams[0].Deliveries[2].Author = "v" }},
		"a text of another message's edit": {"nothing-foreign", func(s *scenario) {
			s.h.Pages[0].Items[1].Text = 10
		}},
		"a refused post is stored": {"refused-is-not-stored", func(s *scenario) { s.h.Requests[2].Outcome, s.h.Requests[2].Place = Refused, Place{} }},
		"a post without a response is stored twice": {"posted-once", func(s *scenario) {
			r := s.post(20*second, 6)
			r.Outcome, r.Place, r.Message = Unknown, Place{}, 0
			for n := int64(6); n <= 7; n++ {
				d := posted(21*second, n)
				d.Text = 6
				s.h.Streams[0].Deliveries = append(s.h.Streams[0].Deliveries, d)
			}
		}},
		"a key makes two messages": {"one-message-per-key", func(s *scenario) {
			s.h.Requests[1].Key, s.h.Requests[2].Key = "w k", "w k"
		}},
		"a key is accepted with another text": {"one-message-per-key", func(s *scenario) {
			s.h.Requests[1].Key = "w k"
			r := *s.post(20*second, 2)
			r.Key, r.Text, r.Replayed = "w k", 50, true
			s.h.Requests[len(s.h.Requests)-1] = r
		}},
		"a key of a message that is not stored": {"one-message-per-key", func(s *scenario) { s.h.Database.Keys = []KeyRow{{Message: 555}} }},
		"a later post has a smaller number": {"commit-order", func(s *scenario) {
			s.h.Requests[1].Began = 4 * second
			s.h.Requests[1].Ended = 4*second + 1
		}},
		"a page is behind what was acknowledged": {"committed-is-read", func(s *scenario) {
			s.h.Pages[0].Resume, s.h.Pages[0].Items = place(3), []Item{{Message: 101, Text: 1}, {Message: 102, Text: 2}, {Message: 103, Text: 3}}
		}},
		"a page leaves a message out":  {"page-is-a-snapshot", func(s *scenario) { s.h.Pages[0].Items = s.h.Pages[0].Items[1:] }},
		"a page is in the wrong order": {"page-is-a-snapshot", func(s *scenario) { slices.Reverse(s.h.Pages[0].Items) }},
		"a page shows an old text":     {"page-is-a-snapshot", func(s *scenario) { s.h.Pages[0].Items[0].Text = 2 }},
		"a page shows a deleted message": {"deleted-is-gone", func(s *scenario) {
			s.h.Pages[0].Items = slices.Insert(s.h.Pages[0].Items, 0, Item{Message: 101, Text: 1})
		}},
		"an event shows a text from before": {"as-of-the-event", func(s *scenario) { s.h.Streams[0].Deliveries[3].Text = 2 }},
		"the database has an old text":      {"as-of-the-event", func(s *scenario) { s.h.Database.Messages[1].Content = Text(2) }},
		"a deletion carries a text":         {"deleted-has-no-text", func(s *scenario) { s.h.Streams[0].Deliveries[4].Text = 1 }},
		"a text vanishes":                   {"text-is-kept", func(s *scenario) { s.h.Streams[0].Deliveries[2].Text = 0 }},
		"an edit happens twice": {"changed-once", func(s *scenario) {
			s.h.Database.Changes = append(s.h.Database.Changes, ChangeRow{Channel: "c", Place: place(6), Kind: Edited, Message: 102})
			s.h.Database.Heads["c"] = place(6)
		}},
		"a replayed stream carries a deleted text": {"deleted-is-gone", func(s *scenario) { s.stream(8*second, 0, posted(8*second+1, 1)) }},
		"an open stream delivers a deleted text too late": {"deleted-is-gone", func(s *scenario) {
			s.h.Streams[0].Deliveries[0].At = 9 * second
			for i := range s.h.Streams[0].Deliveries {
				s.h.Streams[0].Deliveries[i].At = max(9*second, s.h.Streams[0].Deliveries[i].At)
			}
		}},
		"the database keeps a deleted text": {"deleted-is-gone", func(s *scenario) { s.h.Database.Messages[0].Content = Text(1) }},
		"an old URL is accepted": {"old-url-is-dead", func(s *scenario) {
			s.request(Request{Kind: Regenerate, Webhook: "w", URL: 2, Began: 10 * second, Ended: 11 * second, Outcome: Acknowledged})
			s.post(12*second, 6)
		}},
		"the valid URL is refused": {"valid-url-works", func(s *scenario) {
			r := s.post(12*second, 6)
			r.Outcome, r.Code, r.Place, r.Message = Refused, "WEBHOOK_NOT_FOUND", Place{}, 0
		}},
		"a moved webhook posts into its old channel": {"moved-webhook-posts-there", func(s *scenario) {
			s.request(Request{Kind: Move, Webhook: "w", Channel: "d", Began: 10 * second, Ended: 11 * second, Outcome: Acknowledged})
			s.post(12*second, 6)
		}},
		"a disabled webhook posts": {"disabled-webhook-is-silent", func(s *scenario) {
			s.request(Request{Kind: Switch, Webhook: "w", Began: 10 * second, Ended: 11 * second, Outcome: Acknowledged})
			s.post(12*second, 6)
		}},
		"an event reaches a removed member": {"removed-member", func(s *scenario) {
			s.request(Request{Kind: Remove, Subject: "u", Began: 2 * second, Ended: 2*second + 1, Outcome: Acknowledged})
		}},
		"a stream of a removed member stays open": {"removed-member", func(s *scenario) {
			s.request(Request{Kind: Remove, Subject: "u", Began: 50 * second, Ended: 50*second + 1, Outcome: Acknowledged})
		}},
		"a removed member posts": {"removed-member", func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 8*second
			s.request(Request{Kind: Remove, Subject: "u", Began: 10 * second, Ended: 11 * second, Outcome: Acknowledged})
			s.post(12*second, 6).User = "u"
		}},
		"a removed member reads a page": {"removed-member", func(s *scenario) {
			s.request(Request{Kind: Remove, Subject: "p", Began: 6 * second, Ended: 6*second + 1, Outcome: Acknowledged})
			s.h.Pages[0].User = "p"
		}},
		"a member is given no page": {"member-reads", func(s *scenario) { s.h.Pages[0].Absent = true }},
		"a stream of a revoked token stays open": {"revoked-token", func(s *scenario) {
			s.request(Request{Kind: Revoke, Subject: "u/1", Began: 50 * second, Ended: 50*second + 1, Outcome: Acknowledged})
		}},
		"the head is beyond the last event": {"no-gap", func(s *scenario) { s.h.Database.Heads["c"] = place(9) }},
		"the database has a gap": {"no-gap", func(s *scenario) {
			s.h.Database.Messages = append(s.h.Database.Messages, MessageRow{ID: 107, Channel: "c", Number: 7, Content: Text(7)})
			r := s.post(50*second, 7)
			r.Outcome = Unknown
			s.h.Database.Heads["c"] = place(7)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := validScenario()
			c.change(s)
			if got := check1(t, s); !slices.Contains(got, c.promise) {
				t.Errorf("got violations %v, want %s", got, c.promise)
			}
		})
	}
}

// TestCheckAllowsWhatFaultsExplain proves that the checker does not accuse the program of what was done to it.
func TestCheckAllowsWhatFaultsExplain(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(s *scenario){
		"a stream breaks when its instance is killed": func(s *scenario) {
			s.h.Streams[0].End, s.h.Streams[0].Ended = Broken, 7*second
			s.h.Faults = []Fault{{Kind: Kill, From: 7 * second, To: 8 * second}}
		},
		"an event is late while the instance is paused": func(s *scenario) {
			s.h.Streams[0].Deliveries[2].At = 9 * second
			s.h.Streams[0].Deliveries = s.h.Streams[0].Deliveries[:3]
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 9*second+1
			s.h.Faults = []Fault{{Kind: Pause, From: 3 * second, To: 8 * second}}
		},
		"a removed member's stream ends within the limit": func(s *scenario) {
			s.request(Request{Kind: Remove, Subject: "u", Began: 8 * second, Ended: 8*second + 1, Outcome: Acknowledged})
			s.h.Streams[0].End, s.h.Streams[0].Ended, s.h.Streams[0].Code = Failed, 9*second, "NOT_FOUND"
		},
		"a post without a response is stored once": func(s *scenario) {
			s.h.Requests[2].Outcome, s.h.Requests[2].Place, s.h.Requests[2].Message = Unknown, Place{}, 0
		},
		"an edit without a response is stored": func(s *scenario) { s.h.Requests[3].Outcome, s.h.Requests[3].Place = Unknown, Place{} },
		"an edit without a response is not stored": func(s *scenario) {
			s.request(Request{Kind: Edit, Began: 8 * second, Ended: 9 * second, Outcome: Unknown, Text: 11, Message: 103})
		},
		"a replay names the first message": func(s *scenario) {
			s.h.Requests[1].Key = "w k"
			r := *s.post(20*second, 2)
			r.Key, r.Replayed = "w k", true
			s.h.Requests[len(s.h.Requests)-1] = r
		},
		"an old URL is accepted while it is being replaced": func(s *scenario) {
			s.request(Request{Kind: Regenerate, Webhook: "w", URL: 2, Began: 2 * second, Ended: 4 * second, Outcome: Acknowledged})
		},
		"a move without a response is carried out": func(s *scenario) {
			s.request(Request{Kind: Move, Webhook: "w", Channel: "d", Began: 0, Ended: 1, Outcome: Acknowledged})
			s.request(Request{Kind: Move, Webhook: "w", Channel: "c", Began: 2, Ended: 3, Outcome: Unknown})
		},
		"an open stream on another instance delivers a deleted text within the limit": func(s *scenario) {
			s.h.Streams[0].Instance = 1
			for i := range s.h.Streams[0].Deliveries[:4] {
				s.h.Streams[0].Deliveries[i].At = 6*second + second/10
			}
			s.h.Streams[0].Deliveries = s.h.Streams[0].Deliveries[:1]
			s.h.Streams[0].End, s.h.Streams[0].Ended = Left, 6*second+second/5
			s.h.Faults = []Fault{{Kind: Pause, Instance: 1, From: second, To: 2 * second}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := validScenario()
			change(s)
			if got := check1(t, s); got != nil {
				t.Errorf("got violations %v, want none", got)
			}
		})
	}
}

func TestTextsAreDistinguished(t *testing.T) {
	t.Parallel()
	for n := 1; n < 200; n++ {
		if got := NumberOf(Text(n)); got != n {
			t.Errorf("the number of Text(%d) is %d", n, got)
		}
		if len(Text(n)) > 4000 {
			t.Errorf("Text(%d) has %d bytes", n, len(Text(n)))
		}
	}
	for _, foreign := range []string{"hello", "torture ", "torture x", "torture 1 ", " torture 5", "torture 01", "torture 2"} {
		if got := NumberOf(foreign); got != Foreign {
			t.Errorf("the number of %q is %d, want Foreign", foreign, got)
		}
	}
	if got := NumberOf(""); got != 0 {
		t.Errorf("the number of the empty content is %d, want 0", got)
	}
}

func TestParseCursor(t *testing.T) {
	t.Parallel()
	raw := []byte{1}
	for _, field := range []uint64{1441815214882553856, 7, 1441815214882553999} {
		raw = binary.BigEndian.AppendUint64(raw, field)
	}
	cursor := base64.RawURLEncoding.EncodeToString(raw)
	channel, at, err := ParseCursor(cursor)
	if want := (Place{7, 1441815214882553999}); err != nil || channel != "1441815214882553856" || at != want {
		t.Errorf("got %s, %v, %v, want number 7 of channel 1441815214882553856", channel, at, err)
	}
	for _, wrong := range []string{"", "x", strings.Replace(cursor, "A", "!", 1), cursor[:len(cursor)-4]} {
		if _, _, err := ParseCursor(wrong); err == nil {
			t.Errorf("%q is taken for a cursor", wrong)
		}
	}
}

func TestDeadlineLeavesOutDisturbedTime(t *testing.T) {
	t.Parallel()
	w := newWindows(&History{Now: 100 * second, Slack: second, Faults: []Fault{
		{Kind: Pause, Instance: 0, From: 10 * second, To: 12 * second},       // and 2 s to recover
		{Kind: HintsLost, Instance: 0, From: 20 * second, To: 30 * second},   // is no disturbance
		{Kind: DatabaseStop, Instance: Everywhere, From: 40 * second, To: 0}, // lasts
	}})
	for _, c := range []struct{ from, want Moment }{
		{0, 3 * second},
		{9 * second, 16 * second},
		{11 * second, 17 * second},
		{20 * second, 23 * second},
		{39 * second, 104 * second},
	} {
		if got := w.deadline(0, c.from, 2*second); got != c.want {
			t.Errorf("the deadline from %s is %s, want %s", c.from, got, c.want)
		}
	}
}
