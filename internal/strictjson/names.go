package strictjson

import "bytes"

// names are the names of one object, so far.
type names struct {
	few  [8][]byte
	n    int
	many map[string]struct{} // all of them, once few is full: no body makes the search quadratic
}

// add says whether the name is new.
func (s *names) add(name []byte) bool {
	if s.many == nil {
		for _, known := range s.few[:s.n] {
			if bytes.Equal(known, name) {
				return false
			}
		}
		if s.n < len(s.few) {
			s.few[s.n] = name
			s.n++
			return true
		}
		s.spill()
	}
	before := len(s.many)
	s.many[string(name)] = struct{}{}
	return len(s.many) > before
}

func (s *names) spill() {
	s.many = make(map[string]struct{}, 4*len(s.few))
	for _, name := range s.few {
		s.many[string(name)] = struct{}{}
	}
}
