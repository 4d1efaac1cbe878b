package checker

import (
	"slices"
	"strconv"
	"time"
)

const (
	withHints    = time.Second     // the contract's limit for the loss of access
	withoutHints = 2 * time.Second // the contract's limit for everything when hints are lost
	erasure      = 100 * time.Millisecond
)

// checkStreams proves that each stream delivers the numbers after its cursor, in order, without gaps and each once.
func (c *check) checkStreams() {
	for i := range c.Streams {
		s := &c.Streams[i]
		next := int64(0)
		if s.After != nil {
			next = s.After.Number + 1
		}
		for _, d := range s.Deliveries {
			if next != 0 && d.Place.Number != next {
				c.report(d.At, "no-gap", Violation{Channel: s.Channel, Number: d.Place.Number, Message: d.Message},
					"stream %d (%s, instance %d) delivered number %d where number %d was due", s.ID, s.Via, s.Instance, d.Place.Number, next)
			}
			next = d.Place.Number + 1
		}
		c.checkStart(s)
	}
}

// checkStart proves that a stream without a cursor starts behind every event that was acknowledged before it was asked for.
func (c *check) checkStart(s *Stream) {
	if s.After != nil || len(s.Deliveries) == 0 {
		return
	}
	first := s.Deliveries[0]
	e := c.channels[s.Channel].events[first.Place.Number]
	if e.acked != 0 && e.acked < s.Began {
		c.report(first.At, "starts-at-the-head", Violation{Channel: s.Channel, Number: first.Place.Number, Message: first.Message},
			"stream %d without a cursor began at %s with number %d, which was acknowledged at %s", s.ID, s.Began, first.Place.Number, e.acked)
	}
}

// checkLateness proves that events arrive within the limit without hints. Only events that the stream was waiting for count:
// one that follows a late event is late with it.
func (c *check) checkLateness() {
	for i := range c.Streams {
		s := &c.Streams[i]
		ready := s.Began // since when the stream waits for the next event
		for _, d := range s.Deliveries {
			c.checkArrival(s, ready, d.Place.Number, d.At)
			ready = d.At
		}
		last := s.lastNumber()
		if last == 0 && s.After == nil {
			continue
		}
		until := c.Now
		if s.End != Open {
			until = s.Ended
		}
		c.checkArrival(s, ready, last+1, until)
	}
}

// lastNumber returns the number up to which a stream has come.
func (s *Stream) lastNumber() int64 {
	if n := len(s.Deliveries); n > 0 {
		return s.Deliveries[n-1].Place.Number
	}
	if s.After != nil {
		return s.After.Number
	}
	return 0
}

func (c *check) checkArrival(s *Stream, ready Moment, number int64, at Moment) {
	ch := c.channels[s.Channel]
	if ch == nil || ch.events[number] == nil || ch.events[number].acked == 0 {
		return
	}
	acked := ch.events[number].acked
	if due := c.windows.deadline(s.Instance, max(acked, ready), withoutHints); at > due {
		c.report(due, "arrives-in-time", Violation{Channel: s.Channel, Number: number, Message: ch.events[number].message},
			"stream %d (%s, instance %d) waited from %s for number %d, which was acknowledged at %s; it had not arrived at %s",
			s.ID, s.Via, s.Instance, ready, number, acked, due)
	}
}

// checkEnds proves that no stream ends without a reason, and with none that is not true.
func (c *check) checkEnds() {
	for i := range c.Streams {
		s := &c.Streams[i]
		if why := c.wrongEnd(s); why != "" {
			c.report(s.Ended, "ends-with-a-reason", Violation{Channel: s.Channel, Number: s.lastNumber()},
				"stream %d (%s, instance %d, user %q) ended after number %d: %s", s.ID, s.Via, s.Instance, s.User, s.lastNumber(), why)
		}
	}
}

func (c *check) wrongEnd(s *Stream) string {
	switch s.End {
	case Completed:
		return "complete, without an error"
	case Broken:
		if !c.windows.hasFault(s.Instance, s.Ended, Kill, Terminate, Pause, LinkCut) {
			return "it broke, and nothing was done to its instance or connection: " + s.Code
		}
	case Closed:
		return c.wrongClose(s)
	case Failed:
		return c.wrongFailure(s)
	}
	return ""
}

func (c *check) wrongClose(s *Stream) string {
	code, _ := strconv.Atoi(s.Code)
	switch {
	case code == 1012 && c.windows.hasFault(s.Instance, s.Ended, Terminate, Kill):
	case code == 1013 && c.windows.isDisturbed(s.Instance, s.Began, s.Ended):
	case code == 4401 && c.mayBeRevoked(s.Credential, s.Ended):
	default:
		return "close code " + s.Code + " without a cause"
	}
	return ""
}

func (c *check) wrongFailure(s *Stream) string {
	switch s.Code {
	case "NOT_FOUND":
		if c.mayBeRemoved(s.User, s.Began, s.Ended) || c.mayBeDropped(s.Channel, s.Ended) {
			return ""
		}
		return "NOT_FOUND, although the user was a member all the time"
	case "CURSOR_EXPIRED":
		return c.wrongExpiry(s)
	case "CURSOR_FORKED":
		return "CURSOR_FORKED, although no database was restored"
	case "UNAUTHENTICATED":
		if c.mayBeRevoked(s.Credential, s.Ended) {
			return ""
		}
		return "UNAUTHENTICATED, although the token is valid"
	case "SHUTTING_DOWN", "STORE_UNAVAILABLE", "OVERLOADED", "RATE_LIMITED", "LIMIT_REACHED":
		return ""
	case "INTERNAL":
		if c.windows.isDisturbed(s.Instance, s.Began, s.Ended) {
			return ""
		}
	}
	return "error " + s.Code
}

// mayBeRevoked reports whether a token may have been revoked by a moment.
func (c *check) mayBeRevoked(credential string, by Moment) bool {
	if c.revocations == nil {
		c.revocations = c.sequences(subjectOf, Revoke)
	}
	return slices.ContainsFunc(c.revocations[credential], func(r *Request) bool { return r.Began <= by && r.Outcome != Refused })
}
