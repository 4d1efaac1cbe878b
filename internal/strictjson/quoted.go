package strictjson

// quoted is the text between the quotes of a string, as it is in the body, after a check of its escapes.
type quoted struct {
	raw     []byte
	escaped bool
}

// special marks the bytes that need handling inside a string. Bytes from 0x80 up need none, because Reader.whole has checked that
// the text is UTF-8.
var special = func() (table [256]bool) {
	for c := range byte(0x20) {
		table[c] = true
	}
	table['"'], table['\\'] = true, true
	return table
}()

// quoted reads a string that starts at the current position.
func (r *Reader) quoted() (quoted, error) {
	r.at++
	s, start := quoted{}, r.at
	for r.at < len(r.text) {
		if !special[r.text[r.at]] {
			r.at++
			continue
		}
		switch r.text[r.at] {
		case '"':
			s.raw = r.text[start:r.at]
			r.at++
			return s, nil
		case '\\':
			s.escaped = true
			if err := r.escape(); err != nil {
				return s, err
			}
		default:
			return s, r.invalid("a control character inside a string must be written as an escape, such as \\n")
		}
	}
	return s, r.invalid("a string has no closing quote")
}

// bytes returns the decoded text. If the string has no escapes, the result refers to the text of the Reader.
func (s quoted) bytes() []byte {
	if !s.escaped {
		return s.raw
	}
	return s.unescape()
}

// String returns a copy of the decoded text, so that a stored message does not keep a whole body in memory.
func (s quoted) String() string { return string(s.bytes()) }
