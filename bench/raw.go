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

// rawMode is the mode in which the program starts itself as the baseline.
const rawMode = "raw-baseline"

// rawServer is the bar: the least that a server must do to send an event to WebSockets. It accepts the handshake, keeps the
// connection, and for each event makes one frame and writes it once to each. It reads nothing, and it has no deadlines.
type rawServer struct {
	mu    sync.Mutex // events of one channel in order
	conns []net.Conn
	last  int64
}

func serveRaw(_ context.Context, args []string) error {
	if len(args) != 1 {
		return errors.New("it takes the address to serve")
	}
	return http.ListenAndServe(args[0], &rawServer{})
}

// ServeHTTP takes subscribers (GET with an upgrade), events (POST), and the question whether it is ready.
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

// accept answers the handshake of RFC 6455, section 4.2.2, and writes the last event: the proof that the next will come.
func (s *rawServer) accept(w http.ResponseWriter, r *http.Request) error {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return err
	}
	key := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	answer := "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
		"Sec-WebSocket-Protocol: graphql-transport-ws\r\n" +
		"Sec-WebSocket-Accept: " + base64.StdEncoding.EncodeToString(key[:]) + "\r\n\r\n"
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := conn.Write(append([]byte(answer), rawFrame(s.last)...)); err != nil {
		return conn.Close()
	}
	s.conns = append(s.conns, conn)
	return nil
}

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

// rawFrame is what Chattr would send for a post of postBody, to the byte but for the ids and times.
func rawFrame(number int64) []byte {
	const id, at = "5050505050505050505", "2026-01-31T12:00:00.000000Z"
	cursor := model.Cursor{ChannelID: 1, Number: number, EventID: 1}
	message := fmt.Sprintf(`{"id":"1","type":"next","payload":{"data":{"channelEvents":{"cursor":"%s","kind":"MESSAGE_POSTED",`+
		`"occurredAt":"%s","message":{"id":"%s","content":"%s","createdAt":"%s","author":{"kind":"WEBHOOK","id":"%s",`+
		`"name":"CI Bot","avatarUrl":null}}}}}}`, cursor, at, id, postContent, at, id)
	return append(frameHead(textFrame, len(message), false), message...)
}
