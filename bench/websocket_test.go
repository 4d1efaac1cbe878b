package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestFramesAreReadWhole(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 125, 126, 127, 388, 4000} {
		payload := []byte(strings.Repeat("x", size))
		frame := append(frameHead(textFrame, size, false), payload...)
		for n := range frame {
			if _, _, size := parseFrame(frame[:n]); size != 0 {
				t.Fatalf("%d bytes of a frame of %d: got a frame of %d bytes, want an incomplete one", n, len(frame), size)
			}
		}
		opcode, got, size := parseFrame(append(frame, 0x81, 3, 'a'))
		if opcode != textFrame || !bytes.Equal(got, payload) || size != len(frame) {
			t.Errorf("a frame of %d bytes: got opcode %#x, %d bytes of payload, size %d", len(frame), opcode, len(got), size)
		}
	}
}

func TestBaselineSendsTheFramesOfChattr(t *testing.T) {
	t.Parallel()
	_, message, _ := parseFrame(rawFrame(7))
	if !isNext(message) {
		t.Errorf("got %s, want an event", message)
	}
	cursor, err := cursorIn(message)
	if err != nil || len(cursor) != 34 {
		t.Errorf("got cursor %s, %v; want 34 characters", cursor, err)
	}
}
