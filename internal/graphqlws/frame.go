package graphqlws

import (
	"encoding/binary"
	"io"
	"slices"
)

// opcode is what a WebSocket frame is: RFC 6455, section 5.2.
type opcode byte

const (
	opContinuation opcode = 0x0
	opText         opcode = 0x1
	opBinary       opcode = 0x2
	opClose        opcode = 0x8 // from here on: control frames
	opPing         opcode = 0x9
	opPong         opcode = 0xa
)

const (
	finalBit, maskBit  = 0x80, 0x80
	maxControl         = 125
	length16, length64 = 126, 127
)

// breach is a rule that the client broke. Its code ends the socket.
type breach struct {
	code   int
	reason string
}

func (b *breach) Error() string { return b.reason }

func malformed(reason string) error { return &breach{closeProtocolError, reason} }

type frameHeader struct {
	final  bool
	op     opcode
	length int
	mask   [4]byte
}

// readAhead is what a connection holds while it waits: room for a header and for small messages.
const readAhead = 256

// frameReader reads the frames of a client and refuses what RFC 6455 does not allow in one.
type frameReader struct {
	src      io.Reader
	from, to int // what of buf is filled
	buf      [readAhead]byte
}

// header reads the next frame up to its payload.
func (f *frameReader) header() (h frameHeader, err error) {
	b, err := f.take(2)
	if err != nil {
		return h, err
	}
	h.final, h.op = b[0]&finalBit != 0, opcode(b[0]&0x0f)
	masked, length := b[1]&maskBit != 0, int(b[1]&^maskBit)
	switch {
	case b[0]&0x70 != 0:
		return h, malformed("Reserved bits are set")
	case !masked:
		return h, malformed("Frames of clients must be masked")
	case h.op > opBinary && h.op < opClose, h.op > opPong:
		return h, malformed("Unknown opcode")
	case h.op >= opClose && (!h.final || length > maxControl):
		return h, malformed("Control frame fragmented or too long")
	}
	if h.length, err = f.length(length); err != nil {
		return h, err
	}
	b, err = f.take(len(h.mask))
	copy(h.mask[:], b)
	return h, err
}

// length reads the length where seven bits are not enough for it.
func (f *frameReader) length(short int) (int, error) {
	switch short {
	case length16:
		b, err := f.take(2)
		if err != nil {
			return 0, err
		}
		return minimal(uint64(binary.BigEndian.Uint16(b)), maxControl)
	case length64:
		b, err := f.take(8)
		if err != nil {
			return 0, err
		}
		return minimal(binary.BigEndian.Uint64(b), 0xffff)
	}
	return short, nil
}

func minimal(length, shorter uint64) (int, error) {
	if length <= shorter || length>>63 != 0 {
		return 0, malformed("Length not in its shortest form")
	}
	return int(min(length, 1<<30)), nil // far beyond every limit, whatever the size of an int
}

// take is the next n bytes, valid until the next call.
func (f *frameReader) take(n int) ([]byte, error) {
	if f.from == f.to {
		f.from, f.to = 0, 0
	} else if f.from+n > len(f.buf) {
		f.from, f.to = 0, copy(f.buf[:], f.buf[f.from:f.to])
	}
	for f.to-f.from < n {
		got, err := f.src.Read(f.buf[f.to:])
		f.to += got
		if err != nil && f.to-f.from < n {
			return nil, err
		}
	}
	f.from += n
	return f.buf[f.from-n : f.from], nil
}

// payload appends the payload of the frame with that header. Memory grows with what arrives, not with what is announced.
func (f *frameReader) payload(message []byte, h frameHeader) ([]byte, error) {
	begin, end := len(message), len(message)+h.length
	for len(message) < end {
		if f.from < f.to {
			n := min(f.to-f.from, end-len(message))
			message = append(message, f.buf[f.from:f.from+n]...)
			f.from += n
			continue
		}
		message = slices.Grow(message, min(end-len(message), max(512, len(message))))
		n, err := f.src.Read(message[len(message):min(end, cap(message))])
		message = message[:len(message)+n]
		if err != nil && len(message) < end {
			return message, err
		}
	}
	unmask(message[begin:], h.mask)
	return message, nil
}

func unmask(b []byte, mask [4]byte) {
	key := uint64(binary.LittleEndian.Uint32(mask[:]))
	key |= key << 32
	for ; len(b) >= 8; b = b[8:] {
		binary.LittleEndian.PutUint64(b, binary.LittleEndian.Uint64(b)^key)
	}
	for i := range b {
		b[i] ^= mask[i&3]
	}
}
