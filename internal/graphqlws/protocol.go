package graphqlws

import (
	"context"
	"encoding/json"
	"errors"

	"chattr/internal/connections"
	"chattr/internal/fairslots"
	"chattr/internal/model"
)

// tooManyOperations are the errors for an operation beyond maxOperations.
const tooManyOperations = `[{"message":"This socket has 50 operations already.","extensions":{"code":"LIMIT_REACHED"}}]`

// protocol handles the messages of graphql-transport-ws that a client sends. Only the goroutine of the receiver uses it.
type protocol struct {
	socket       *socket
	initReceived bool // connection_init has arrived
	acknowledged bool // connection_init was accepted
}

// handle does what a message asks for.
func (p *protocol) handle(raw []byte) {
	m, ok := parseMessage(raw)
	switch {
	case !ok:
		p.socket.close(closeInvalid, "Invalid message")
	case m.kind == "connection_init":
		p.init(m.payload)
	case m.kind == "ping", m.kind == "pong":
		p.pong(m)
	case m.kind == "subscribe":
		p.subscribe(m)
	case m.kind == "complete" && m.id != "":
		p.socket.complete(quote(m.id))
	default:
		p.socket.close(closeInvalid, "Invalid message")
	}
}

// init authenticates the client. Messages that the client sends meanwhile are read afterwards.
func (p *protocol) init(payload json.RawMessage) {
	s := p.socket
	if p.initReceived {
		s.close(closeInitTwice, "Too many initialisation requests")
		return
	}
	p.initReceived = true
	fields, ok := parseObject(payload)
	if !ok {
		s.close(closeInvalid, "Invalid payload")
		return
	}
	if err := p.identify(fields); err != nil {
		p.refuse(err)
		return
	}
	p.acknowledged = true
	s.startIdling()
	s.setReadDeadline(min(s.server.timeouts.untilPing(), s.idleTime()))
	s.reply(appendFrame(nil, opText, []byte(`{"type":"connection_ack"}`)))
}

// identify authenticates the client with the payload of connection_init, and counts the socket against its user or its address. It returns
// UNAUTHENTICATED with a reason for the client, LIMIT_REACHED or OVERLOADED.
func (p *protocol) identify(payload map[string]json.RawMessage) error {
	s := p.socket
	if err := s.client.ReadInit(payload); err != nil {
		return err
	}
	if err := p.runWithSlot(p.authenticate); err != nil {
		return err
	}
	return s.server.keepAnonymous(s)
}

// authenticate checks the credential. If it has a user, the socket is counted against the user, and closed when the credential is revoked.
func (p *protocol) authenticate(ctx context.Context) error {
	s := p.socket
	user, err := s.client.Authenticate(ctx)
	if err != nil || user == 0 {
		return err
	}
	if err := s.server.assignUser(s, user); err != nil {
		return err
	}
	connections.Protect(s.conn)
	s.mu.Lock()
	s.user = user
	s.mu.Unlock()
	s.stopWatch = s.client.WatchCredential(func() { s.close(CloseUnauthorized, "Unauthorized") })
	return nil
}

// runWithSlot runs f with a slot and on a goroutine of its own, because f needs a large stack and that of the receiver stays small. It
// returns the error of f, or an error if f panics or takes longer than timeouts.init.
func (p *protocol) runWithSlot(f func(ctx context.Context) error) error {
	s := p.socket
	ctx, cancel := context.WithTimeout(s.context(), s.server.timeouts.init)
	defer cancel()
	job, err := s.server.Slots.Acquire(ctx, fairslots.Owner{Address: s.admission.address, User: s.client.CredentialID(), Conn: s})
	defer job.Release()
	if err != nil {
		return err
	}
	ctx = fairslots.WithJob(ctx, job)
	result := make(chan error)
	go func() {
		var err error
		defer func() { result <- err }()
		defer func() {
			if cause := recover(); cause != nil {
				err = s.server.Recovered(ctx, cause)
			}
		}()
		err = f(ctx)
	}()
	return <-result
}

// refuse closes a socket whose client was not authenticated.
func (p *protocol) refuse(err error) {
	s := p.socket
	switch model.ErrorCode(err) {
	case model.Unauthenticated:
		s.close(CloseUnauthorized, closeReason(err))
	case model.Forbidden, model.LimitReached:
		s.close(closeForbidden, closeReason(err))
	case model.Overloaded, model.RateLimited:
		s.close(closeTryAgainLater, closeReason(err))
	default:
		s.server.Log.WarnContext(s.context(), "a socket could not be authenticated", "error", err)
		s.close(closeTryAgainLater, "Try again later")
	}
}

// closeReason returns the text for err in a close frame.
func closeReason(err error) string {
	var reason *model.Error
	if !errors.As(err, &reason) {
		return "Unauthorized"
	}
	return reason.Message
}

// pong responds to a ping with its payload. A pong of the client has no effect.
func (p *protocol) pong(m clientMessage) {
	fields, ok := parseObject(m.payload)
	switch {
	case !ok:
		p.socket.close(closeInvalid, "Invalid payload")
	case m.kind == "ping" && fields == nil:
		p.socket.reply(appendFrame(nil, opText, []byte(`{"type":"pong"}`)))
	case m.kind == "ping":
		p.socket.reply(appendFrame(nil, opText, []byte(`{"type":"pong","payload":`+string(m.payload)+`}`)))
	}
}

// subscribe starts an operation.
func (p *protocol) subscribe(m clientMessage) {
	s := p.socket
	switch {
	case m.id == "" || !isOperation(m.payload):
		s.close(closeInvalid, "Invalid message")
		return
	case !p.acknowledged:
		s.close(CloseUnauthorized, "Unauthorized")
		return
	}
	id := quote(m.id)
	exists, full := s.checkID(id)
	switch {
	case exists:
		s.close(closeDuplicate, "Subscriber for "+m.id+" already exists")
	case full:
		s.reply(appendMessage(nil, id, errorMessage, []byte(tooManyOperations)))
	default:
		start(s, id, m.payload)
	}
}
