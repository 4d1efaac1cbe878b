package strictjson

import "bytes"

// names is the set of names that an object has had so far.
type names struct {
	few  [8][]byte
	n    int
	many map[string]struct{} // all names, once few is full; keeps the search from becoming quadratic
}

// add adds a name. It reports whether the name is new.
func (s *names) add(name []byte) bool {
	if s.many == nil {
		for _, earlier := range s.few[:s.n] {
			if bytes.Equal(earlier, name) {
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

// spill copies the names from few to many.
func (s *names) spill() {
	s.many = make(map[string]struct{}, 4*len(s.few))
	for _, name := range s.few {
		s.many[string(name)] = struct{}{}
	}
}
