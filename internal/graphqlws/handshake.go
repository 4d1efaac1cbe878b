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
	// acceptGUID is appended to the client's key: RFC 6455, section 1.3.
	acceptGUID       = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
	handshakeTimeout = 10 * time.Second // for writing the response
)

// handshake is the opening handshake of a client.
type handshake struct {
	key            string
	hasSubprotocol bool // the client offers subprotocol
	status         int  // of the response, if the handshake is refused
}

// readHandshake reads the opening handshake of a client: RFC 6455, section 4.2.1. The error says what is wrong with it.
func readHandshake(r *http.Request) (h handshake, err error) {
	h.status = http.StatusBadRequest
	h.key = r.Header.Get("Sec-WebSocket-Key")
	h.hasSubprotocol = slices.Contains(listElements(r.Header, "Sec-WebSocket-Protocol"), subprotocol)
	key, notBase64 := base64.StdEncoding.DecodeString(h.key)
	switch {
	case r.Method != http.MethodGet:
		h.status = http.StatusMethodNotAllowed
		return h, model.Errorf(model.MethodNotAllowed, "Open a WebSocket with GET.")
	case !r.ProtoAtLeast(1, 1) || r.ProtoMajor > 1:
		return h, model.Errorf(model.BadUserInput, "Open a WebSocket with HTTP/1.1.")
	case !slices.ContainsFunc(listElements(r.Header, "Connection"), isUpgrade):
		return h, model.Errorf(model.BadUserInput, "Send the header Connection: Upgrade.")
	case r.ContentLength != 0: // SECURITY: the bytes of a body must not be read as frames
		return h, model.Errorf(model.BadUserInput, "Open a WebSocket with a request without a body.")
	case r.Header.Get("Sec-WebSocket-Version") != "13":
		h.status = http.StatusUpgradeRequired
		return h, model.Errorf(model.BadUserInput, "Send the header Sec-WebSocket-Version: 13.")
	case notBase64 != nil || len(key) != 16:
		return h, model.Errorf(model.BadUserInput, "The header Sec-WebSocket-Key must be 16 bytes in base64.")
	}
	return h, nil
}

// listElements returns the elements of a header that is a list.
func listElements(header http.Header, name string) (list []string) {
	for _, line := range header.Values(name) {
		for part := range strings.SplitSeq(line, ",") {
			list = append(list, strings.TrimSpace(part))
		}
	}
	return list
}

// isUpgrade reports whether an element of the header Connection asks for an upgrade.
func isUpgrade(element string) bool { return strings.EqualFold(element, "upgrade") }

// addHeaders adds the headers that tell the client which version to use, if the handshake is refused because of its version.
func (h handshake) addHeaders(w http.ResponseWriter) {
	if h.status == http.StatusUpgradeRequired {
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Sec-WebSocket-Version", "13")
	}
}

// accept takes over the connection and writes the response. early are the bytes that the client sent after its handshake.
func (h handshake) accept(w http.ResponseWriter) (conn net.Conn, early []byte, err error) {
	conn, buffers, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, "WebSockets cannot be served here.", http.StatusInternalServerError)
		return nil, nil, err
	}
	early = make([]byte, buffers.Reader.Buffered())
	_, _ = buffers.Read(early) // they are in the buffer
	_ = conn.SetDeadline(time.Now().Add(handshakeTimeout))
	if _, err := conn.Write(h.response()); err != nil {
		_ = conn.Close()
		return nil, nil, err
	}
	if c, ok := conn.(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = c.SetWriteBuffer(SendBuffer)
	}
	return conn, early, conn.SetDeadline(time.Time{})
}

// response returns the response of the server: RFC 6455, section 4.2.2.
func (h handshake) response() []byte {
	hash := sha1.Sum([]byte(h.key + acceptGUID))
	response := "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
		base64.StdEncoding.EncodeToString(hash[:]) + "\r\n"
	if h.hasSubprotocol {
		response += "Sec-WebSocket-Protocol: " + subprotocol + "\r\n"
	}
	return []byte(response + "\r\n")
}
