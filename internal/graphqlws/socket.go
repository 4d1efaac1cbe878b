package graphqlws

import (
	"context"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"chattr/internal/backlog"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// The codes that close sockets: RFC 6455, section 7.4, and graphql-transport-ws.
const (
	closeNormal        = 1000
	closeProtocolError = 1002
	closeNotUTF8       = 1007
	closeTooBig        = 1009
	closeInternal      = 1011
	CloseRestart       = 1012 // the server restarts, and the client connects again
	closeTryAgainLater = 1013

	closeInvalid      = 4400
	CloseUnauthorized = 4401 // the credential is not valid
	closeForbidden    = 4403
	closeSubprotocol  = 4406
	closeInitTimeout  = 4408
	closeDuplicate    = 4409
	closeInitTwice    = 4429
)

const (
	maxOperations = 50                // that one socket may have
	maxUnclosed   = 2 * maxOperations // including those that the client completed and that still work
	maxReplies    = 4 << 10           // bytes of replies that wait, before the socket stops reading its client
)

// socket is one connection. A receiver reads what the client sends, on a goroutine of its own. The scheduler writes: it collects what
// the operations have ready each time that the socket can be written to. So there is no queue of messages, and an idle socket costs a
// small stack and this struct.
type socket struct {
	server    *Server
	requestID string // of the handshake
	conn      net.Conn
	raw       syscall.RawConn // writes without waiting; nil where that is not possible
	admission admission       // guarded by server.mu, apart from its address
	client    Client
	stopWatch func() // stops watching the credential; nil before it was authenticated

	receiver  receiver
	protocol  protocol
	scheduled scheduled

	requested atomic.Int64 // about how many bytes its operations have requested and not delivered

	mu              sync.Mutex
	replies         []byte              // frames that answer the client, to be written
	operations      []*runningOperation // in the order of their arrival
	released        []*runningOperation // to be closed by the writer
	unclosed        int                 // operations that are not closed
	firstOperation  int                 // the index of the operation that writes first, see writer
	closing         bool                // a close frame with code and reason is to be written
	code            int
	reason          string
	closeQueued     bool          // the close frame is among the bytes that are being written
	closeSent       bool          // the close frame was written
	skipCloseWait   bool          // the client's close frame is not waited for
	connClosed      bool          // the connection is closed
	idleSince       time.Time     // when the last operation ended, or connection_init was accepted
	user            model.ID      // of the credential
	receiverStopped bool          // the client is not read any more
	finished        bool          // the server has forgotten the socket
	mayRead         chan struct{} // closed when the receiver, which waits for it, may read on; nil if it does not wait
}

// context returns the context of work for the client. It contains the id of the handshake's request.
func (s *socket) context() context.Context {
	return problem.WithRequestID(context.Background(), s.requestID)
}

// backlogOwner returns what the bytes count against that the client does not read.
func (s *socket) backlogOwner() backlog.Owner {
	s.mu.Lock()
	defer s.mu.Unlock()
	return backlog.Owner{User: s.user, Address: s.admission.address}
}

// reply sends a frame to the client, unless the socket closes.
func (s *socket) reply(frame []byte) {
	s.mu.Lock()
	if !s.closing {
		s.replies = append(s.replies, frame...)
	}
	s.mu.Unlock()
	s.server.scheduler.schedule(s)
}

// close closes the socket with a close frame and releases its operations. A second call does nothing.
func (s *socket) close(code int, reason string) {
	s.mu.Lock()
	s.setClosing(code, reason)
	s.mu.Unlock()
	s.server.scheduler.schedule(s)
}

// setClosing records why the socket closes. s.mu must be held.
func (s *socket) setClosing(code int, reason string) {
	if s.closing {
		return
	}
	s.closing, s.code, s.reason = true, code, reason
	for _, r := range s.operations {
		s.release(r)
	}
	s.operations = nil
	s.allowReading()
}

// isClosing reports whether the socket closes.
func (s *socket) isClosing() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closing
}

// isCloseSent reports whether the server's close frame was written.
func (s *socket) isCloseSent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closeSent
}

// evict closes the connection as soon as the reason is written. A client that does not read it has timeouts.close.
func (s *socket) evict(reason string) {
	s.mu.Lock()
	s.setClosing(closeTryAgainLater, reason)
	s.skipCloseWait = true
	written := s.closeSent
	s.mu.Unlock()
	if written {
		s.abort()
		return
	}
	time.AfterFunc(s.server.timeouts.close, s.abort)
	s.server.scheduler.schedule(s)
}

// abort closes the connection without a close frame.
func (s *socket) abort() {
	s.mu.Lock()
	s.setClosing(0, "")
	s.connClosed = true
	s.mu.Unlock()
	_ = s.conn.Close()
	s.server.scheduler.schedule(s)
}

// stopReceiving records that the receiver has ended. If the client sent a close frame and the server's is not written yet, the
// connection stays open for it.
func (s *socket) stopReceiving(closedByClient bool) {
	s.mu.Lock()
	s.receiverStopped = true
	wait := closedByClient && !s.closeSent
	s.mu.Unlock()
	if wait {
		s.server.scheduler.schedule(s)
		return
	}
	s.abort()
}

