package graphqlws

import (
	"crypto/sha1"
	"encoding/base64"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"chattr/internal/model"
)

const (
	// acceptGUID is what RFC 6455, section 1.3, adds to a client's key.
	acceptGUID       = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
	handshakeTimeout = 10 * time.Second
)

// handshake is an upgrade that was asked for.
type handshake struct {
	key    string
	speaks bool // our sub-protocol
	status int  // of the refusal
}

// handshakeOf reads the client's opening handshake: RFC 6455, section 4.2.1.
func handshakeOf(r *http.Request) (h handshake, err error) {
	h.status = http.StatusBadRequest
	h.key = r.Header.Get("Sec-WebSocket-Key")
	h.speaks = slices.Contains(tokens(r.Header, "Sec-WebSocket-Protocol"), subprotocol)
	key, notBase64 := base64.StdEncoding.DecodeString(h.key)
	switch {
	case r.Method != http.MethodGet:
		h.status = http.StatusMethodNotAllowed
		return h, model.Errorf(model.MethodNotAllowed, "A WebSocket begins with GET.")
	case !r.ProtoAtLeast(1, 1) || r.ProtoMajor > 1:
		return h, model.Errorf(model.BadUserInput, "A WebSocket begins with HTTP/1.1.")
	case !slices.ContainsFunc(tokens(r.Header, "Connection"), isUpgradeToken):
		return h, model.Errorf(model.BadUserInput, "The header Connection must say upgrade.")
	case r.ContentLength != 0: // SECURITY: the bytes of a body must not be read as frames
		return h, model.Errorf(model.BadUserInput, "A WebSocket begins with a request without a body.")
	case r.Header.Get("Sec-WebSocket-Version") != "13":
		h.status = http.StatusUpgradeRequired
		return h, model.Errorf(model.BadUserInput, "The header Sec-WebSocket-Version must be 13.")
	case notBase64 != nil || len(key) != 16:
		return h, model.Errorf(model.BadUserInput, "The header Sec-WebSocket-Key must be 16 bytes in base64.")
	}
	return h, nil
}

// tokens are the members of a header that is a list.
func tokens(header http.Header, name string) (list []string) {
	for _, line := range header.Values(name) {
		for part := range strings.SplitSeq(line, ",") {
			list = append(list, strings.TrimSpace(part))
		}
	}
	return list
}

func isUpgradeToken(token string) bool { return strings.EqualFold(token, "upgrade") }

// decline says how to ask, where that is of use.
func (h handshake) decline(w http.ResponseWriter) {
	if h.status == http.StatusUpgradeRequired {
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Sec-WebSocket-Version", "13")
	}
}

// shake takes the connection over and answers. early is what the client has sent beyond its handshake.
func (h handshake) shake(w http.ResponseWriter) (conn net.Conn, early []byte, err error) {
	conn, buffers, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, "WebSockets cannot be served here.", http.StatusInternalServerError)
		return nil, nil, err
	}
	early = make([]byte, buffers.Reader.Buffered())
	_, _ = buffers.Read(early) // they are there
	_ = conn.SetDeadline(time.Now().Add(handshakeTimeout))
	if _, err := conn.Write(h.answer()); err != nil {
		_ = conn.Close()
		return nil, nil, err
	}
	if c, ok := conn.(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = c.SetWriteBuffer(SendBuffer)
	}
	return conn, early, conn.SetDeadline(time.Time{})
}

func (h handshake) answer() []byte {
	hash := sha1.Sum([]byte(h.key + acceptGUID))
	answer := "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
		base64.StdEncoding.EncodeToString(hash[:]) + "\r\n"
	if h.speaks {
		answer += "Sec-WebSocket-Protocol: " + subprotocol + "\r\n"
	}
	return []byte(answer + "\r\n")
}
