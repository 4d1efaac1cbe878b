package graphqlws

import (
	"slices"
	"sync/atomic"
	"time"
)

// SendBuffer is what the kernel holds for a client that does not read. Left alone it grows to megabytes.
const SendBuffer = 64 << 10

// unwritten is what a client did not take at once. It has the turn of its socket until the client has taken it or is cut.
type unwritten struct {
	*socket
	frames   []byte
	sent     int
	boundary int // of frames, the first at or behind sent
	goodbye  bool
	more     bool // there is to say afterwards
	evicted  atomic.Bool
}

// handOver leaves what is unwritten from sent on to a goroutine that may wait.
func (w *writer) handOver(s *socket, sent int, more bool) {
	u := &unwritten{socket: s, boundary: wholeFrames(w.frames, sent) - sent, goodbye: w.goodbye, more: more}
	if cap(w.frames) > maxKept {
		u.frames, w.frames = w.frames[sent:], nil
	} else {
		u.frames = slices.Clone(w.frames[sent:])
	}
	waiting := s.all.Backlog.Add(s.backlogOwner(), len(u.frames), u.evict)
	go func() {
		ok := u.push()
		s.all.Backlog.Remove(waiting)
		u.yield(ok && u.more)
	}()
}

// push writes until the client has taken everything. Otherwise it ends the connection and returns false.
func (u *unwritten) push() bool {
	for u.sent < len(u.frames) {
		_ = u.conn.SetWriteDeadline(time.Now().Add(u.all.times.stall))
		if u.evicted.Load() { // before the deadline was set
			u.cut()
			return false
		}
		n, err := u.conn.Write(u.frames[u.sent:min(u.sent+writeSize, len(u.frames))])
		u.sent += n
		if err != nil {
			u.cut()
			return false
		}
	}
	_ = u.conn.SetWriteDeadline(time.Time{})
	u.wrote(u.goodbye)
	return true
}

// evict ends the wait for a client whose bytes exceed the limit of the backlog.
func (u *unwritten) evict() {
	u.evicted.Store(true)
	_ = u.conn.SetWriteDeadline(time.Now())
}

// cut ends the connection. A client that was only slow finds whole frames and 1013 in what is on its way, comes back and
// resumes.
func (u *unwritten) cut() {
	if !u.goodbye && u.sent < len(u.frames) {
		u.all.Metrics.SocketCut()
		u.sayTooSlow()
	}
	u.abort()
}

func (u *unwritten) sayTooSlow() {
	if u.sent > u.boundary {
		u.boundary += wholeFrames(u.frames[u.boundary:], u.sent-u.boundary)
	}
	_ = u.conn.SetWriteDeadline(time.Time{})
	if c, ok := u.conn.(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = c.SetWriteBuffer(4 * SendBuffer) // it is full
	}
	w := &writer{frames: appendClose(u.frames[u.sent:u.boundary:u.boundary], closeTryAgainLater, "Too slow")}
	w.attempt = w.write
	_, _ = w.tryWrite(u.socket)
}
