package validate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	escape = 0x1B
	// maxSequence is how many bytes a terminal sequence may have. ESC and what follows it in a longer one is no sequence.
	maxSequence = 64
)

// sequenceLength returns the length of the terminal sequence that text starts with, 0 if it starts with none. A sequence is a control
// sequence of ECMA-48, section 5.4, without a space: ESC, "[", parameter bytes, intermediate bytes and one final byte.
func sequenceLength(text string) int {
	if len(text) < 3 || text[0] != escape || text[1] != '[' {
		return 0
	}
	text = text[:min(len(text), maxSequence)]
	at := 2
	for at < len(text) && '0' <= text[at] && text[at] <= '?' {
		at++
	}
	for at < len(text) && '!' <= text[at] && text[at] <= '/' {
		at++
	}
	if at < len(text) && '@' <= text[at] && text[at] <= '~' {
		return at + 1
	}
	return 0
}

// withoutSequences returns text without its terminal sequences, which programs write to colour their output. It reads text once: a
// sequence that only the removal of another one completes stays, and its ESC is refused like any control character.
func withoutSequences(text string) string {
	at := strings.IndexByte(text, escape)
	if at < 0 {
		return text
	}
	var kept strings.Builder
	for ; at >= 0; at = strings.IndexByte(text, escape) {
		length := sequenceLength(text[at:])
		if length == 0 {
			kept.WriteString(text[:at+1])
			text = text[at+1:]
			continue
		}
		kept.WriteString(text[:at])
		text = text[at+length:]
	}
	kept.WriteString(text)
	return kept.String()
}

// originalOffset returns the byte offset in text of the byte that has the offset at in withoutSequences(text).
func originalOffset(text string, at int) int {
	offset := 0
	for {
		length := sequenceLength(text[offset:])
		switch {
		case length > 0:
			offset += length
		case at == 0:
			return offset
		default:
			offset++
			at--
		}
	}
}

// withoutBlankEnds returns text without the blank lines at both ends and without white space at its end. The first line that is not
// blank keeps its indentation.
func withoutBlankEnds(text string) string {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	indentation := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
	if indentation <= 0 {
		return text
	}
	start := strings.LastIndexFunc(text[:indentation], breaksLine)
	if start < 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[start:])
	return text[start+size:]
}
