package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"time"
)

// postSender is a persistent connection that posts one prepared request at a time. It is cheap, because it shares the cores with
// the measured server: it uses no net/http and allocates nothing.
type postSender struct {
	conn   net.Conn
	buffer [4 << 10]byte
}

// dialSender connects to address. The connection works for the time of the load plus timeout. The caller must close it.
func dialSender(ctx context.Context, address string, lasts time.Duration) (*postSender, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &postSender{conn: conn}, conn.SetDeadline(time.Now().Add(lasts + timeout))
}

// prepare returns the request that posts postBody to the channel.
func (c channel) prepare() []byte {
	u, err := url.Parse(c.postURL)
	if err != nil {
		panic(err) // the URL comes from a server
	}
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		u.EscapedPath(), u.Host, len(postBody), postBody)
}

// post sends a request and returns when the message is acknowledged. It returns an error for every response other than 200 with
// the id of a message.
func (s *postSender) post(request []byte) error {
	if _, err := s.conn.Write(request); err != nil {
		return err
	}
	for n := 0; n < len(s.buffer); {
		m, err := s.conn.Read(s.buffer[n:])
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		n += m
		if size := responseSize(s.buffer[:n]); size == n {
			return checkResponse(s.buffer[:n])
		} else if size > 0 && size < n {
			break
		}
	}
	return fmt.Errorf("got %q, want one response", s.buffer[:])
}

var (
	headEnd    = []byte("\r\n\r\n")
	sizeHeader = []byte("\r\nContent-Length: ")
	success    = []byte("HTTP/1.1 200 ")
	idMember   = []byte(`"id":"1`) // every id has 19 digits and starts with 1
)

// responseSize returns the size of the response that b starts with. It returns 0 if the head of the response is incomplete.
func responseSize(b []byte) int {
	end := bytes.Index(b, headEnd)
	if end < 0 {
		return 0
	}
	_, value, _ := bytes.Cut(b[:end+2], sizeHeader)
	value, _, _ = bytes.Cut(value, headEnd[:2])
	size, err := strconv.Atoi(string(value))
	if err != nil {
		return end + len(headEnd) // without a body; checkResponse refuses it
	}
	return end + len(headEnd) + size
}

// checkResponse returns an error unless b is a response 200 with the id of a message.
func checkResponse(b []byte) error {
	if !bytes.HasPrefix(b, success) || !bytes.Contains(b, idMember) {
		return fmt.Errorf("a post was refused: %s", b)
	}
	return nil
}
