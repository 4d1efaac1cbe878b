package main

import "context"

// reconnectReads is what a server has read from its database, each time, between its start and the moment at which everybody was
// there again.
type reconnectReads struct {
	catchingUp sample // per channel: to begin it, and pages and heads for single streams
	live       sample // per channel: what was posted meanwhile
	polls      sample // of all channels, or all users, together
	checks     sample // per subscriber: whether it may read
}

func (r *reconnectReads) take(ctx context.Context, address string, subscribers int) error {
	counted, err := scrape(ctx, address)
	if err != nil {
		return err
	}
	r.catchingUp = append(r.catchingUp, streamReads(counted, "first", "page", "head")/stormChannels)
	r.live = append(r.live, streamReads(counted, "live")/stormChannels)
	r.polls = append(r.polls, streamReads(counted, "poll"))
	r.checks = append(r.checks, counted["chattr_stream_checks_total"]/float64(subscribers))
	return nil
}

func (r *reconnectReads) rows() []row {
	return []row{
		{what: "– database reads per channel, to catch up", unit: "reads", measured: r.catchingUp, most: 5},
		{what: "– of what was posted meanwhile, per channel", measured: r.live},
		{what: "– polls, of all channels or all users in one", measured: r.polls},
		{what: "– looks whether a subscriber may read, per subscriber", measured: r.checks},
	}
}
