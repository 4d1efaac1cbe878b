package connections

import (
	"container/list"
	"net"
	"net/netip"
)

// stage is what a connection does. Connections at a later stage are closed after those at an earlier one.
type stage int

const (
	waiting   stage = iota // waits for the head of a request, or is a WebSocket without a credential
	sending                // has a request whose body has not arrived
	working                // has a request without a credential that the server responds to
	protected              // has presented a valid credential; never closed
	stages
)

// conn is a TCP connection that is counted.
type conn struct {
	*net.TCPConn
	all  *Connections
	from netip.Addr

	// all.mu protects these fields.
	stage stage
	place *list.Element // in origin.conns; nil: not counted any more
}

// Close closes the connection and stops counting it. A second call returns an error.
func (c *conn) Close() error {
	err := c.TCPConn.Close()
	c.all.mu.Lock()
	c.all.remove(c)
	c.all.mu.Unlock()
	return err
}

// origin is the set of connections of one address.
type origin struct {
	conns  list.List // of *conn, ordered by the time of their last change to waiting or sending
	counts [stages]int
}

// closable returns the number of connections that wait for their client.
func (o *origin) closable() int { return o.counts[waiting] + o.counts[sending] }

// add counts c. all.mu must be held.
func (all *Connections) add(c *conn) {
	o := all.origins[c.from]
	if o == nil {
		o = &origin{}
		all.origins[c.from] = o
	}
	c.place = o.conns.PushBack(c)
	o.counts[c.stage]++
	all.open++
}

// remove stops counting c, if it is counted. all.mu must be held.
func (all *Connections) remove(c *conn) {
	if c.place == nil {
		return
	}
	o := all.origins[c.from]
	o.conns.Remove(c.place)
	c.place = nil
	o.counts[c.stage]--
	all.open--
	if o.conns.Len() == 0 {
		delete(all.origins, c.from)
	}
}

// set changes the stage of c when it starts a request or starts to wait for one. It makes c the newest connection of its address.
func (all *Connections) set(c *conn, to stage) {
	all.mu.Lock()
	defer all.mu.Unlock()
	if c.place != nil {
		o := all.origins[c.from]
		o.counts[c.stage]--
		o.counts[to]++
		o.conns.MoveToBack(c.place)
	}
	c.stage = to
}

// raise changes the stage of c to a later one. It does nothing if c is at that stage or a later one.
func (all *Connections) raise(c *conn, to stage) {
	all.mu.Lock()
	defer all.mu.Unlock()
	if c.stage >= to {
		return
	}
	if c.place != nil {
		o := all.origins[c.from]
		o.counts[c.stage]--
		o.counts[to]++
	}
	c.stage = to
}

// victim returns the connection to close next, or nil if none may be closed. all.mu must be held.
func (all *Connections) victim() *conn {
	var most, busiest *origin
	for _, o := range all.origins {
		if n := o.closable(); n > 0 && (most == nil || n > most.closable()) {
			most = o
		}
		if n := o.counts[working]; n > 0 && (busiest == nil || n > busiest.counts[working]) {
			busiest = o
		}
	}
	switch {
	case most != nil && most.counts[waiting] > 0:
		return most.oldest(waiting)
	case most != nil:
		return most.oldest(sending)
	case busiest != nil:
		return busiest.oldest(working)
	}
	return nil
}

// oldest returns the first connection at a stage, or nil if there is none. all.mu must be held.
func (o *origin) oldest(s stage) *conn {
	for place := o.conns.Front(); place != nil; place = place.Next() {
		if c := place.Value.(*conn); c.stage == s {
			return c
		}
	}
	return nil
}
