package checker

import (
	"cmp"
	"math"
	"slices"
)

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
			if p := c.posts[d.Message]; p != nil && d.Author != "" && p.author != "" && d.Author != p.author {
				c.report(d.At, "nothing-foreign", v, "message %d is shown as posted by %s, and %s posted it", d.Message, d.Author, p.author)
			}
			switch {
			case d.Text == Foreign:
			case d.Kind == Deleted && d.Text != 0:
				c.report(d.At, "deleted-has-no-text", v, "the deletion of message %d carries text %d", d.Message, d.Text)
			case d.Text == 0 && !c.mayBeDeleted(d.Message, d.At):
				c.report(d.At, "text-is-kept", v, "number %d of stream %d has no text, but message %d was not deleted", d.Place.Number, s.ID, d.Message)
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
