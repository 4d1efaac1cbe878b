package checker

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Check returns the promises that a history breaks, the earliest first. It may be called while the run goes on: requests
// without a response are then taken for unknown, and what the database holds is not compared.
func Check(h *History) []Violation {
	c := &check{History: h, windows: newWindows(h), channels: map[string]*channel{}}
	c.index()
	for _, rule := range []func(){
		c.checkStreams, c.checkLateness, c.checkEnds, c.checkFloors, c.checkBelowFloors,
		c.checkDurable, c.checkTexts, c.checkKeys, c.checkOrder, c.checkChanges, c.checkContents,
		c.checkURLs, c.checkMoves, c.checkSwitches,
		c.checkMembers, c.checkCredentials, c.checkDrops,
		c.checkDeletions, c.checkPages, c.checkDatabase,
	} {
		rule()
	}
	slices.SortStableFunc(c.violations, func(a, b Violation) int { return cmp.Compare(a.At, b.At) })
	return c.violations
}

// check is one run of Check.
type check struct {
	*History
	windows            *windows
	floors             map[string][]*Floor // of each channel, in the order of time
	retentions         []Fault
	highest            map[string]sights     // see highestNumbers
	drops              map[string][]*Request // of each channel
	channels           map[string]*channel
	texts              map[int][]*Request    // the requests that carried a text
	posts              map[int64]*postFacts  // by message
	deletions          map[int64]*Request    // the first acknowledged deletion of a message
	deletionsByMessage map[int64]Moment      // when the first deletion that may have been carried out began
	members            map[string][]*Request // see memberships
	revocations        map[string][]*Request // see mayBeRevoked
	violations         []Violation
}

// channel is what is known about the events of a channel.
type channel struct {
	id     string
	events map[int64]*event
	known  int64 // all events up to this number are known, or are no longer kept
	floor  int64 // the highest number that was seen to be no longer kept
}

// event is an event as the first witness reported it.
type event struct {
	place   Place
	kind    EventKind
	message int64
	acked   Moment // when the request that made it was acknowledged; 0: unknown
	began   Moment // when the first request that may have made it was sent; 0: unknown
}

// postFacts is what is known about a message.
type postFacts struct {
	channel string
	number  int64
	began   Moment     // as that of the event
	text    int        // of the post; 0: unknown
	author  string     // the webhook or the user that posted; empty: unknown
	edits   []*Request // acknowledged and unknown ones
}

func (c *check) report(at Moment, promise string, v Violation, format string, args ...any) {
	for i, arg := range args {
		if moment, ok := arg.(Moment); ok {
			args[i] = fmt.Sprintf("%.3fs", moment.Seconds())
		}
	}
	v.At, v.Promise, v.What = at, promise, fmt.Sprintf(format, args...)
	c.violations = append(c.violations, v)
}

func (c *check) index() {
	c.texts, c.posts, c.deletions = map[int][]*Request{}, map[int64]*postFacts{}, map[int64]*Request{}
	for i := range c.Requests {
		c.indexRequest(&c.Requests[i])
	}
	for i := range c.Streams {
		s := &c.Streams[i]
		for _, d := range s.Deliveries {
			c.witness(d.At, s.Channel, d.Place, d.Kind, d.Message)
		}
	}
	c.indexDatabase()
	c.indexFloors()
	for _, ch := range c.channels {
		for ch.known < ch.floor || ch.events[ch.known+1] != nil {
			ch.known++
		}
	}
	c.indexTimes()
	c.indexPosts()
}

func (c *check) indexRequest(r *Request) {
	if r.Text != 0 {
		c.texts[r.Text] = append(c.texts[r.Text], r)
	}
	if r.Outcome != Acknowledged {
		return
	}
	kinds := map[Kind]EventKind{Post: Posted, Edit: Edited, Delete: Deleted}
	if kind, isEvent := kinds[r.Kind]; isEvent {
		e := c.witness(r.Ended, r.Channel, r.Place, kind, r.Message)
		if e.acked == 0 || r.Ended < e.acked {
			e.acked = r.Ended
		}
	}
	if first := c.deletions[r.Message]; r.Kind == Delete && (first == nil || r.Ended < first.Ended) {
		c.deletions[r.Message] = r
	}
}

// witness records that a client received an event, and compares it with what others received at the same place.
func (c *check) witness(at Moment, channelID string, place Place, kind EventKind, message int64) *event {
	ch := c.channels[channelID]
	if ch == nil {
		ch = &channel{id: channelID, events: map[int64]*event{}}
		c.channels[channelID] = ch
	}
	e := ch.events[place.Number]
	if e == nil {
		e = &event{place: place, kind: kind, message: message}
		ch.events[place.Number] = e
	}
	if e.place != place || e.kind != kind || e.message != message {
		c.report(at, "one-event-per-number", Violation{Channel: channelID, Number: place.Number, Message: message},
			"number %d was %s of message %d with event id %d, and now is %s of message %d with event id %d",
			place.Number, e.kind, e.message, e.place.EventID, kind, message, place.EventID)
	}
	return e
}

func (c *check) indexDatabase() {
	if c.Database == nil {
		return
	}
	for _, m := range c.Database.Messages {
		c.witness(c.Now, m.Channel, Place{m.Number, m.ID}, Posted, m.ID)
	}
	for _, change := range c.Database.Changes {
		c.witness(c.Now, change.Channel, change.Place, change.Kind, change.Message)
	}
}

// indexTimes finds out when each event can have happened at the earliest. A post with a key may have been stored by an earlier
// request than the one that was acknowledged.
func (c *check) indexTimes() {
	for i := range c.Requests {
		r := &c.Requests[i]
		ch := c.channels[r.Channel]
		if r.Outcome != Acknowledged || ch == nil || ch.events[r.Place.Number] == nil {
			continue
		}
		began := r.Began
		for _, other := range c.texts[r.Text] {
			if other.Outcome != Refused {
				began = min(began, other.Began)
			}
		}
		if e := ch.events[r.Place.Number]; e.began == 0 || began < e.began {
			e.began = began
		}
	}
}

func (c *check) indexPosts() {
	for _, ch := range c.channels {
		for _, e := range ch.events {
			if e.kind != Posted {
				continue
			}
			if other := c.posts[e.message]; other != nil {
				c.report(e.acked, "posted-once", Violation{Channel: ch.id, Number: e.place.Number, Message: e.message},
					"message %d was posted twice: as number %d in channel %s and as number %d in channel %s",
					e.message, other.number, other.channel, e.place.Number, ch.id)
			}
			c.posts[e.message] = &postFacts{channel: ch.id, number: e.place.Number, began: e.began}
		}
	}
	for i := range c.Requests {
		r := &c.Requests[i]
		p := c.posts[r.Message]
		switch {
		case p == nil || r.Outcome == Refused:
		case r.Kind == Edit:
			p.edits = append(p.edits, r)
		case r.Kind == Post && r.Outcome == Acknowledged:
			p.text, p.author = r.Text, r.Webhook+r.User // one of them is empty
		}
	}
}

// inOrder returns the channels in the order of their ids.
func (c *check) inOrder() (channels []*channel) {
	for _, id := range slices.Sorted(maps.Keys(c.channels)) {
		channels = append(channels, c.channels[id])
	}
	return channels
}
