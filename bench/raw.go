package main

import (
	"context"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"

	"chattr/internal/model"
)

// rawMode is the mode in which the program starts itself as the baseline of fanout.
const rawMode = "raw-baseline"

// rawServer is the baseline of fanout: the least that a server must do to send an event to WebSockets. It accepts the handshake and
// keeps the connection. For each event it creates one frame and writes it once to each connection. It reads nothing and has no
// deadlines.
type rawServer struct {
	mu    sync.Mutex // also keeps the events in order
	conns []net.Conn
	last  int64
}

func serveRaw(_ context.Context, args []string) error {
	if len(args) != 1 {
		return errors.New("the argument is the address to listen on")
	}
	return http.ListenAndServe(args[0], &rawServer{})
}

// ServeHTTP accepts subscribers (GET with an upgrade) and events (POST). It responds with 200 to other requests, which ask whether
// the server is ready.
func (s *rawServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPost:
		_, _ = io.Copy(io.Discard, r.Body)
		s.publish()
	case r.Header.Get("Upgrade") != "":
		if err := s.accept(w, r); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	}
}

// accept responds to the handshake (RFC 6455, section 4.2.2) and writes the last event, which shows the client that it will receive
// the next one.
func (s *rawServer) accept(w http.ResponseWriter, r *http.Request) error {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return err
	}
	key := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	response := "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
		"Sec-WebSocket-Protocol: graphql-transport-ws\r\n" +
		"Sec-WebSocket-Accept: " + base64.StdEncoding.EncodeToString(key[:]) + "\r\n\r\n"
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := conn.Write(append([]byte(response), rawFrame(s.last)...)); err != nil {
		return conn.Close()
	}
	s.conns = append(s.conns, conn)
	return nil
}

// publish writes the next event to all connections.
func (s *rawServer) publish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	frame, kept := rawFrame(s.last), s.conns[:0]
	for _, conn := range s.conns {
		if _, err := conn.Write(frame); err != nil {
			_ = conn.Close()
			continue
		}
		kept = append(kept, conn)
	}
	s.conns = kept
}

// rawFrame returns the frame that Chattr would send for a post of postBody. Only the ids and times differ.
func rawFrame(number int64) []byte {
	const id, at = "5050505050505050505", "2026-01-31T12:00:00.000000Z"
	cursor := model.Cursor{ChannelID: 1, Number: number, EventID: 1}
	message := fmt.Sprintf(`{"id":"1","type":"next","payload":{"data":{"channelEvents":{"cursor":"%s","kind":"MESSAGE_POSTED",`+
		`"occurredAt":"%s","message":{"id":"%s","content":"%s","createdAt":"%s","author":{"kind":"WEBHOOK","id":"%s",`+
		`"name":"CI Bot","avatarUrl":null}}}}}}`, cursor, at, id, postContent, at, id)
	return append(frameHead(textFrame, len(message), false), message...)
}
