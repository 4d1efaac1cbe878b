package checker

import (
	"cmp"
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
		if c.mayBeDropped(ch.id, c.Now) {
			continue
		}
		for _, e := range ch.events {
			if !stored[ch.id][e.place] && !c.isTooOld(ch, e) {
				c.report(e.acked, "durable", Violation{Channel: ch.id, Number: e.place.Number, Message: e.message},
					"number %d (%s of message %d) was acknowledged or delivered, and the database does not have it", e.place.Number, e.kind, e.message)
			}
		}
	}
}

// checkTexts proves that no text appears that was not posted or that was refused, and no post twice.
func (c *check) checkTexts() {
	messages := map[int]int64{} // the message of each post's text
	for i := range c.Requests {
		if r := &c.Requests[i]; r.Kind == Post && r.Outcome == Acknowledged {
			c.checkText(messages, r.Ended, Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message}, r.Text, "")
		}
	}
	for i := range c.Streams {
		s := &c.Streams[i]
		for _, d := range s.Deliveries {
			c.checkText(messages, d.At, Violation{Channel: s.Channel, Number: d.Place.Number, Message: d.Message}, d.Text, d.Raw)
		}
	}
	for i := range c.Pages {
		p := &c.Pages[i]
		for _, item := range p.Items {
			c.checkText(messages, p.Ended, Violation{Channel: p.Channel, Message: item.Message}, item.Text, item.Raw)
		}
	}
	if c.Database != nil {
		for _, m := range c.Database.Messages {
			c.checkText(messages, c.Now, Violation{Channel: m.Channel, Number: m.Number, Message: m.ID}, NumberOf(m.Content), m.Content)
		}
	}
}

// checkText looks at one text in one place. messages are the messages that texts were found in before.
func (c *check) checkText(messages map[int]int64, at Moment, v Violation, text int, raw string) {
	requests := c.texts[text]
	switch {
	case text == 0:
	case text == Foreign:
		c.report(at, "nothing-foreign", v, "message %d has a content that no request sent: %q", v.Message, raw)
	case !slices.ContainsFunc(requests, func(r *Request) bool { return r.Outcome != Refused }):
		c.report(at, "refused-is-not-stored", v, "message %d has text %d, of which all %d requests were refused", v.Message, text, len(requests))
	case requests[0].Kind == Edit:
		if requests[0].Message != v.Message {
			c.report(at, "nothing-foreign", v, "message %d has text %d, which message %d was edited to", v.Message, text, requests[0].Message)
		}
	default:
		if first, ok := messages[text]; ok && first != v.Message && !c.mayBePostedAgain(requests[0], first, v.Message) {
			c.report(at, "posted-once", v, "text %d was posted once, and is in messages %d and %d", text, first, v.Message)
		}
		messages[text] = v.Message
	}
}

// checkKeys proves that an idempotency key makes one message, and that all its responses name it.
func (c *check) checkKeys() {
	first := map[string][]*Request{} // of each message that a key has made; a key whose message is not kept makes another
	for _, r := range c.byEnd() {
		if r.Key == "" || r.Kind != Post || r.Outcome != Acknowledged {
			continue
		}
		known := first[r.Key]
		if !slices.ContainsFunc(known, func(f *Request) bool { return f.Message == r.Message || !c.mayBothExist(f, r) }) {
			first[r.Key] = append(known, r)
			continue
		}
		f := known[len(known)-1]
		if i := slices.IndexFunc(known, func(f *Request) bool { return f.Message == r.Message }); i >= 0 {
			f = known[i]
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

// mayBothExist reports whether two requests with one key may have made a message each: the first message was removed because of
// its age before the second was posted. The responses may have arrived in any order.
func (c *check) mayBothExist(one, other *Request) bool {
	return c.mayBeForgotten(one.Message, other.Ended) || c.mayBeForgotten(other.Message, one.Ended)
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
	known := c.highestNumbers()
	for i := range c.Requests {
		r := &c.Requests[i]
		if r.Outcome != Acknowledged || r.Place.Number == 0 || r.Replayed {
			continue
		}
		if n := known[r.Channel].before(r.Began); r.Place.Number <= n {
			c.report(r.Ended, "commit-order", Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message},
				"request %d began at %s, when number %d was known already, and got number %d", r.ID, r.Began, n, r.Place.Number)
		}
	}
	for i := range c.Pages {
		p := &c.Pages[i]
		if n := known[p.Channel].before(p.Began); !p.Absent && p.Resume.Number < n {
			c.report(p.Ended, "committed-is-read", Violation{Channel: p.Channel, Number: n},
				"a page of instance %d was asked for at %s, when number %d was known already, and stands at number %d",
				p.Instance, p.Began, n, p.Resume.Number)
		}
	}
}

// sight says that a number was known at a moment, from a response or from a stream.
type sight struct {
	at     Moment
	number int64
}

// sights are in the order of time.
type sights []sight

// highestNumbers returns for each channel the moments at which a higher number than all before was known.
func (c *check) highestNumbers() map[string]sights {
	if c.highest != nil {
		return c.highest
	}
	known := map[string]sights{}
	for i := range c.Requests {
		if r := &c.Requests[i]; r.Outcome == Acknowledged && r.Place.Number != 0 {
			known[r.Channel] = append(known[r.Channel], sight{r.Ended, r.Place.Number})
		}
	}
	for i := range c.Streams {
		s := &c.Streams[i]
		for _, d := range s.Deliveries {
			known[s.Channel] = append(known[s.Channel], sight{d.At, d.Place.Number})
		}
	}
	for id, all := range known {
		slices.SortFunc(all, func(a, b sight) int { return cmp.Compare(a.at, b.at) })
		var rising sights
		for _, s := range all {
			if n := len(rising); n == 0 || s.number > rising[n-1].number {
				rising = append(rising, s)
			}
		}
		known[id] = rising
	}
	c.highest = known
	return known
}

// before returns the highest number that was known before a moment, or 0.
func (s sights) before(at Moment) int64 {
	i, _ := slices.BinarySearchFunc(s, at, func(s sight, at Moment) int { return cmp.Compare(s.at, at) })
	if i == 0 {
		return 0
	}
	return s[i-1].number
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
