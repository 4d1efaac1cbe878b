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
			if _, _, taken := parseFrame(frame[:n]); taken != 0 {
				t.Fatalf("%d bytes of a frame of %d were taken for one of %d", n, len(frame), taken)
			}
		}
		opcode, got, taken := parseFrame(append(frame, 0x81, 3, 'a'))
		if opcode != textFrame || !bytes.Equal(got, payload) || taken != len(frame) {
			t.Errorf("a frame of %d bytes: opcode %#x, %d bytes of payload, %d taken", len(frame), opcode, len(got), taken)
		}
	}
}

func TestBaselineSendsWhatChattrWould(t *testing.T) {
	t.Parallel()
	_, message, _ := parseFrame(rawFrame(7))
	if !isNext(message) {
		t.Errorf("not an event: %s", message)
	}
	cursor, err := cursorIn(message)
	if err != nil || len(cursor) != 34 {
		t.Errorf("cursor %s, %v", cursor, err)
	}
}
