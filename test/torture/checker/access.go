package checker

import (
	"cmp"
	"slices"
	"time"
)

// possible returns the requests of a sequence that may have decided a state somewhere between two moments: the last one that
// was acknowledged before, and those that may have been carried out since. The requests must be in the order of their
// beginnings, and the client must wait for each response before it sends the next. base is nil if none was acknowledged.
func possible(requests []*Request, from, to Moment) (base *Request, later []*Request) {
	for _, r := range requests {
		if r.Outcome == Acknowledged && r.Ended <= from {
			base = r
		}
	}
	for _, r := range requests {
		switch {
		case r == base || r.Outcome == Refused || r.Began > to:
		case base == nil || r.Began > base.Began:
			later = append(later, r)
		case r.Outcome != Acknowledged && r.Ended+linger >= base.Began:
			later = append(later, r) // it may have been carried out after the base
		}
	}
	return base, later
}

// sequences returns the requests of some kinds, grouped, each group in the order of its beginnings.
func (c *check) sequences(group func(*Request) string, kinds ...Kind) map[string][]*Request {
	groups := map[string][]*Request{}
	for i := range c.Requests {
		if r := &c.Requests[i]; slices.Contains(kinds, r.Kind) {
			groups[group(r)] = append(groups[group(r)], r)
		}
	}
	for _, g := range groups {
		slices.SortFunc(g, func(a, b *Request) int { return cmp.Compare(a.Began, b.Began) })
	}
	return groups
}

func webhookOf(r *Request) string { return r.Webhook }
func subjectOf(r *Request) string { return r.Subject }

// checkURLs proves that no post is accepted by a URL that was replaced, and that the URL which is valid is not refused.
func (c *check) checkURLs() {
	changes := c.sequences(webhookOf, Regenerate)
	for i := range c.Requests {
		r := &c.Requests[i]
		if r.Kind != Post || r.Webhook == "" {
			continue
		}
		v := Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message}
		replaced := slices.ContainsFunc(changes[r.Webhook], func(g *Request) bool {
			return g.Outcome == Acknowledged && g.URL > r.URL && g.Ended < r.Began
		})
		mayBe := slices.ContainsFunc(changes[r.Webhook], func(g *Request) bool {
			return g.URL > r.URL && g.Outcome != Refused && g.Began <= r.Ended ||
				g.URL < r.URL && g.Outcome == Unknown && g.Ended+linger >= r.Began
		})
		switch {
		case replaced && r.Outcome == Acknowledged:
			c.report(r.Ended, "old-url-is-dead", v, "request %d posted message %d by URL %d of webhook %s after it was replaced",
				r.ID, r.Message, r.URL, r.Webhook)
		case r.Outcome == Refused && r.Code == "WEBHOOK_NOT_FOUND" && r.URL > 0 && !mayBe:
			c.report(r.Ended, "valid-url-works", v, "request %d by URL %d of webhook %s, which is valid, was refused with %s",
				r.ID, r.URL, r.Webhook, r.Code)
		}
	}
}

// checkMoves proves that posts by a webhook go to the channel that it was moved to.
func (c *check) checkMoves() {
	moves := c.sequences(webhookOf, Move)
	for i := range c.Requests {
		r := &c.Requests[i]
		if r.Kind != Post || r.Webhook == "" || r.Outcome != Acknowledged || r.Replayed {
			continue
		}
		base, later := possible(moves[r.Webhook], r.Began, r.Ended)
		if base == nil || base.Channel == r.Channel {
			continue
		}
		if !slices.ContainsFunc(later, func(m *Request) bool { return m.Channel == r.Channel }) {
			c.report(r.Ended, "moved-webhook-posts-there", Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message},
				"request %d by webhook %s posted into channel %s; since %s the webhook posts into channel %s",
				r.ID, r.Webhook, r.Channel, base.Ended, base.Channel)
		}
	}
}

