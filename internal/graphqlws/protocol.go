package graphqlws

import (
	"context"
	"encoding/json"
	"errors"

	"chattr/internal/fairslots"
	"chattr/internal/model"
	"chattr/internal/strictjson"
)

const subprotocol = "graphql-transport-ws"

// clientMessage is a message of graphql-transport-ws.
type clientMessage struct {
	kind, id string
	payload  json.RawMessage
}

// objectOf reads a JSON object; null and nothing are one without fields.
func objectOf(raw json.RawMessage) (fields map[string]json.RawMessage, ok bool) {
	return fields, len(raw) == 0 || decodeObject(raw, &fields) == nil
}

// decodeObject reads a JSON object as strictly as request bodies are read.
func decodeObject(raw []byte, into *map[string]json.RawMessage) error {
	if err := strictjson.Check(raw); err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

// textOf reads a JSON string; null and nothing are the empty one.
func textOf(raw json.RawMessage) (text string, ok bool) {
	return text, len(raw) == 0 || json.Unmarshal(raw, &text) == nil
}

func parseMessage(raw []byte) (m clientMessage, ok bool) {
	fields, isObject := objectOf(raw)
	kind, hasKind := textOf(fields["type"])
	id, hasID := textOf(fields["id"])
	return clientMessage{kind: kind, id: id, payload: fields["payload"]}, isObject && hasKind && hasID
}

// receive does what a message asks for.
func (s *socket) receive(raw []byte) {
	m, ok := parseMessage(raw)
	switch {
	case !ok:
		s.end(closeInvalid, "Invalid message")
	case m.kind == "connection_init":
		s.hello(m.payload)
	case m.kind == "ping", m.kind == "pong":
		s.probe(m)
	case m.kind == "subscribe":
		s.subscribe(m)
	case m.kind == "complete" && m.id != "":
		s.complete(quote(m.id))
	default:
		s.end(closeInvalid, "Invalid message")
	}
}

// hello authenticates the client. What it sends meanwhile is read afterwards.
func (s *socket) hello(payload json.RawMessage) {
	if s.greeted {
		s.end(closeInitTwice, "Too many initialisation requests")
		return
	}
	s.greeted = true
	fields, ok := objectOf(payload)
	if !ok {
		s.end(closeInvalid, "Invalid payload")
		return
	}
	if err := s.identify(fields); err != nil {
		s.refuse(err)
		return
	}
	s.acknowledge()
	s.readFor(min(s.all.times.untilPing(), s.mayIdle()))
	s.send(appendFrame(nil, opText, []byte(`{"type":"connection_ack"}`)))
}

// refuse ends a socket whose client is not welcome.
func (s *socket) refuse(err error) {
	switch model.ErrorCode(err) {
	case model.Unauthenticated:
		s.end(CloseUnauthorized, reasonOf(err))
	case model.Forbidden, model.LimitReached:
		s.end(closeForbidden, reasonOf(err))
	case model.Overloaded, model.RateLimited:
		s.end(closeTryAgainLater, reasonOf(err))
	default:
		s.all.Log.WarnContext(s.context(), "a socket could not be authenticated", "error", err)
		s.end(closeTryAgainLater, "Try again later")
	}
}

// reasonOf returns what a close frame says of err.
func reasonOf(err error) string {
	var told *model.Error
	if !errors.As(err, &told) {
		return "Unauthorized"
	}
	return told.Message
}

// probe answers a ping with its payload.
func (s *socket) probe(m clientMessage) {
	fields, ok := objectOf(m.payload)
	switch {
	case !ok:
		s.end(closeInvalid, "Invalid payload")
	case m.kind == "ping" && fields == nil:
		s.send(appendFrame(nil, opText, []byte(`{"type":"pong"}`)))
	case m.kind == "ping":
		s.send(appendFrame(nil, opText, []byte(`{"type":"pong","payload":`+string(m.payload)+`}`)))
	}
}

func (s *socket) subscribe(m clientMessage) {
	switch {
	case m.id == "" || !isOperation(m.payload):
		s.end(closeInvalid, "Invalid message")
		return
	case !s.acknowledged:
		s.end(CloseUnauthorized, "Unauthorized")
		return
	}
	id := quote(m.id)
	taken, full := s.occupied(id)
	switch {
	case taken:
		s.end(closeDuplicate, "Subscriber for "+m.id+" already exists")
	case full:
		s.send(appendMessage(nil, id, errorMessage, []byte(tooManyOperations)))
	default:
		s.open(id, m.payload)
	}
}

const tooManyOperations = `[{"message":"This socket has 50 operations already.","extensions":{"code":"LIMIT_REACHED"}}]`

// isOperation says whether payload is one in form. A persisted query may leave its text out.
func isOperation(payload json.RawMessage) bool {
	fields, isObject := objectOf(payload)
	_, named := textOf(fields["operationName"])
	_, variables := objectOf(fields["variables"])
	extensions, extended := objectOf(fields["extensions"])
	var query *string
	written := json.Unmarshal(fields["query"], &query) == nil && query != nil
	return isObject && named && variables && extended && (written || fields["query"] == nil && extensions["persistedQuery"] != nil)
}

func (s *socket) occupied(id string) (taken, full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running(id) != nil, len(s.operations) >= maxOperations
}

func (s *socket) open(id string, payload []byte) {
	r := &running{socket: s, id: id}
	r.job = fairslots.Job{Owner: fairslots.Owner{Address: s.seat.address, User: int64(s.seat.user), Conn: s}, Start: r.run}
	r.Operation = s.client.Open(payload, r.wake)
	if !s.add(r) {
		r.Close()
		return
	}
	s.schedule()
}

// complete lets go of an operation, if it is not complete already.
func (s *socket) complete(id string) {
	s.mu.Lock()
	r := s.running(id)
	if s.remove(r) {
		s.release(r)
	}
	s.mu.Unlock()
	s.schedule()
}

// aside runs f, which waits for the database, with a slot and on a goroutine of its own: that of a socket stays small.
func (s *socket) aside(f func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(s.context(), s.all.times.hello)
	defer cancel()
	slot, err := s.all.Slots.Acquire(ctx, fairslots.Owner{Address: s.seat.address, User: s.client.CredentialID(), Conn: s})
	defer slot.Release()
	if err != nil {
		return err
	}
	ctx = fairslots.WithJob(ctx, slot)
	result := make(chan error)
	go func() {
		var err error
		defer func() { result <- err }()
		defer func() {
			if cause := recover(); cause != nil {
				err = s.all.Recovered(ctx, cause)
			}
		}()
		err = f(ctx)
	}()
	return <-result
}
