//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"chattr/test/torture/checker"
)

// socketMessage is a message of graphql-transport-ws.
type socketMessage struct {
	Type    string          `json:"type"`
	ID      string          `json:"id,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is one WebSocket with its subscriptions.
type socket struct {
	*reader
	conn    *websocket.Conn
	writing sync.Mutex
	streams map[string]*checker.Stream // by the id of the subscription; those that are open
}

// followWebSocket reads channels over one WebSocket, each after a cursor, until the context or the socket ends.
func (r *reader) followWebSocket(ctx context.Context, at int, channels map[string]string) {
	who := r.who()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: requestTimeout}
	conn, response, err := dialer.DialContext(ctx, "ws"+strings.TrimPrefix(r.instances[at].url(), "http")+"/graphql", http.Header{})
	if err != nil {
		return // no stream was open
	}
	_ = response.Body.Close()
	defer conn.Close()
	s := &socket{reader: r, conn: conn, streams: map[string]*checker.Stream{}}
	init, err := json.Marshal(fields{"authorization": "Bearer " + who.token})
	if err != nil || s.write(socketMessage{Type: "connection_init", Payload: init}) != nil {
		return
	}
	_ = conn.SetReadDeadline(time.Now().Add(requestTimeout))
	var ack socketMessage
	if conn.ReadJSON(&ack) != nil || ack.Type != "connection_ack" {
		return // refused, for example because the token is revoked
	}
	_ = conn.SetReadDeadline(time.Time{})
	for channel, after := range channels {
		s.subscribe(strconv.Itoa(len(s.streams)+1), at, who, channel, after)
	}
	stop := context.AfterFunc(ctx, s.leave)
	defer stop()
	s.read(ctx)
}

func (s *socket) write(m socketMessage) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.conn.WriteJSON(m)
}

// subscribe records the stream, then asks for it.
func (s *socket) subscribe(id string, at int, who identity, channel, after string) {
	variables := fields{"channel": channel}
	if after != "" {
		variables["after"] = after
	}
	payload, err := json.Marshal(fields{"query": anySubscription(), "variables": variables})
	if err != nil {
		panic(err) // only texts are sent
	}
	s.streams[id] = s.open(at, who, channel, after)
	_ = s.write(socketMessage{Type: "subscribe", ID: id, Payload: payload})
}

// leave ends the socket from the client's side: with a close frame, or without one.
func (s *socket) leave() {
	if chance(50) {
		s.writing.Lock()
		_ = s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
		s.writing.Unlock()
	}
	_ = s.conn.Close()
}

// read reads until the socket ends, and records how the streams end that are open then.
func (s *socket) read(ctx context.Context) {
	for len(s.streams) > 0 {
		_, raw, err := s.conn.ReadMessage()
		if err != nil {
			s.closeAll(ctx, err)
			return
		}
		var m socketMessage
		if err := json.Unmarshal(raw, &m); err != nil {
			s.journal.violate("response", "a socket delivered what is not JSON: "+string(raw))
			return
		}
		s.receive(m)
	}
}

func (s *socket) receive(m socketMessage) {
	stream := s.streams[m.ID]
	switch {
	case m.Type == "ping":
		_ = s.write(socketMessage{Type: "pong"})
	case stream == nil:
	case m.Type == "next":
		s.next(stream, m.Payload)
	case m.Type == "error":
		var failures []struct{ Extensions struct{ Code string } }
		if json.Unmarshal(m.Payload, &failures) != nil || len(failures) == 0 {
			failures = append(failures, struct{ Extensions struct{ Code string } }{})
		}
		s.fail(stream, failures[0].Extensions.Code)
		delete(s.streams, m.ID)
	case m.Type == "complete":
		s.journal.close(stream, checker.Completed, "")
		delete(s.streams, m.ID)
	}
}

func (s *socket) closeAll(ctx context.Context, err error) {
	for _, stream := range s.streams {
		var closed *websocket.CloseError
		switch {
		case ctx.Err() != nil:
			s.journal.close(stream, checker.Left, "")
		case errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure:
			s.journal.close(stream, checker.Closed, strconv.Itoa(closed.Code))
		default:
			s.journal.close(stream, checker.Broken, err.Error())
		}
	}
}
