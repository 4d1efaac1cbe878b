package graphqlws

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

func TestSocketRefusesMalformedFrames(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	text, long := string(masked(0x81, "{}")), strings.Repeat("x", 126)
	for name, c := range map[string]struct {
		frames string
		code   int
	}{
		"not masked":                    {"\x81\x02{}", 1002},
		"reserved bit":                  {"\xc1" + text[1:], 1002},
		"reserved bits":                 {"\xb1" + text[1:], 1002},
		"unknown opcode":                {"\x83" + text[1:], 1002},
		"unknown control opcode":        {"\x8b" + text[1:], 1002},
		"ping in fragments":             {"\x09" + text[1:], 1002},
		"ping too long":                 {string(masked(0x89, long)), 1002},
		"length of 16 bits not needed":  {"\x81\xfe\x00\x7d", 1002},
		"length of 64 bits not needed":  {"\x81\xff\x00\x00\x00\x00\x00\x00\xff\xff", 1002},
		"negative length":               {"\x81\xff\x80\x00\x00\x00\x00\x00\x00\x00", 1002},
		"continuation of nothing":       {string(masked(0x80, "{}")), 1002},
		"message within a message":      {string(masked(0x01, "{")) + text, 1002},
		"close code cut off":            {string(masked(0x88, "\x03")), 1002},
		"close code 999":                {string(masked(0x88, "\x03\xe7")), 1002},
		"close code 1005":               {string(masked(0x88, "\x03\xed")), 1002},
		"close code 1015":               {string(masked(0x88, "\x03\xf7")), 1002},
		"close code 2999":               {string(masked(0x88, "\x0b\xb7")), 1002},
		"close reason not UTF-8":        {string(masked(0x88, "\x03\xe8\xff")), 1007},
		"text not UTF-8":                {string(masked(0x81, "{\xff}")), 1007},
		"binary":                        {string(masked(0x82, "{}")), 4400},
		"announces too much":            {"\x81\xff\x00\x00\x00\x00\x00\x01\x00\x01\x00\x00\x00\x00", 1009},
		"announces very much":           {"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00", 1009},
		"too much in fragments":         {string(masked(0x01, strings.Repeat(" ", maxMessage))) + string(masked(0x80, " ")), 1009},
		"normal close":                  {string(masked(0x88, "\x03\xe8bye")), 1000},
		"close of an application":       {string(masked(0x88, "\x0f\xa0")), 4000},
		"close without a word":          {string(masked(0x88, "")), 0},
		"close in the midst of a text":  {string(masked(0x01, "{")) + string(masked(0x88, "")), 0},
		"close behind what is not read": {"\x81\x02{}" + text + text, 1002},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := f.connect()
			p.raw([]byte(c.frames))
			if got := p.closed(); got != c.code {
				t.Errorf("closed with %d, want %d", got, c.code)
			}
			p.waitForClose()
		})
	}
}

func TestSocketReadsFragments(t *testing.T) {
	t.Parallel()
	p := newFixture(t, Options{}).connect()
	message := `{"type":"ping","payload":{"long":"` + strings.Repeat("é", 1000) + `"}}`
	for i := range len(message) / 50 { // splits characters
		p.raw(masked(map[bool]byte{true: byte(opText)}[i == 0], message[i*50:i*50+50]))
		if i == 7 {
			p.raw(masked(finalBit|byte(opPing), "in between"))
			if op, payload, err := p.frame(); op != opPong || string(payload) != "in between" || err != nil {
				t.Fatal(op, payload, err)
			}
		}
	}
	p.raw(masked(finalBit, message[len(message)/50*50:]))
	p.expect(strings.Replace(message, "ping", "pong", 1))
}

func TestSocketReadsTheLargestMessage(t *testing.T) {
	t.Parallel()
	p := newFixture(t, Options{}).connect()
	message := `{"type":"ping"}`
	p.send(strings.Repeat(" ", maxMessage-len(message)) + message)
	p.expect(`{"type":"pong"}`)
}

