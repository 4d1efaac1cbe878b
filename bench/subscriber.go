package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"chattr/internal/model"
)

// subscriber is one socket with one subscription.
type subscriber struct {
	target   *target
	index    int
	channel  int
	document int // the number of the document; the payloads of all documents have the same size
	socket   *webSocket
	size     int // of the last event's payload
}

// documentText returns document n. Documents differ only in the name of one field, whose length is the same, so all their payloads
// have the same size.
func documentText(n int) string {
	at := "occurredAt"
	if n > 0 {
		at = fmt.Sprintf("occurred%02d:occurredAt", n)
	}
	return `subscription($channel:ID!,$after:String){channelEvents(channelId:$channel,after:$after){cursor kind ` + at +
		` message{id content createdAt author{kind id name avatarUrl}}}}`
}

// connect opens the socket and subscribes after the cursor. It does not wait for the response to the subscription.
func (s *subscriber) connect(ctx context.Context, after string) (err error) {
	if s.socket, err = dial(ctx, s.target.address, s.index); err != nil {
		return err
	}
	channel := s.target.channels[s.channel]
	if channel.id == "" {
		return nil // the baseline needs no subscription
	}
	variables := map[string]string{"channel": channel.id, "after": after}
	subscribe, err := json.Marshal(map[string]any{
		"id": "1", "type": "subscribe", "payload": map[string]any{"query": documentText(s.document), "variables": variables},
	})
	if err == nil {
		err = s.socket.send(textFrame, []byte(`{"type":"connection_init","payload":{"authorization":"Bearer `+ownerToken+`"}}`))
	}
	if err == nil {
		err = s.acknowledged()
	}
	if err == nil {
		err = s.socket.send(textFrame, subscribe)
	}
	if err != nil {
		s.close()
	}
	return err
}

// acknowledged waits for connection_ack.
func (s *subscriber) acknowledged() error {
	_ = s.socket.conn.SetReadDeadline(time.Now().Add(timeout))
	defer func() { _ = s.socket.conn.SetReadDeadline(time.Time{}) }()
	_, payload, err := s.socket.next()
	if err == nil && !bytes.Contains(payload, []byte("connection_ack")) {
		err = fmt.Errorf("got %q, want connection_ack", payload)
	}
	return err
}

// join connects and waits for the last event of the channel. After that, the subscriber receives every new event. It returns the
// cursor of the last event.
func (s *subscriber) join(ctx context.Context) (model.Cursor, error) {
	if err := s.connect(ctx, s.target.channels[s.channel].joins); err != nil {
		return model.Cursor{}, err
	}
	_ = s.socket.conn.SetReadDeadline(time.Now().Add(timeout))
	raw, err := s.event()
	_ = s.socket.conn.SetReadDeadline(time.Time{})
	if err != nil {
		s.close()
		return model.Cursor{}, err
	}
	return model.ParseCursor(string(raw))
}

// event waits for the next event and returns its cursor, which is valid until the next call. It responds to pings.
func (s *subscriber) event() (cursor []byte, err error) {
	for {
		opcode, payload, err := s.socket.next()
		switch {
		case err != nil:
			return nil, err
		case opcode == textFrame && isNext(payload):
			s.size = len(payload)
			return cursorIn(payload)
		case opcode == pingFrame:
			err = s.socket.send(pongFrame, payload)
		case opcode == textFrame && bytes.Contains(payload, []byte(`"ping"`)):
			err = s.socket.send(textFrame, []byte(`{"type":"pong"}`))
		case opcode == pongFrame || opcode == textFrame && bytes.Contains(payload, []byte(`"pong"`)):
		default:
			err = fmt.Errorf("frame %#x: %q", opcode, payload)
		}
		if err != nil {
			return nil, err
		}
	}
}

// isNext reports whether the type of a message is next. The type comes before the payload.
func isNext(message []byte) bool {
	return bytes.Contains(message[:min(len(message), 48)], []byte(`"type":"next"`))
}

// cursorIn returns the cursor of the event in a message.
func cursorIn(message []byte) ([]byte, error) {
	_, rest, found := bytes.Cut(message, []byte(`"cursor":"`))
	end := bytes.IndexByte(rest, '"')
	if !found || end < 0 {
		return nil, errors.New("got an event without a cursor: " + strings.ToValidUTF8(string(message), "?"))
	}
	return rest[:end], nil
}

func (s *subscriber) close() { _ = s.socket.conn.Close() }
