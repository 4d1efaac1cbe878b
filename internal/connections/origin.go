package connections

import (
	"container/list"
	"net"
	"net/netip"
)

// stage is what a connection does. A later stage is closed later.
type stage int

const (
	waiting   stage = iota // for the head of a request, or as a WebSocket without a credential
	sending                // the body of its request has not arrived
	working                // the server answers its request, which has no credential
	protected              // it has shown a credential
	stages
)

// conn is a connection that is counted. It is a TCP connection in every other respect.
type conn struct {
	*net.TCPConn
	all  *Connections
	from netip.Addr

	// The mutex of all guards these.
	stage stage
	place *list.Element // nil: it is not counted any more
}

// Close closes the connection, and stops counting it.
func (c *conn) Close() error {
	err := c.TCPConn.Close()
	c.all.mu.Lock()
	c.all.remove(c)
	c.all.mu.Unlock()
	return err
}

// origin is the connections of one address.
type origin struct {
	conns  list.List // *conn, in the order of their last requests
	counts [stages]int
}

// closable returns how many connections wait for their client.
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

// set changes the stage of c, which begins a request or waits for one.
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

// raise changes the stage of c, unless that is a later one.
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

// victim returns the connection to close next, or nil if there is none. all.mu must be held.
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

// oldest returns the oldest connection of a stage.
func (o *origin) oldest(s stage) *conn {
	for place := o.conns.Front(); place != nil; place = place.Next() {
		if c := place.Value.(*conn); c.stage == s {
			return c
		}
	}
	return nil
}
