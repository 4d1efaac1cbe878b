package graphqlws

import (
	"encoding/binary"
	"io"
	"slices"
	"unicode/utf8"
)

// opcode is the kind of a WebSocket frame: RFC 6455, section 5.2.
type opcode byte

const (
	opContinuation opcode = 0x0
	opText         opcode = 0x1
	opBinary       opcode = 0x2
	opClose        opcode = 0x8 // the first of the control frames
	opPing         opcode = 0x9
	opPong         opcode = 0xa
)

const (
	finalBit, maskBit  = 0x80, 0x80
	maxControl         = 125 // bytes in the payload of a control frame
	length16, length64 = 126, 127
)

// protocolError is a rule of the protocol that the client broke. Its code closes the socket.
type protocolError struct {
	code   int
	reason string
}

// Error returns the reason, which the close frame has too.
func (e *protocolError) Error() string { return e.reason }

// malformed returns the error for a frame that RFC 6455 does not allow.
func malformed(reason string) error { return &protocolError{closeProtocolError, reason} }

type frameHeader struct {
	final  bool
	op     opcode
	length int
	mask   [4]byte
}

// readBuffer is how many bytes a connection holds while it waits: enough for a header and for small messages.
const readBuffer = 256

// frameReader reads the frames of a client and refuses those that RFC 6455 does not allow.
type frameReader struct {
	src      io.Reader
	from, to int // the part of buf that is filled and not read
	buf      [readBuffer]byte
}

// header reads the next frame up to its payload.
func (f *frameReader) header() (h frameHeader, err error) {
	b, err := f.next(2)
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
	b, err = f.next(len(h.mask))
	copy(h.mask[:], b)
	return h, err
}

// length returns the length of a payload. It reads more bytes if the seven bits of the header only announce them.
func (f *frameReader) length(short int) (int, error) {
	switch short {
	case length16:
		b, err := f.next(2)
		if err != nil {
			return 0, err
		}
		return minimal(uint64(binary.BigEndian.Uint16(b)), maxControl)
	case length64:
		b, err := f.next(8)
		if err != nil {
			return 0, err
		}
		return minimal(binary.BigEndian.Uint64(b), 0xffff)
	}
	return short, nil
}

// minimal returns the length, or an error if a shorter form could have represented it. shorter is the largest length of that form.
func minimal(length, shorter uint64) (int, error) {
	if length <= shorter || length>>63 != 0 {
		return 0, malformed("Length not in its shortest form")
	}
	return int(min(length, 1<<30)), nil // larger than every limit, and an int on every machine
}

// next returns the next n bytes. They are valid until the next call.
func (f *frameReader) next(n int) ([]byte, error) {
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
	start, end := len(message), len(message)+h.length
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
	unmask(message[start:], h.mask)
	return message, nil
}

// unmask applies the mask of a client's frame to its payload: RFC 6455, section 5.3.
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

// readClose returns the code of the client's close frame, 0 if it has none: RFC 6455, sections 5.5.1 and 7.4.
func readClose(payload []byte) (code int, err error) {
	if len(payload) == 0 {
		return 0, nil
	}
	if len(payload) == 1 {
		return 0, malformed("Close code cut off")
	}
	code = int(binary.BigEndian.Uint16(payload))
	switch {
	case code >= 1000 && code <= 1003, code >= 1007 && code <= 1014, code >= 3000 && code <= 4999:
	default:
		return 0, malformed("Close code not allowed")
	}
	if !utf8.Valid(payload[2:]) {
		return 0, &protocolError{closeNotUTF8, "Close reason not UTF-8"}
	}
	return code, nil
}

// appendHeader appends the header of a frame of the server. Each frame is a whole message.
func appendHeader(buf []byte, op opcode, length int) []byte {
	buf = append(buf, finalBit|byte(op))
	switch {
	case length <= maxControl:
		return append(buf, byte(length))
	case length <= 0xffff:
		return binary.BigEndian.AppendUint16(append(buf, length16), uint16(length))
	default:
		return binary.BigEndian.AppendUint64(append(buf, length64), uint64(length))
	}
}

// appendFrame appends a frame of the server.
func appendFrame(buf []byte, op opcode, payload []byte) []byte {
	return append(appendHeader(buf, op, len(payload)), payload...)
}

// appendClose appends a close frame. With the code 0 it has no payload. A reason that is too long is cut.
func appendClose(buf []byte, code int, reason string) []byte {
	if code == 0 {
		return appendHeader(buf, opClose, 0)
	}
	for len(reason) > maxControl-2 || !utf8.ValidString(reason) {
		reason = reason[:min(len(reason)-1, maxControl-2)]
	}
	buf = binary.BigEndian.AppendUint16(appendHeader(buf, opClose, 2+len(reason)), uint16(code))
	return append(buf, reason...)
}

// nextBoundary returns the first frame boundary at or after at. frames are frames of the server and start at a boundary.
func nextBoundary(frames []byte, at int) (boundary int) {
	for boundary < at {
		head := frames[boundary:]
		switch length := int(head[1]); length {
		case length16:
			boundary += 4 + int(binary.BigEndian.Uint16(head[2:]))
		case length64:
			boundary += 10 + int(binary.BigEndian.Uint64(head[2:]))
		default:
			boundary += 2 + length
		}
	}
	return boundary
}