// confirmWritten records that everything was written, and with closeFrame the close frame. If the client has not sent its close frame, the
// server waits for it: closing the connection immediately could destroy the server's on its way.
func (s *socket) confirmWritten(closeFrame bool) {
	if !closeFrame {
		return
	}
	s.mu.Lock()
	s.closeSent = true
	abort := s.receiverStopped || s.skipCloseWait
	_ = s.conn.SetReadDeadline(time.Now().Add(s.server.timeouts.close))
	s.mu.Unlock()
	if abort {
		s.abort()
	}
}

// finish reports whether nothing is left to do. It returns true once. The scheduler does not serve the socket afterwards.
func (s *socket) finish() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.finished || !s.receiverStopped || !s.connClosed || s.unclosed > 0 {
		return false
	}
	s.finished = true
	return true
}

// setReadDeadline sets how long the receiver may wait for the client, unless it only waits for the client's close frame.
func (s *socket) setReadDeadline(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closeSent {
		_ = s.conn.SetReadDeadline(time.Now().Add(d))
	}
}

// waitUntilReadable waits until the socket may read its client: not while too many replies wait for it, or too many operations that it
// completed still work.
func (s *socket) waitUntilReadable() {
	for {
		s.mu.Lock()
		if s.closing || s.isReadable() {
			s.mu.Unlock()
			return
		}
		if s.mayRead == nil {
			s.mayRead = make(chan struct{})
		}
		mayRead := s.mayRead
		s.mu.Unlock()
		<-mayRead
	}
}

// isReadable reports whether few replies wait and few operations are unclosed. s.mu must be held.
func (s *socket) isReadable() bool { return len(s.replies) < maxReplies && s.unclosed < maxUnclosed }

// allowReading ends the wait of the receiver if it may read on. s.mu must be held.
func (s *socket) allowReading() {
	if s.mayRead != nil && (s.closing || s.isReadable()) {
		close(s.mayRead)
		s.mayRead = nil
	}
}

// isIdle reports whether the socket has no operation.
func (s *socket) isIdle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.operations) == 0
}

// startIdling records that connection_init was accepted.
func (s *socket) startIdling() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idleSince = time.Now()
}

// idleTime returns how long the socket may stay open without an operation: with a credential always timeouts.idle. Only the receiver may
// call it.
//
// SECURITY: a socket costs its client nothing, and holds a file and a slot.
func (s *socket) idleTime() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.client.CredentialID() != 0 || len(s.operations) > 0 {
		return s.server.timeouts.idle
	}
	return s.server.timeouts.idle - time.Since(s.idleSince)
}

// operation returns the operation with that id, nil if there is none. s.mu must be held.
func (s *socket) operation(id string) *runningOperation {
	for _, r := range s.operations {
		if r.id == id {
			return r
		}
	}
	return nil
}

// checkID reports whether an operation with that id exists, and whether the socket has as many operations as it may have.
func (s *socket) checkID(id string) (exists, full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.operation(id) != nil, len(s.operations) >= maxOperations
}

// add adds an operation. It reports false if the socket has closed meanwhile.
func (s *socket) add(r *runningOperation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.operations = append(s.operations, r)
	s.unclosed++
	r.woken.Store(true)
	return true
}

// remove removes an operation, so that its id can be used again immediately. It reports false if the operation was removed before.
// s.mu must be held.
func (s *socket) remove(r *runningOperation) bool {
	if r == nil || r.ended.Load() {
		return false
	}
	s.operations = slices.DeleteFunc(s.operations, func(o *runningOperation) bool { return o == r })
	r.ended.Store(true)
	if len(s.operations) == 0 {
		s.idleSince = time.Now()
	}
	return true
}

// complete removes and releases the operation with that id, if there is one.
func (s *socket) complete(id string) {
	s.mu.Lock()
	r := s.operation(id)
	if s.remove(r) {
		s.release(r)
	}
	s.mu.Unlock()
	s.server.scheduler.schedule(s)
}

// release lets an operation that is no longer wanted be closed: by the writer, or when its work has ended. s.mu must be held.
func (s *socket) release(r *runningOperation) {
	r.ended.Store(true)
	switch {
	case !r.working:
		s.released = append(s.released, r)
	case r.cancel != nil:
		r.cancel()
	}
}

// closeOperation closes an operation. A panic is logged, and the other operations of the socket go on.
func (s *socket) closeOperation(r *runningOperation) {
	defer func() {
		if cause := recover(); cause != nil {
			s.logPanic(cause)
		}
	}()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.unclosed--
		s.allowReading()
	}()
	r.Close()
}

// recoverPanic closes the socket, instead of ending the process, after a panic that belongs to no operation. Defer it.
func (s *socket) recoverPanic() {
	if cause := recover(); cause != nil {
		s.logPanic(cause)
		s.close(closeInternal, "Internal error")
	}
}

// logPanic logs a panic.
func (s *socket) logPanic(cause any) {
	ctx := s.context()
	s.server.Log.ErrorContext(ctx, "operation failed", "requestId", s.requestID, "error", s.server.Recovered(ctx, cause))
}