// checkSwitches proves that a disabled webhook posts nothing, and an enabled one is not refused as disabled.
func (c *check) checkSwitches() {
	switches := c.sequences(webhookOf, Switch)
	for i := range c.Requests {
		r := &c.Requests[i]
		if r.Kind != Post || r.Webhook == "" {
			continue
		}
		base, later := possible(switches[r.Webhook], r.Began, r.Ended)
		enabled := base == nil || base.Enabled
		other := slices.ContainsFunc(later, func(s *Request) bool { return s.Enabled != enabled })
		v := Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message}
		switch {
		case other:
		case !enabled && r.Outcome == Acknowledged:
			c.report(r.Ended, "disabled-webhook-is-silent", v, "request %d posted message %d by webhook %s, which is disabled", r.ID, r.Message, r.Webhook)
		case enabled && r.Outcome == Refused && r.Code == "WEBHOOK_DISABLED":
			c.report(r.Ended, "disabled-webhook-is-silent", v, "request %d by webhook %s, which is enabled, was refused with %s", r.ID, r.Webhook, r.Code)
		}
	}
}

// absence is a time in which a user or a token certainly has no access: from an acknowledged loss until access may be back.
type absence struct {
	lost *Request
	to   Moment
}

// absences returns when the subject of a sequence of Remove or Revoke and Join requests has no access.
func (c *check) absences(requests []*Request) (all []absence) {
	for _, r := range requests {
		if r.Outcome != Acknowledged || r.Kind == Join {
			continue
		}
		back := c.Now
		for _, j := range requests {
			if j.Kind != Join || j.Outcome == Refused {
				continue
			}
			switch {
			case j.Began > r.Began:
				back = min(back, j.Began)
			case j.Outcome != Acknowledged && j.Ended+linger >= r.Began:
				back = r.Ended // it may be carried out at any time
			}
		}
		if back > r.Ended {
			all = append(all, absence{r, back})
		}
	}
	return all
}

// mayBeRemoved reports whether a user may have had no access at some time between two moments.
func (c *check) mayBeRemoved(user string, from, to Moment) bool {
	base, later := possible(c.memberships()[user], from, to)
	if base != nil && base.Kind == Remove {
		return true
	}
	return slices.ContainsFunc(later, func(r *Request) bool { return r.Kind == Remove })
}

func (c *check) memberships() map[string][]*Request {
	if c.members == nil {
		c.members = c.sequences(subjectOf, Remove, Join)
	}
	return c.members
}

// checkMembers proves that a removed member reads and changes nothing.
func (c *check) checkMembers() {
	for user, requests := range c.memberships() {
		for _, a := range c.absences(requests) {
			c.checkAbsence(a, "removed-member", "user "+user,
				func(s *Stream) bool { return s.User == user },
				func(r *Request) bool { return r.User == user },
				func(p *Page) bool { return p.User == user })
		}
	}
}

// checkCredentials proves the same of a revoked access token.
func (c *check) checkCredentials() {
	for token, requests := range c.sequences(subjectOf, Revoke) {
		for _, a := range c.absences(requests) {
			c.checkAbsence(a, "revoked-token", "token "+token,
				func(s *Stream) bool { return s.Credential == token },
				func(r *Request) bool { return r.Credential == token },
				func(p *Page) bool { return p.Credential == token })
		}
	}
}

func (c *check) checkAbsence(
	a absence, promise, name string, isStream func(*Stream) bool, isRequest func(*Request) bool, isPage func(*Page) bool,
) {
	for i := range c.Streams {
		if s := &c.Streams[i]; isStream(s) {
			c.checkAbsentStream(a, promise, name, s)
		}
	}
	for i := range c.Requests {
		r := &c.Requests[i]
		if isRequest(r) && r.Outcome == Acknowledged && r.Began > a.lost.Ended && r.Ended < a.to {
			c.report(r.Ended, promise, Violation{Channel: r.Channel, Number: r.Place.Number, Message: r.Message},
				"request %d (%s) of %s, which lost access at %s, was carried out", r.ID, r.Kind, name, a.lost.Ended)
		}
	}
	for i := range c.Pages {
		p := &c.Pages[i]
		if isPage(p) && !p.Absent && p.Began > a.lost.Ended && p.Ended < a.to {
			c.report(p.Ended, promise, Violation{Channel: p.Channel}, "%s lost access at %s and read a page at %s", name, a.lost.Ended, p.Began)
		}
	}
}

