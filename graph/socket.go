package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/gorilla/websocket"
)

// The close codes of graphql-transport-ws.
const (
	closeInvalid      = 4400
	closeUnauthorized = 4401
	closeSubprotocol  = 4406
	closeInitTimeout  = 4408
	closeDuplicate    = 4409
	closeInitTwice    = 4429
)

const (
	pingInterval  = 15 * time.Second
	silenceLimit  = 3 * pingInterval // whoever answers no ping is gone
	initTimeout   = 10 * time.Second
	closeTimeout  = time.Second
	maxOperations = 100 // at a time on one socket
)

// frame is a message of graphql-transport-ws.
type frame struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is a connection that keeps the rules of graphql-transport-ws, whatever the engine above it does: who breaks one is
// told by the right close code, nobody is written to for longer than stallLimit, and each operation has an id of its own
// inside, so that a client can use an id again at once.
type socket struct {
	conn       *websocket.Conn
	known      authenticator
	credential credential

	writing sync.Mutex // one writer at a time

	mu      sync.Mutex
	greeted bool
	ended   bool
	latest  uint64
	inside  map[string]string // our id by the client's
	outside map[string]string // and back
}

func newSocket(conn *websocket.Conn, known authenticator, c credential) *socket {
	conn.SetReadLimit(maxBody)
	_ = conn.SetReadDeadline(time.Now().Add(initTimeout))
	return &socket{conn: conn, known: known, credential: c, inside: map[string]string{}, outside: map[string]string{}}
}

type socketKey struct{}

func withSocket(ctx context.Context, s *socket) context.Context {
	return context.WithValue(ctx, socketKey{}, s)
}

func socketOf(ctx context.Context) *socket {
	s, _ := ctx.Value(socketKey{}).(*socket)
	return s
}

// NextReader is the next message that obeys the rules.
func (s *socket) NextReader() (int, io.Reader, error) {
	for {
		kind, raw, err := s.conn.ReadMessage()
		if err != nil {
			s.lost(err)
			return 0, nil, transport.ErrWebsocketClosed
		}
		var in frame
		if kind != websocket.TextMessage || !utf8.Valid(raw) || decode(raw, &in) != nil {
			s.end(closeInvalid, "Invalid message")
			continue // what comes until the client closes, too, is not looked at
		}
		if message, ok := s.admit(in); ok {
			return kind, bytes.NewReader(message), nil
		}
	}
}

func (s *socket) lost(err error) {
	s.mu.Lock()
	greeted := s.greeted
	s.mu.Unlock()
	if timeout := net.Error(nil); !greeted && errors.As(err, &timeout) && timeout.Timeout() {
		s.end(closeInitTimeout, "Connection initialisation timeout")
	}
}

// admit turns a message into what the engine shall see of it, if anything.
func (s *socket) admit(in frame) ([]byte, bool) {
	s.mu.Lock()
	code, reason, pass := s.rule(&in)
	if code == 0 && s.greeted && !s.ended {
		_ = s.conn.SetReadDeadline(time.Now().Add(silenceLimit))
	}
	pass = pass && !s.ended
	s.mu.Unlock()
	switch {
	case code != 0:
		s.end(code, reason)
	case in.Type == "ping":
		_ = s.write(frame{Type: "pong", Payload: in.Payload})
	case in.Type == "subscribe" && !pass:
		_ = s.write(frame{ID: in.ID, Type: "error", Payload: json.RawMessage(tooManyOperations)})
	}
	if code != 0 || !pass {
		return nil, false
	}
	message, err := json.Marshal(in)
	return message, err == nil
}

const tooManyOperations = `[{"message":"This socket has 100 operations already.","extensions":{"code":"LIMIT_REACHED"}}]`

// rule says what a message means: the code with which it ends the socket, or whether the engine sees it.
func (s *socket) rule(in *frame) (code int, reason string, pass bool) {
	switch {
	case in.Type == "connection_init" && s.greeted:
		return closeInitTwice, "Too many initialisation requests", false
	case in.Type == "connection_init":
		s.greeted = true
		if len(in.Payload) > 0 && decode(in.Payload, &map[string]any{}) != nil {
			return closeInvalid, "Invalid payload", false
		}
		return 0, "", true
	case in.Type == "ping", in.Type == "pong": // the deadline is all they are for
		return 0, "", false
	case in.Type == "subscribe" && !s.greeted:
		return closeUnauthorized, "Unauthorized", false
	case in.Type == "subscribe" && in.ID != "" && len(in.Payload) > 0:
		return s.opens(in)
	case in.Type == "complete" && in.ID != "":
		id, ok := s.inside[in.ID]
		s.forget(in.ID, id)
		in.ID = id
		return 0, "", ok
	default:
		return closeInvalid, "Invalid message", false
	}
}

func (s *socket) opens(in *frame) (code int, reason string, pass bool) {
	if _, taken := s.inside[in.ID]; taken {
		return closeDuplicate, "Subscriber for " + in.ID[:min(len(in.ID), 64)] + " already exists", false
	}
	if len(s.inside) >= maxOperations {
		return 0, "", false
	}
	s.latest++
	id := strconv.FormatUint(s.latest, 10)
	s.inside[in.ID], s.outside[id] = id, in.ID
	in.ID = id
	return 0, "", true
}

func (s *socket) forget(theirs, ours string) {
	delete(s.inside, theirs)
	delete(s.outside, ours)
}

// WriteJSON sends a message of the engine, unless its operation is over for the client.
func (s *socket) WriteJSON(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var out frame
	if err := json.Unmarshal(raw, &out); err != nil {
		return err
	}
	if out.ID != "" {
		theirs, ok := s.theirs(out)
		if !ok {
			return nil
		}
		out.ID = theirs
	}
	return s.write(out)
}

func (s *socket) theirs(out frame) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	theirs, ok := s.outside[out.ID]
	if out.Type == "complete" || out.Type == "error" {
		s.forget(theirs, out.ID)
	}
	return theirs, ok
}

// write gives the client stallLimit to take the message. After that the connection is lost.
func (s *socket) write(out frame) error {
	raw, err := json.Marshal(out)
	if err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	ended := s.ended
	s.mu.Unlock()
	if ended {
		return transport.ErrWebsocketClosed
	}
	_ = s.conn.SetWriteDeadline(time.Now().Add(stallLimit))
	if err := s.conn.WriteMessage(websocket.TextMessage, raw); err != nil {
		_ = s.conn.Close()
		return err
	}
	return nil
}

// end says goodbye; a second one is not heard. The client has closeTimeout to answer, and nothing is written any more.
func (s *socket) end(code int, reason string) {
	s.mu.Lock()
	already := s.ended
	s.ended = true
	s.mu.Unlock()
	if already {
		return
	}
	deadline := time.Now().Add(closeTimeout)
	_ = s.conn.NetConn().SetReadDeadline(deadline)
	if s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), deadline) != nil {
		_ = s.conn.Close()
	}
}

// close ends the socket if nobody did and waits for the client's goodbye: closing at once can destroy ours on its way.
func (s *socket) close() {
	s.end(websocket.CloseNormalClosure, "")
	for {
		if _, _, err := s.conn.NextReader(); err != nil {
			break
		}
	}
	_ = s.conn.Close()
}

// Close does nothing: the connection is closed when the client has said goodbye, too, or waited too long with it.
func (s *socket) Close() error { return nil }

// WriteClose ends the socket.
func (s *socket) WriteClose(code int, reason string) error {
	s.end(code, reason)
	return nil
}

// Subprotocol is always the one we speak.
func (s *socket) Subprotocol() string { return subprotocol }
