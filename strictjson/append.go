package strictjson

// AppendString appends s as a JSON string; s is valid UTF-8. Only what must be escaped is (RFC 8259, section 7).
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '\\' || c == '"' {
			b = appendEscaped(append(b, s[start:i]...), c)
			start = i + 1
		}
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '\t':
		return append(b, `\t`...)
	case '\r':
		return append(b, `\r`...)
	case '\n':
		return append(b, `\n`...)
	case '\\', '"':
		return append(b, '\\', c)
	}
	const digits = "0123456789ABCDEF"
	return append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xf])
}
