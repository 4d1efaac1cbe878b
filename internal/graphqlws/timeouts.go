package graphqlws

import (
	"math/rand/v2"
	"time"

	"chattr/internal/httpbody"
	"chattr/internal/ratelimit"
)

const (
	maxOperations = 50       // at a time on one socket
	maxMessage    = 64 << 10 // bytes

)

// frameLimit is how many frames a socket reads; frames that come faster are read later.
var frameLimit = ratelimit.Limit{Interval: time.Second / 20, Burst: 100}

// times are how long a socket waits for what.
type times struct {
	hello   time.Duration // the client's first message
	ping    time.Duration // silence of the client, before it is asked whether it is there; somewhat more, never the same
	jitter  time.Duration
	silence time.Duration // silence, before it is cut
	idle    time.Duration // an operation, if it has no credential
	message time.Duration // the end of a message that it began
	stall   time.Duration // the client to take what was written
	goodbye time.Duration // its answer to a close frame
}

var usualTimes = times{
	hello: 10 * time.Second, ping: 15 * time.Second, jitter: 10 * time.Second, silence: 45 * time.Second, idle: time.Minute,
	message: 30 * time.Second, stall: httpbody.StallLimit, goodbye: time.Second,
}

// untilPing differs each time, so that sockets which began together do not go on together.
func (t times) untilPing() time.Duration { return t.ping + rand.N(t.jitter+1) }
