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

// sender is a connection that posts one prepared request at a time and is kept. It is cheap, because it shares the cores with
// what is measured: no net/http, nothing allocated.
type sender struct {
	conn   net.Conn
	buffer [4 << 10]byte
}

func dialSender(ctx context.Context, address string, lasts time.Duration) (*sender, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &sender{conn: conn}, conn.SetDeadline(time.Now().Add(lasts + patience))
}

// prepare is the request that posts postBody to the channel.
func (c channel) prepare() []byte {
	u, err := url.Parse(c.postURL)
	if err != nil {
		panic(err) // a server has made it
	}
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		u.EscapedPath(), u.Host, len(postBody), postBody)
}

// post returns when the message is acknowledged. Anything but 200 with a message's id is an error.
func (s *sender) post(request []byte) error {
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
		if size := answerSize(s.buffer[:n]); size == n {
			return checkAnswer(s.buffer[:n])
		} else if size > 0 && size < n {
			break
		}
	}
	return fmt.Errorf("this is not one answer: %q", s.buffer[:])
}

var (
	headEnd    = []byte("\r\n\r\n")
	sizeHeader = []byte("\r\nContent-Length: ")
	success    = []byte("HTTP/1.1 200 ")
	idMember   = []byte(`"id":"1`) // every id has 19 digits and begins with 1
)

// answerSize is how long the answer is of which this is the beginning, 0 if that is not known yet.
func answerSize(b []byte) int {
	end := bytes.Index(b, headEnd)
	if end < 0 {
		return 0
	}
	_, value, _ := bytes.Cut(b[:end+2], sizeHeader)
	value, _, _ = bytes.Cut(value, headEnd[:2])
	size, err := strconv.Atoi(string(value))
	if err != nil {
		return end + len(headEnd) // without a body, which nobody takes for an answer
	}
	return end + len(headEnd) + size
}

func checkAnswer(b []byte) error {
	if !bytes.HasPrefix(b, success) || !bytes.Contains(b, idMember) {
		return fmt.Errorf("a post was refused: %s", b)
	}
	return nil
}
