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

// The opcodes of RFC 6455, section 5.2, with the FIN bit: the frame is a whole message.
const (
	textFrame  = 0x81
	closeFrame = 0x88
	pingFrame  = 0x89
	pongFrame  = 0x8A
)

// frameHead returns the head of a frame. Frames of a client must be masked. The masking key is zero, so the payload does not change:
// masking protects proxies, and there are none between the bench and the server.
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

// webSocket is the client's end of a socket. It is as cheap as possible, because it shares the machine with the measured server.
type webSocket struct {
	conn       net.Conn
	buffer     []byte
	start, end int
}

const (
	clientBuffer    = 4096 // larger than each frame of all rows
	socketsPerLocal = 5000 // sockets with the same source address
	dialTimeout     = 20 * time.Second
)

// dial opens a socket. The index selects the source address, so that no address runs out of ports.
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
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(s.buffer[:s.start])), nil)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusSwitchingProtocols || !strings.EqualFold(response.Header.Get("Upgrade"), "websocket") {
		return errors.New("the handshake failed: " + response.Status)
	}
	return nil
}

// next returns the next message of the server. The payload is valid until the next call.
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

// parseFrame parses the frame that b starts with. The size is 0 if the frame is incomplete. Frames of a server are not masked.
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
	if b[1] == 127 || len(b) < head+length { // a longer frame does not fit into the buffer: fill returns the error
		return 0, nil, 0
	}
	return b[0], b[head : head+length], head + length
}

// fill reads more bytes into the buffer.
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
