package checker

import "math"

// checkDatabase compares the history with what the database holds at the end.
func (c *check) checkDatabase() {
	if c.Database == nil {
		return
	}
	for _, ch := range c.inOrder() {
		if c.mayBeDropped(ch.id, c.Now) {
			continue
		}
		head := c.Database.Heads[ch.id]
		v := Violation{Channel: ch.id, Number: ch.known}
		if last := ch.lastNumber(); last > ch.known {
			c.report(c.Now, "no-gap", v, "channel %s has an event with number %d, and number %d is missing", ch.id, last, ch.known+1)
		}
		if e := ch.events[head.Number]; e == nil && head.Number > ch.floor || e != nil && e.place != head {
			c.report(c.Now, "no-gap", v, "the head of channel %s is number %d with event id %d; its last event has number %d", ch.id, head.Number, head.EventID, ch.known)
		}
		if head.Number != ch.known {
			c.report(c.Now, "no-gap", v, "the head of channel %s is number %d, and its events end with number %d", ch.id, head.Number, ch.known)
		}
	}
	for _, m := range c.Database.Messages {
		c.checkRow(m)
	}
	for _, key := range c.Database.Keys {
		if c.posts[key.Message] == nil && !c.retains(c.Now) {
			c.report(c.Now, "one-message-per-key", Violation{Message: key.Message}, "an idempotency key stands for message %d, which is not stored", key.Message)
		}
	}
}

func (ch *channel) lastNumber() (last int64) {
	for number := range ch.events {
		last = max(last, number)
	}
	return last
}

// checkRow proves that a message has its last text, or none if it was deleted.
func (c *check) checkRow(m MessageRow) {
	v := Violation{Channel: m.Channel, Number: m.Number, Message: m.ID}
	text := NumberOf(m.Content)
	switch {
	case m.Deleted && m.Content != "":
		c.report(c.Now, "deleted-is-gone", v, "message %d is deleted, and the database has its text %q", m.ID, m.Content)
	case !m.Deleted && c.deletions[m.ID] != nil:
		c.report(c.Now, "durable", v, "message %d was deleted at %s, and the database has it", m.ID, c.deletions[m.ID].Ended)
	case m.Deleted && !c.mayBeDeleted(m.ID, c.Now):
		c.report(c.Now, "text-is-kept", v, "message %d is deleted, but no request deleted it", m.ID)
	case !m.Deleted && text > 0 && !c.mayHave(m.ID, text, math.MaxInt64-1, math.MaxInt64):
		c.report(c.Now, "as-of-the-event", v, "message %d has text %d at the end, which is not its last", m.ID, text)
	}
}
