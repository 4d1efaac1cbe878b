package strictjson

// quoted is the inside of a string as it stands in the body, checked, and whether it has escapes.
type quoted struct {
	raw     []byte
	escaped bool
}

// special marks the bytes that end the plain part of a string. Bytes from 0x80 up are plain: the whole body is known to be
// UTF-8 before it is read.
var special = func() (table [256]bool) {
	for c := range byte(0x20) {
		table[c] = true
	}
	table['"'], table['\\'] = true, true
	return table
}()

// quoted reads a string, which begins here.
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

// bytes is the text the string stands for; without escapes it lies in the body itself.
func (s quoted) bytes() []byte {
	if !s.escaped {
		return s.raw
	}
	return s.unescape()
}

// String is the text the string stands for, in memory of its own, so that a stored message does not keep a whole body.
func (s quoted) String() string { return string(s.bytes()) }
