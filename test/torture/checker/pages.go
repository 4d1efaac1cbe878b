package checker

import "slices"

// checkPages proves that a page is one snapshot of the channel: the messages that were there at its resumeCursor, all of
// them, in the order in which they were posted, with their texts of that moment.
func (c *check) checkPages() {
	snapshots := map[string][]*Page{}
	for i := range c.Pages {
		p := &c.Pages[i]
		ch := c.channels[p.Channel]
		switch {
		case p.Absent:
			c.checkAbsentPage(p)
		case p.Resume.Number == 0:
		case ch != nil && p.Resume.Number <= ch.known:
			snapshots[p.Channel] = append(snapshots[p.Channel], p)
		}
	}
	for id, pages := range snapshots {
		slices.SortFunc(pages, func(a, b *Page) int { return int(a.Resume.Number - b.Resume.Number) })
		c.checkSnapshots(c.channels[id], pages)
	}
}

func (c *check) checkAbsentPage(p *Page) {
	if !c.mayBeRemoved(p.User, p.Began, p.Ended) && !c.mayBeRevoked(p.Credential, p.Ended) && !c.mayBeDropped(p.Channel, p.Ended) {
		c.report(p.Ended, "member-reads", Violation{Channel: p.Channel}, "user %q asked for a page at %s, and was a member all the time: there was none", p.User, p.Began)
	}
}

// checkSnapshots goes through the events of a channel once and compares each page when it comes to its number.
func (c *check) checkSnapshots(ch *channel, pages []*Page) {
	var messages []int64 // in the order of their posts, without deleted ones
	number := int64(0)
	for _, p := range pages {
		for ; number < p.Resume.Number; number++ {
			e := ch.events[number+1]
			switch {
			case e == nil: // it is no longer kept, and no client received it
			case e.kind == Posted:
				messages = append(messages, e.message)
			case e.kind == Deleted:
				messages = without(messages, e.message)
			}
		}
		if e := ch.events[p.Resume.Number]; e != nil && e.place != p.Resume {
			c.report(p.Ended, "page-is-a-snapshot", Violation{Channel: ch.id, Number: p.Resume.Number},
				"a page resumes after number %d with event id %d, and this number has event id %d", p.Resume.Number, p.Resume.EventID, e.place.EventID)
		}
		c.checkSnapshot(p, messages)
	}
}

func (c *check) checkSnapshot(p *Page, messages []int64) {
	got := make([]int64, len(p.Items))
	for i, item := range p.Items {
		got[i] = item.Message
		v := Violation{Channel: p.Channel, Number: p.Resume.Number, Message: item.Message}
		if item.Text > 0 && !c.mayHave(item.Message, item.Text, p.Resume.Number, p.Resume.Number) {
			c.report(p.Ended, "page-is-a-snapshot", v, "a page at number %d shows message %d with text %d, which it does not have there",
				p.Resume.Number, item.Message, item.Text)
		}
		if item.Text == 0 {
			c.report(p.Ended, "page-is-a-snapshot", v, "a page at number %d shows message %d without a text", p.Resume.Number, item.Message)
		}
	}
	if got, want := c.comparable(p, got, messages); !slices.Equal(got, want) {
		c.report(p.Ended, "page-is-a-snapshot", Violation{Channel: p.Channel, Number: p.Resume.Number},
			"a page of %d messages at number %d (instance %d, asked for at %s, first: %t) should have %d: got %v, want %v",
			len(got), p.Resume.Number, p.Instance, p.Began, p.First, len(want), got, want)
	}
}

// comparable returns the messages that a page has, and the first or the last messages that it should have. A message that may
// be too old to be kept counts only if the page has it. A message whose post no client received, because the event was not kept long
// enough, does not count.
func (c *check) comparable(p *Page, found, messages []int64) (got, want []int64) {
	got, want = found, messages
	if c.retains(p.Ended) {
		got = slices.DeleteFunc(slices.Clone(found), func(m int64) bool { return c.posts[m] == nil })
		want = slices.DeleteFunc(slices.Clone(messages), func(m int64) bool { return !slices.Contains(found, m) && c.mayBeMissing(m, p.Ended) })
	}
	size := min(p.Size-len(found)+len(got), len(want))
	if p.First {
		return got, want[:size]
	}
	return got, want[len(want)-size:]
}

// without removes a message. It looks from the end: most deleted messages are young.
func without(messages []int64, message int64) []int64 {
	for i := len(messages) - 1; i >= 0; i-- {
		if messages[i] == message {
			return slices.Delete(messages, i, i+1)
		}
	}
	return messages
}
