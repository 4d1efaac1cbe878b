package checker

import (
	"cmp"
	"math"
	"slices"
)

// checkDurable proves that the database has each event that was acknowledged or delivered.
func (c *check) checkDurable() {
	if c.Database == nil {
		return
	}
	stored := map[string]map[Place]bool{}
	for id := range c.channels {
		stored[id] = map[Place]bool{}
	}
	for _, m := range c.Database.Messages {
		stored[m.Channel][Place{m.Number, m.ID}] = true
	}
	for _, change := range c.Database.Changes {
		stored[change.Channel][change.Place] = true
	}
	for _, ch := range c.inOrder() {
		for _, e := range ch.events {
			if !stored[ch.id][e.place] {
				c.report(e.acked, "durable", Violation{Channel: ch.id, Number: e.place.Number, Message: e.message},
					"number %d (%s of message %d) was acknowledged or delivered, and the database does not have it", e.place.Number, e.kind, e.message)
			}
		}
	}
}

// checkTexts proves that nothing appears that nobody posted, nothing that was refused, and no post twice.
func (c *check) checkTexts() {
	seen := map[int]int64{} // the message of each post's text
	look := func(at Moment, channel string, number, message int64, text int, raw string) {
		v := Violation{Channel: channel, Number: number, Message: message}
		if text == Foreign {
			c.report(at, "nothing-foreign", v, "message %d has a content that nobody sent: %q", message, raw)
			return
		}
		if text == 0 {
			return
		}
		requests := c.texts[text]
		if !slices.ContainsFunc(requests, func(r *Request) bool { return r.Outcome != Refused }) {
			c.report(at, "refused-is-not-stored", v, "message %d has text %d, of which all %d requests were refused", message, text, len(requests))
			return
		}
		if requests[0].Kind == Edit {
			if requests[0].Message != message {
				c.report(at, "nothing-foreign", v, "message %d has text %d, which message %d was edited to", message, text, requests[0].Message)
			}
			return
		}
		if first, ok := seen[text]; ok && first != message {
			c.report(at, "posted-once", v, "text %d was posted once, and is in messages %d and %d", text, first, message)
		}
		seen[text] = message
	}
	for i := range c.Requests {
		if r := &c.Requests[i]; r.Kind == Post && r.Outcome == Acknowledged {
			look(r.Ended, r.Channel, r.Place.Number, r.Message, r.Text, "")
		}
	}
	for i := range c.Streams {
		for _, d := range c.Streams[i].Deliveries {
			look(d.At, c.Streams[i].Channel, d.Place.Number, d.Message, d.Text, d.Raw)
		}
	}
	for i := range c.Pages {
		for _, item := range c.Pages[i].Items {
			look(c.Pages[i].Ended, c.Pages[i].Channel, 0, item.Message, item.Text, item.Raw)
		}
	}
	if c.Database != nil {
		for _, m := range c.Database.Messages {
			look(c.Now, m.Channel, m.Number, m.ID, NumberOf(m.Content), m.Content)
		}
	}
}

// checkKeys proves that an idempotency key makes one message, and that all its responses name it.
func (c *check) checkKeys() {
	first := map[string]*Request{}
	for _, r := range c.byEnd() {
		if r.Key == "" || r.Kind != Post || r.Outcome != Acknowledged {
			continue
		}
		f := first[r.Key]
		if f == nil {
			first[r.Key] = r
			continue
		}
		v := Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message}
		switch {
		case f.Message != r.Message || f.Place != r.Place || f.Channel != r.Channel:
			c.report(r.Ended, "one-message-per-key", v, "key %s made message %d (request %d) and message %d (request %d)",
				r.Key, f.Message, f.ID, r.Message, r.ID)
		case f.Text != r.Text:
			c.report(r.Ended, "one-message-per-key", v, "key %s was accepted with text %d (request %d) and text %d (request %d)",
				r.Key, f.Text, f.ID, r.Text, r.ID)
		}
	}
}

// byEnd returns the requests that have a response, in the order in which those arrived.
func (c *check) byEnd() (requests []*Request) {
	for i := range c.Requests {
		if c.Requests[i].Outcome != InFlight {
			requests = append(requests, &c.Requests[i])
		}
	}
	slices.SortFunc(requests, func(a, b *Request) int { return cmp.Compare(a.Ended, b.Ended) })
	return requests
}

// checkOrder proves that the numbers of a channel follow the order of the commits: what was known before a request began
// has a smaller number than what the request makes. A page that was asked for later includes it.
func (c *check) checkOrder() {
	type sight struct {
		at     Moment
		number int64
	}
	known := map[string][]sight{}
	for i := range c.Requests {
		if r := &c.Requests[i]; r.Outcome == Acknowledged && r.Place.Number != 0 {
			known[r.Channel] = append(known[r.Channel], sight{r.Ended, r.Place.Number})
		}
	}
	for i := range c.Streams {
		for _, d := range c.Streams[i].Deliveries {
			known[c.Streams[i].Channel] = append(known[c.Streams[i].Channel], sight{d.At, d.Place.Number})
		}
	}
	highest := map[string][]sight{} // the highest number known at each moment
	for id, all := range known {
		slices.SortFunc(all, func(a, b sight) int { return cmp.Compare(a.at, b.at) })
		for _, s := range all {
			if n := len(highest[id]); n == 0 || s.number > highest[id][n-1].number {
				highest[id] = append(highest[id], s)
			}
		}
	}
	before := func(channel string, at Moment) int64 {
		h := highest[channel]
		i, _ := slices.BinarySearchFunc(h, at, func(s sight, at Moment) int { return cmp.Compare(s.at, at) })
		if i == 0 {
			return 0
		}
		return h[i-1].number
	}
	for i := range c.Requests {
		r := &c.Requests[i]
		if r.Outcome != Acknowledged || r.Place.Number == 0 || r.Replayed {
			continue
		}
		if n := before(r.Channel, r.Began); r.Place.Number <= n {
			c.report(r.Ended, "commit-order", Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message},
				"request %d began at %s, when number %d was known already, and got number %d", r.ID, r.Began, n, r.Place.Number)
		}
	}
	for i := range c.Pages {
		p := &c.Pages[i]
		if n := before(p.Channel, p.Began); !p.Absent && p.Resume.Number < n {
			c.report(p.Ended, "committed-is-read", Violation{Channel: p.Channel, Number: n},
				"a page of instance %d was asked for at %s, when number %d was known already, and stands at number %d",
				p.Instance, p.Began, n, p.Resume.Number)
		}
	}
}