func (c *check) checkAbsentStream(a absence, promise, name string, s *Stream) {
	if s.Began >= a.to || s.End != Open && s.Ended <= a.lost.Ended {
		return
	}
	due := a.lost.Ended
	if s.Began <= a.lost.Ended {
		due = c.windows.deadline(s.Instance, a.lost.Ended, c.accessLimit(a.lost.Instance, s.Instance, a.lost.Ended))
	}
	for _, d := range s.Deliveries {
		if d.At > due && d.At < a.to {
			c.report(d.At, promise, Violation{Channel: s.Channel, Number: d.Place.Number, Message: d.Message},
				"%s lost access at %s, and stream %d (%s, instance %d) delivered number %d at %s; the limit was %s",
				name, a.lost.Ended, s.ID, s.Via, s.Instance, d.Place.Number, d.At, due)
			return
		}
	}
	ended := c.Now
	if s.End != Open {
		ended = s.Ended
	}
	if s.Began > a.lost.Ended { // it may take a moment to be refused
		due = c.windows.deadline(s.Instance, s.Began, withHints)
	}
	if due < min(ended, a.to) {
		c.report(due, promise, Violation{Channel: s.Channel, Number: s.lastNumber()},
			"%s lost access at %s, and stream %d (%s, instance %d, since %s) was still open at %s",
			name, a.lost.Ended, s.ID, s.Via, s.Instance, s.Began, due)
	}
}

// accessLimit returns the limit of the contract for the loss of access.
func (c *check) accessLimit(from, at int, moment Moment) time.Duration {
	if from == at || c.windows.hasHints(from, moment) && c.windows.hasHints(at, moment) {
		return withHints
	}
	return withoutHints
}

// checkDeletions proves that a deleted text is not read any more.
func (c *check) checkDeletions() {
	for i := range c.Streams {
		s := &c.Streams[i]
		for _, d := range s.Deliveries {
			if deleted := c.deletions[d.Message]; deleted != nil && d.Text != 0 && d.At > deleted.Ended {
				c.checkErasure(s, d, deleted)
			}
		}
	}
	for i := range c.Pages {
		p := &c.Pages[i]
		for _, item := range p.Items {
			if deleted := c.deletions[item.Message]; deleted != nil && p.Began > deleted.Ended {
				c.report(p.Ended, "deleted-is-gone", Violation{Channel: p.Channel, Message: item.Message},
					"message %d was deleted at %s, and is on a page that was asked for at %s", item.Message, deleted.Ended, p.Began)
			}
		}
	}
}

func (c *check) checkErasure(s *Stream, d Delivery, deleted *Request) {
	due := deleted.Ended
	if s.Began <= deleted.Ended {
		limit := withoutHints
		switch {
		case s.Instance == deleted.Instance:
			limit = 0
		case c.windows.hasHints(s.Instance, deleted.Ended) && c.windows.hasHints(deleted.Instance, deleted.Ended):
			limit = erasure
		}
		due = c.windows.deadline(s.Instance, deleted.Ended, limit)
	}
	if d.At > due {
		c.report(d.At, "deleted-is-gone", Violation{Channel: s.Channel, Number: d.Place.Number, Message: d.Message},
			"message %d was deleted at %s, and stream %d (%s, instance %d, since %s) delivered text %d at %s; the limit was %s",
			d.Message, deleted.Ended, s.ID, s.Via, s.Instance, s.Began, d.Text, d.At, due)
	}
}