// FuzzFrames reads any bytes, in pieces of any size. The reader does not panic, returns no frame that is not allowed, holds no more than
// arrived, and returns the same for every size of the pieces.
func FuzzFrames(f *testing.F) {
	f.Add(masked(0x81, "initMessage"), uint8(1))
	f.Add(append(masked(0x01, strings.Repeat("x", 300)), masked(0x80, "")...), uint8(7))
	f.Add(append(masked(0x89, "ping"), masked(0x88, "\x03\xe8")...), uint8(3))
	f.Add([]byte("\x81\xff\x00\x00\x00\x00\x00\x01\x00\x00abcd"), uint8(200))
	f.Fuzz(func(t *testing.T, sent []byte, piece uint8) {
		whole := readFrames(t, bytes.NewReader(sent), len(sent))
		pieces := readFrames(t, &inPieces{sent, int(piece)%64 + 1}, len(sent))
		if whole != pieces {
			t.Errorf("at once %q, in pieces %q", whole, pieces)
		}
		if again := readFrames(t, iotest.DataErrReader(bytes.NewReader(sent)), len(sent)); again != whole {
			t.Errorf("at once %q, with the end %q", whole, again)
		}
	})
}

type inPieces struct {
	rest []byte
	size int
}

func (p *inPieces) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.size)], p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

func readFrames(t *testing.T, src io.Reader, sent int) string {
	r := &frameReader{src: src}
	var said strings.Builder
	for {
		h, err := r.header()
		var payload []byte
		if err == nil {
			if h.op >= opClose && (!h.final || h.length > maxControl) || h.op > opPong || h.length < 0 {
				t.Errorf("%+v", h)
			}
			payload, err = r.payload(nil, h)
		}
		if cap(payload) > 4*sent+1024 {
			t.Errorf("%d bytes for %d", cap(payload), sent)
		}
		if err != nil {
			broken := (*protocolError)(nil)
			if !errors.As(err, &broken) && !errors.Is(err, io.EOF) {
				t.Error(err)
			}
			return said.String() + err.Error()
		}
		said.WriteByte(byte(h.op))
		said.Write(payload)
		if h.op == opClose {
			if code, err := readClose(payload); err == nil && code != 0 && (code < 1000 || code > 4999) {
				t.Error(code)
			}
		}
	}
}

// FuzzServerFrames reads the frames that the server writes, and finds their boundaries.
func FuzzServerFrames(f *testing.F) {
	f.Add("a", "b", 1000, "reason")
	f.Add(strings.Repeat("x", 126), strings.Repeat("y", 70_000), 4400, strings.Repeat("é", 100))
	f.Fuzz(func(t *testing.T, one, two string, code int, reason string) {
		code = 1 + code&0x7fff
		frames := appendFrame(nil, opText, []byte(one))
		first := len(frames)
		frames = appendMessage(frames, `"id"`, nextMessage, []byte(two))
		second := len(frames)
		frames = appendClose(frames, code, reason)
		for at, want := range map[int]int{0: 0, 1: first, first: first, first + 1: second, second: second, len(frames): len(frames)} {
			if got := nextBoundary(frames, at); got != want {
				t.Errorf("boundary behind %d is %d, want %d", at, got, want)
			}
		}
		p := newTestSocket(t, nil)
		p.in.Reset(bytes.NewReader(frames))
		if op, payload, err := p.frame(); op != opText || string(payload) != one || err != nil {
			t.Error(op, payload, err)
		}
		if op, payload, err := p.frame(); op != opText || string(payload) != `{"id":"id","type":"next","payload":`+two+`}` || err != nil {
			t.Error(op, payload, err)
		}
		op, payload, err := p.frame()
		if op != opClose || len(payload) > maxControl || int(payload[0])<<8+int(payload[1]) != code || !utf8.Valid(payload[2:]) || err != nil {
			t.Error(op, payload, err)
		}
	})
}

func TestUnmask(t *testing.T) {
	t.Parallel()
	mask := [4]byte{1, 2, 3, 4}
	for n := range 40 {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(rand.Uint32())
		}
		want := bytes.Clone(b)
		for i := range want {
			want[i] ^= mask[i%4]
		}
		if unmask(b, mask); !bytes.Equal(b, want) {
			t.Errorf("%d bytes", n)
		}
	}
}