// checkChanges proves that each edit and each deletion has one event: acknowledged ones exactly one, unknown ones at most one.
func (c *check) checkChanges() {
	type count struct{ acknowledged, possible, found int }
	counts := map[EventKind]map[int64]*count{Edited: {}, Deleted: {}}
	of := func(kind EventKind, message int64) *count {
		if counts[kind][message] == nil {
			counts[kind][message] = &count{}
		}
		return counts[kind][message]
	}
	for i := range c.Requests {
		r := &c.Requests[i]
		kind := map[Kind]EventKind{Edit: Edited, Delete: Deleted}[r.Kind]
		if kind == 0 || r.Outcome == Refused {
			continue
		}
		of(kind, r.Message).possible++
		if r.Outcome == Acknowledged {
			of(kind, r.Message).acknowledged++
		}
	}
	for _, ch := range c.inOrder() {
		for _, e := range ch.events {
			if e.kind == Posted {
				continue
			}
			n := of(e.kind, e.message)
			n.found++
			limit := n.possible
			if e.kind == Deleted {
				limit = min(limit, 1)
			}
			if n.found > limit {
				c.report(e.acked, "changed-once", Violation{Channel: ch.id, Number: e.place.Number, Message: e.message},
					"message %d has %d events of the kind %s, and at most %d may be", e.message, n.found, e.kind, limit)
			}
		}
	}
	for kind, messages := range counts {
		for message, n := range messages {
			if n.found < n.acknowledged {
				c.report(c.Now, "changed-once", Violation{Message: message},
					"message %d has %d events of the kind %s, and %d were acknowledged", message, n.found, kind, n.acknowledged)
			}
		}
	}
}

// version is a text that a message has from a number on.
type version struct {
	text int
	from int64
}

// versions returns the texts of a message in the order of their numbers. The number of an edit without a response is unknown:
// its text may be the message's at any time, and unsure reports that there is one.
func (c *check) versions(message int64) (known []version, unsure map[int]bool) {
	p := c.posts[message]
	if p == nil {
		return nil, nil
	}
	known = []version{{p.text, p.number}}
	for _, r := range p.edits {
		if r.Outcome == Acknowledged {
			known = append(known, version{r.Text, r.Place.Number})
			continue
		}
		if unsure == nil {
			unsure = map[int]bool{}
		}
		unsure[r.Text] = true
	}
	slices.SortFunc(known, func(a, b version) int { return cmp.Compare(a.from, b.from) })
	return known, unsure
}

// mayHave reports whether a message may have a text in an event with a number, or later: never one from before.
func (c *check) mayHave(message int64, text int, number, until int64) bool {
	known, unsure := c.versions(message)
	if len(known) == 0 || unsure[text] || known[0].text == 0 {
		return true // the post has no response: its text is not known
	}
	for i, v := range known {
		ends := int64(math.MaxInt64)
		if i+1 < len(known) {
			ends = known[i+1].from
		}
		if v.text == text && ends > number && v.from <= until {
			return true
		}
	}
	return false
}

// checkContents proves that the message of an event is as of this event or later, and that a deleted one has no text.
func (c *check) checkContents() {
	for i := range c.Streams {
		s := &c.Streams[i]
		for _, d := range s.Deliveries {
			v := Violation{Channel: s.Channel, Number: d.Place.Number, Message: d.Message}
			switch {
			case d.Text == Foreign:
			case d.Kind == Deleted && d.Text != 0:
				c.report(d.At, "deleted-has-no-text", v, "the deletion of message %d carries text %d", d.Message, d.Text)
			case d.Text == 0 && !c.mayBeDeleted(d.Message, d.At):
				c.report(d.At, "text-is-kept", v, "number %d of stream %d has no text, and nobody deleted message %d", d.Place.Number, s.ID, d.Message)
			case d.Text != 0 && !c.mayHave(d.Message, d.Text, d.Place.Number, math.MaxInt64):
				c.report(d.At, "as-of-the-event", v, "number %d of stream %d shows message %d with text %d, which is older than the event",
					d.Place.Number, s.ID, d.Message, d.Text)
			}
		}
	}
}

// mayBeDeleted reports whether a deletion of a message may have been carried out by a moment.
func (c *check) mayBeDeleted(message int64, by Moment) bool {
	if c.deletionsByMessage == nil {
		c.deletionsByMessage = map[int64]Moment{}
		for i := range c.Requests {
			r := &c.Requests[i]
			if r.Kind != Delete || r.Outcome == Refused {
				continue
			}
			if first, ok := c.deletionsByMessage[r.Message]; !ok || r.Began < first {
				c.deletionsByMessage[r.Message] = r.Began
			}
		}
	}
	first, ok := c.deletionsByMessage[message]
	return ok && first <= by
}
