package graphqlws

import (
	"slices"
	"sync/atomic"
	"time"
)

// SendBuffer is how many bytes the kernel holds for a client that does not read. Without a limit it grows to megabytes.
const SendBuffer = 64 << 10

// blockedWrite is the rest of a write that the client did not read immediately. It keeps its socket from being served until the client
// has read it or the connection is closed.
type blockedWrite struct {
	socket     *socket
	frames     []byte
	sent       int
	boundary   int  // the first frame boundary at or after sent
	closeFrame bool // the last frame is a close frame
	more       bool // the socket has more to write
	evicted    atomic.Bool
}

// handOver gives the frames from sent on to a goroutine that may wait.
func (w *writer) handOver(s *socket, sent int, more bool) {
	b := &blockedWrite{socket: s, boundary: nextBoundary(w.frames, sent) - sent, closeFrame: w.closeFrame, more: more}
	if cap(w.frames) > maxKept {
		b.frames, w.frames = w.frames[sent:], nil
	} else {
		b.frames = slices.Clone(w.frames[sent:])
	}
	entry := s.server.Backlog.Add(s.backlogOwner(), len(b.frames), b.evict)
	go func() {
		ok := b.run()
		s.server.Backlog.Remove(entry)
		s.server.scheduler.release(s, ok && b.more)
	}()
}

// run writes until the client has read everything. Otherwise it closes the connection and reports false.
func (b *blockedWrite) run() bool {
	conn := b.socket.conn
	for b.sent < len(b.frames) {
		_ = conn.SetWriteDeadline(time.Now().Add(b.socket.server.timeouts.stall))
		if b.evicted.Load() { // before the deadline was set
			b.cut()
			return false
		}
		n, err := conn.Write(b.frames[b.sent:min(b.sent+writeSize, len(b.frames))])
		b.sent += n
		if err != nil {
			b.cut()
			return false
		}
	}
	_ = conn.SetWriteDeadline(time.Time{})
	b.socket.confirmWritten(b.closeFrame)
	return true
}

// evict ends the wait for a client whose bytes exceed the limit of the backlog.
func (b *blockedWrite) evict() {
	b.evicted.Store(true)
	_ = b.socket.conn.SetWriteDeadline(time.Now())
}

// cut closes the connection. A client that was only slow finds whole frames and 1013 in the bytes that are on their way. It connects
// again and resumes.
func (b *blockedWrite) cut() {
	if !b.closeFrame && b.sent < len(b.frames) {
		b.socket.server.Metrics.SocketCut()
		b.writeTooSlow()
	}
	b.socket.abort()
}

// writeTooSlow writes the rest of the current frame and a close frame.
func (b *blockedWrite) writeTooSlow() {
	conn := b.socket.conn
	if b.sent > b.boundary {
		b.boundary += nextBoundary(b.frames[b.boundary:], b.sent-b.boundary)
	}
	_ = conn.SetWriteDeadline(time.Time{})
	if c, ok := conn.(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = c.SetWriteBuffer(4 * SendBuffer) // the buffer is full
	}
	w := &writer{frames: appendClose(b.frames[b.sent:b.boundary:b.boundary], closeTryAgainLater, "Too slow")}
	w.attempt = w.write
	_, _ = w.tryWrite(b.socket)
}
