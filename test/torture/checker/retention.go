package checker

import (
	"cmp"
	"slices"
)

// indexFloors records up to where the events of each channel were removed, as far as the test has read it.
func (c *check) indexFloors() {
	c.floors = map[string][]*Floor{}
	for _, f := range c.Faults {
		if f.Kind == Retention {
			c.retentions = append(c.retentions, f)
		}
	}
	for i := range c.Floors {
		f := &c.Floors[i]
		c.floors[f.Channel] = append(c.floors[f.Channel], f)
		c.raiseFloor(f.Channel, f.Place)
	}
	if c.Database != nil {
		for id, place := range c.Database.Floors {
			c.raiseFloor(id, place)
		}
	}
}

func (c *check) raiseFloor(id string, place Place) {
	ch := c.channels[id]
	if ch == nil {
		return
	}
	ch.floor = max(ch.floor, place.Number)
	if e := ch.events[place.Number]; e != nil && e.place != place {
		c.report(c.Now, "one-event-per-number", Violation{Channel: id, Number: place.Number, Message: e.message},
			"the floor is number %d with event id %d, and this number has event id %d", place.Number, place.EventID, e.place.EventID)
	}
}

// retains reports whether something may have been removed by a moment because of its age.
func (c *check) retains(by Moment) bool { return c.cutoff(by, 0) >= 0 }

// cutoff returns the moment of the youngest things that may be removed by a moment if they are kept for a time, or -1 if
// nothing may be removed.
func (c *check) cutoff(by Moment, kept Moment) Moment {
	latest := Moment(-1)
	for _, f := range c.retentions {
		if f.From <= by {
			latest = max(latest, min(by, c.windows.end(f))-kept)
		}
	}
	return latest
}

// mayBeExpired reports whether an event may have been removed from the stream by a moment.
func (c *check) mayBeExpired(e *event, by Moment) bool { return e.began <= c.cutoff(by, c.EventsKept) }

// mayBeForgotten reports whether a message may have been removed by a moment because of its age.
func (c *check) mayBeForgotten(message int64, by Moment) bool {
	cutoff := c.cutoff(by, c.MessagesKept)
	if cutoff < 0 {
		return false
	}
	p := c.posts[message]
	return p == nil || p.began <= cutoff && !slices.ContainsFunc(p.edits, func(r *Request) bool {
		return r.Outcome == Acknowledged && r.Began > cutoff && r.Ended <= by
	})
}

// mayBeMissing reports whether a message that was posted may be missing on a page, although no deletion was seen: it is too
// old, or the event of a deletion without a response was not kept long enough.
func (c *check) mayBeMissing(message int64, by Moment) bool {
	if c.mayBeForgotten(message, by) {
		return true
	}
	return c.deletions[message] == nil && c.mayBeDeleted(message, by)
}

// isTooOld reports whether the database need not have an event at the end.
func (c *check) isTooOld(ch *channel, e *event) bool {
	if e.place.Number > c.Database.Floors[ch.id].Number {
		return false
	}
	return e.kind != Posted || c.mayBeForgotten(e.message, c.Now)
}

// mayBePostedAgain reports whether a post may be in two messages: a retry whose first message is no longer kept posts again.
func (c *check) mayBePostedAgain(r *Request, one, other int64) bool {
	return r.Key != "" && (c.mayBeForgotten(one, c.Now) || c.mayBeForgotten(other, c.Now))
}

// checkFloors proves that nothing leaves the streams before its time, and that it does not come back.
func (c *check) checkFloors() {
	for id, floors := range c.floors {
		ch, last := c.channels[id], Place{}
		for _, f := range floors {
			v := Violation{Channel: id, Number: f.Place.Number}
			if f.Place.Number < last.Number {
				c.report(f.Seen, "kept-long-enough", v, "the floor of channel %s was number %d, and at %s it is number %d", id, last.Number, f.Seen, f.Place.Number)
			}
			if ch != nil {
				c.checkRaised(ch, f, last.Number)
			}
			last = f.Place
		}
	}
}

// checkRaised proves that the events between the last floor and a new one are old enough.
func (c *check) checkRaised(ch *channel, f *Floor, last int64) {
	for number := last + 1; number <= f.Place.Number; number++ {
		if e := ch.events[number]; e != nil && !c.mayBeExpired(e, f.Seen) {
			c.report(f.Seen, "kept-long-enough", Violation{Channel: ch.id, Number: number, Message: e.message},
				"number %d of channel %s was asked for at %s, and at %s the floor is number %d", number, ch.id, e.began, f.Seen, f.Place.Number)
			return
		}
	}
}

// checkBelowFloors proves that a stream does not continue where events are no longer kept. An instance may deliver events that it has
// in memory until it has read the floor.
func (c *check) checkBelowFloors() {
	for i := range c.Streams {
		s := &c.Streams[i]
		floors := c.floors[s.Channel]
		for _, d := range s.Deliveries {
			at, _ := slices.BinarySearchFunc(floors, d.Place.Number, func(f *Floor, number int64) int { return cmp.Compare(f.Place.Number, number) })
			if at == len(floors) || floors[at].Seen >= d.At {
				continue
			}
			if due := c.windows.deadline(s.Instance, floors[at].Seen, withoutHints); d.At > due {
				c.report(d.At, "expired-below-the-floor", Violation{Channel: s.Channel, Number: d.Place.Number, Message: d.Message},
					"the floor was number %d at %s, and stream %d (%s, instance %d, since %s) delivered number %d at %s; the limit was %s",
					floors[at].Place.Number, floors[at].Seen, s.ID, s.Via, s.Instance, s.Began, d.Place.Number, d.At, due)
				break
			}
		}
	}
}

// wrongExpiry returns why a stream must not have ended with CURSOR_EXPIRED, or "". It may if the number after its last one is
// no longer kept: the next look at the floor must show this, and the event must be old enough. A stream without a cursor was
// behind what was known before it began.
func (c *check) wrongExpiry(s *Stream) string {
	at := s.lastNumber()
	if s.After == nil && len(s.Deliveries) == 0 {
		at = c.highestNumbers()[s.Channel].before(s.Began)
	}
	for _, f := range c.floors[s.Channel] {
		if f.StillBegan < s.Ended {
			continue
		}
		if f.Place.Number <= at {
			return "CURSOR_EXPIRED, although the floor was not higher afterwards"
		}
		break
	}
	if ch := c.channels[s.Channel]; ch != nil {
		if e := ch.events[at+1]; e != nil && !c.mayBeExpired(e, s.Ended) || c.cutoff(s.Ended, c.EventsKept) < 0 {
			return "CURSOR_EXPIRED, although the next event was kept"
		}
	}
	return ""
}

// channelOf groups requests by their channel.
func channelOf(r *Request) string { return r.Channel }

// mayBeDropped reports whether a channel may have been deleted by a moment.
func (c *check) mayBeDropped(channel string, by Moment) bool {
	if c.drops == nil {
		c.drops = c.sequences(channelOf, Drop)
	}
	return slices.ContainsFunc(c.drops[channel], func(r *Request) bool { return r.Began <= by && r.Outcome != Refused })
}

// checkDrops proves that nothing is read from a deleted channel or changed in it, and that its streams end.
func (c *check) checkDrops() {
	for id, requests := range c.sequences(channelOf, Drop) {
		for _, a := range c.absences(requests) {
			c.checkAbsence(a, "deleted-channel", "channel "+id,
				func(s *Stream) bool { return s.Channel == id },
				func(r *Request) bool { return r.Channel == id && r.Kind != Drop },
				func(p *Page) bool { return p.Channel == id })
		}
	}
}
