package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// The opcodes of RFC 6455, section 5.2, with the bit that says that a frame is a whole message.
const (
	textFrame  = 0x81
	closeFrame = 0x88
	pingFrame  = 0x89
	pongFrame  = 0x8A
)

// frameHead is what stands before a payload. A client's frames must say that they are masked; the key is zero, so that
// the payload stays as it is: nobody between us and the server could be misled.
func frameHead(opcode byte, size int, masked bool) []byte {
	head, mask := []byte{opcode, 0}, byte(0)
	if masked {
		mask = 0x80
	}
	if size < 126 {
		head[1] = mask | byte(size)
	} else {
		head[1] = mask | 126
		head = binary.BigEndian.AppendUint16(head, uint16(size))
	}
	if masked {
		head = append(head, 0, 0, 0, 0)
	}
	return head
}

// webSocket is the client's end of a socket, as cheap as it can be: it shares the machine with what is measured.
type webSocket struct {
	conn       net.Conn
	buffer     []byte
	start, end int
}

const (
	clientBuffer    = 4096 // more than a frame of any row
	socketsPerLocal = 5000 // sockets with the same source address
	dialTimeout     = 20 * time.Second
)

// dial opens a socket. The index chooses the source address, so that none runs out of ports.
func dial(ctx context.Context, address string, index int) (*webSocket, error) {
	local := net.IPv4(127, 0, 1, byte(1+index/socketsPerLocal%250))
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: local}, Control: latePort, Timeout: dialTimeout}
	conn, err := dialer.DialContext(ctx, "tcp4", address)
	if err != nil {
		return nil, err
	}
	s := &webSocket{conn: conn, buffer: make([]byte, clientBuffer)}
	if err := s.handshake(address); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return s, nil
}

func (s *webSocket) handshake(address string) error {
	_ = s.conn.SetDeadline(time.Now().Add(dialTimeout))
	defer func() { _ = s.conn.SetDeadline(time.Time{}) }()
	_, err := fmt.Fprintf(s.conn, "GET /graphql HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"+
		"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n", address)
	if err != nil {
		return err
	}
	for !bytes.Contains(s.buffer[:s.end], []byte("\r\n\r\n")) {
		if err := s.fill(); err != nil {
			return err
		}
	}
	s.start = bytes.Index(s.buffer[:s.end], []byte("\r\n\r\n")) + 4
	answer, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(s.buffer[:s.start])), nil)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusSwitchingProtocols || !strings.EqualFold(answer.Header.Get("Upgrade"), "websocket") {
		return errors.New("no WebSocket: " + answer.Status)
	}
	return nil
}

// next is the next message of the server; the payload is good until the next call.
func (s *webSocket) next() (opcode byte, payload []byte, err error) {
	for {
		opcode, payload, size := parseFrame(s.buffer[s.start:s.end])
		if size > 0 {
			s.start += size
			return opcode, payload, nil
		}
		if err := s.fill(); err != nil {
			return 0, nil, err
		}
	}
}

// parseFrame reads the frame that b begins with; the size is 0 when it is not all there. A server's frames have no mask.
func parseFrame(b []byte) (opcode byte, payload []byte, size int) {
	if len(b) < 2 {
		return 0, nil, 0
	}
	head, length := 2, int(b[1])
	if length == 126 {
		if len(b) < 4 {
			return 0, nil, 0
		}
		head, length = 4, int(binary.BigEndian.Uint16(b[2:]))
	}
	if b[1] == 127 || len(b) < head+length { // longer than the buffer: fill says so
		return 0, nil, 0
	}
	return b[0], b[head : head+length], head + length
}

func (s *webSocket) fill() error {
	if s.start > 0 {
		s.end = copy(s.buffer, s.buffer[s.start:s.end])
		s.start = 0
	}
	if s.end == len(s.buffer) {
		return errors.New("the server sent a message that is longer than the buffer")
	}
	n, err := s.conn.Read(s.buffer[s.end:])
	s.end += n
	if n > 0 {
		return nil
	}
	return err
}

func (s *webSocket) send(opcode byte, payload []byte) error {
	_, err := s.conn.Write(append(frameHead(opcode, len(payload), true), payload...))
	return err
}
