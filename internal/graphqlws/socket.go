package graphqlws

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"chattr/internal/backlog"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// The codes with which sockets are closed: RFC 6455, section 7.4, and graphql-transport-ws.
const (
	closeNormal        = 1000
	closeProtocolError = 1002
	closeNotUTF8       = 1007
	closeTooBig        = 1009
	closeInternal      = 1011
	CloseRestart       = 1012
	closeTryAgainLater = 1013

	closeInvalid      = 4400
	CloseUnauthorized = 4401
	closeForbidden    = 4403
	closeSubprotocol  = 4406
	closeInitTimeout  = 4408
	closeDuplicate    = 4409
	closeInitTwice    = 4429
)

// socket is one connection. Its goroutine reads what the client sends and does nothing else; what there is to write, whoever
// has the turn collects and writes. So there is no queue, and what is idle costs a small stack and this.
type socket struct {
	all     *Server
	request string // the id of the one that it was
	conn    net.Conn
	raw     syscall.RawConn // writes without waiting; nil where that is not possible
	seat    seat

	client    Client
	stopWatch func() // of the credential; nil before it was authenticated

	hearing // of the goroutine that reads

	asked atomic.Int64 // about how many bytes its operations have asked for and not delivered

	turn atomic.Uint32 // see pump
	next *socket       // behind it in the pump's queue
	due  time.Time     // of who has the turn: not before is the next one

	mu          sync.Mutex
	out         []byte     // frames that answer the client
	operations  []*running // by their order of arrival
	leaving     []*running // to be closed by who has the turn
	live        int        // operations that are not closed
	first       int        // which operation writes first
	ended       bool       // the end is decided, and why
	code        int
	reason      string
	parting     bool          // the close frame is on its way
	saidGoodbye bool          // and is written
	hasty       bool          // the client's goodbye is not waited for
	shut        bool          // the connection is closed
	idleFrom    time.Time     // when the last operation ended, or connection_init came
	user        model.ID      // whose credential it has shown
	deaf        bool          // nobody reads any more
	left        bool          // forgotten by all
	room        chan struct{} // closed when the reading goroutine, which waits for it, can go on
}

// context is of what is done for the client.
func (s *socket) context() context.Context {
	return problem.WithRequestID(context.Background(), s.request)
}

// backlogOwner returns what the bytes count against that the client does not read.
func (s *socket) backlogOwner() backlog.Owner {
	s.mu.Lock()
	defer s.mu.Unlock()
	return backlog.Owner{User: s.user, Address: s.seat.address}
}

// send answers the client, unless it has been said goodbye to.
func (s *socket) send(frame []byte) {
	s.mu.Lock()
	if !s.ended {
		s.out = append(s.out, frame...)
	}
	s.mu.Unlock()
	s.schedule()
}

// end says goodbye to the client, of which only the first is heard. Its operations are over.
func (s *socket) end(code int, reason string) {
	s.mu.Lock()
	s.finish(code, reason)
	s.mu.Unlock()
	s.schedule()
}

// finish needs the lock.
func (s *socket) finish(code int, reason string) {
	if s.ended {
		return
	}
	s.ended, s.code, s.reason = true, code, reason
	for _, r := range s.operations {
		s.release(r)
	}
	s.operations = nil
	s.makeRoom()
}

// isIdle reports whether s has no operation.
func (s *socket) isIdle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.operations) == 0
}

// acknowledge notes that connection_init was accepted.
func (s *socket) acknowledge() {
	s.acknowledged = true
	s.mu.Lock()
	s.idleFrom = time.Now()
	s.mu.Unlock()
}

// mayIdle returns how long s may still be open without an operation: with a credential, as long as it likes. It is for
// the goroutine that reads.
//
// SECURITY: a socket costs its client nothing, and holds a file and a seat.
func (s *socket) mayIdle() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.client.CredentialID() != 0 || len(s.operations) > 0 {
		return s.all.times.idle
	}
	return s.all.times.idle - time.Since(s.idleFrom)
}

// giveWay closes the connection as soon as the reason is written. A client that does not take it has a second.
func (s *socket) giveWay(reason string) {
	s.mu.Lock()
	s.finish(closeTryAgainLater, reason)
	s.hasty = true
	written := s.saidGoodbye
	s.mu.Unlock()
	if written {
		s.abort()
		return
	}
	time.AfterFunc(s.all.times.goodbye, s.abort)
	s.schedule()
}

// abort closes the connection as it is.
func (s *socket) abort() {
	s.mu.Lock()
	s.finish(0, "")
	s.shut = true
	s.mu.Unlock()
	_ = s.conn.Close()
	s.schedule()
}

// lost is the last act of the goroutine that reads. When the client has said goodbye and ours is not written yet, the
// connection stays open for it.
func (s *socket) lost(politely bool) {
	s.mu.Lock()
	s.deaf = true
	wait := politely && !s.saidGoodbye
	s.mu.Unlock()
	if wait {
		s.schedule()
		return
	}
	s.abort()
}

// wrote notes that all is written, the close frame too if goodbye. Who said goodbye first waits for the other's: closing at
// once could destroy ours on its way.
func (s *socket) wrote(goodbye bool) {
	if !goodbye {
		return
	}
	s.mu.Lock()
	s.saidGoodbye = true
	deaf := s.deaf || s.hasty
	_ = s.conn.SetReadDeadline(time.Now().Add(s.all.times.goodbye))
	s.mu.Unlock()
	if deaf {
		s.abort()
	}
}

// isOver says, once, that nothing is left to do. Whoever has the turn then keeps it for ever.
func (s *socket) isOver() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left || !s.deaf || !s.shut || s.live > 0 {
		return false
	}
	s.left = true
	return true
}

const (
	maxReplies  = 4 << 10           // bytes of answers, before the client must read to be read
	maxUnclosed = 2 * maxOperations // operations that it has let go of may still be working
)

// waitForRoom keeps a client that does not read its answers from having more of them made.
func (s *socket) waitForRoom() {
	for {
		s.mu.Lock()
		if s.ended || s.hasRoom() {
			s.mu.Unlock()
			return
		}
		if s.room == nil {
			s.room = make(chan struct{})
		}
		room := s.room
		s.mu.Unlock()
		<-room
	}
}

func (s *socket) hasRoom() bool { return len(s.out) < maxReplies && s.live < maxUnclosed }

// makeRoom needs the lock.
func (s *socket) makeRoom() {
	if s.room != nil && (s.ended || s.hasRoom()) {
		close(s.room)
		s.room = nil
	}
}
