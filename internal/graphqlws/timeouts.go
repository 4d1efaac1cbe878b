package graphqlws

import (
	"math/rand/v2"
	"time"

	"chattr/internal/httpbody"
)

// timeouts are how long a socket waits. The zero value is replaced by defaultTimeouts.
type timeouts struct {
	init    time.Duration // for connection_init, and for authenticating the client
	ping    time.Duration // silence of the client, before the server pings it
	jitter  time.Duration // at most this is added to ping, a different time for each ping
	silence time.Duration // silence of the client, before the socket is closed
	idle    time.Duration // without an operation, before a socket without a credential is closed
	message time.Duration // for the rest of a message whose first bytes have arrived
	stall   time.Duration // for the client to read what was written
	close   time.Duration // for the client's close frame after the server's
}

var defaultTimeouts = timeouts{
	init: 10 * time.Second, ping: 15 * time.Second, jitter: 10 * time.Second, silence: 45 * time.Second, idle: time.Minute,
	message: 30 * time.Second, stall: httpbody.StallLimit, close: time.Second,
}

// untilPing returns how long the client may be silent before it is pinged. It differs each time, so that sockets that were opened
// together are not pinged together.
func (t timeouts) untilPing() time.Duration { return t.ping + rand.N(t.jitter+1) }
