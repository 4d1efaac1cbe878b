package graphqlws

import (
	"encoding/binary"
	"unicode/utf8"
)

// appendHeader begins a frame of the server that is a message by itself.
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

func appendFrame(buf []byte, op opcode, payload []byte) []byte {
	return append(appendHeader(buf, op, len(payload)), payload...)
}

// appendClose appends a close frame; code 0 says nothing. A reason that is too long is cut.
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

// closing is what a close frame of the client says: RFC 6455, sections 5.5.1 and 7.4.
func closing(payload []byte) (code int, err error) {
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
		return 0, &breach{closeNotUTF8, "Close reason not UTF-8"}
	}
	return code, nil
}

// wholeFrames is where the first frame boundary at or behind at is, in bytes that begin at a boundary.
func wholeFrames(frames []byte, at int) (boundary int) {
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

// What stands between an operation's id and the payload of its messages.
const (
	nextMessage     = `,"type":"next","payload":`
	errorMessage    = `,"type":"error","payload":`
	completeMessage = `,"type":"complete"`
)

// appendMessage appends a message of graphql-transport-ws about an operation. The same payload serves everybody: the id, which
// each client chooses, goes before it.
func appendMessage(buf []byte, id, kind string, payload []byte) []byte {
	const before = `{"id":`
	buf = appendHeader(buf, opText, len(before)+len(id)+len(kind)+len(payload)+1)
	buf = append(append(append(buf, before...), id...), kind...)
	return append(append(buf, payload...), '}')
}
