package strictjson

// literal reads word, such as null.
func (r *Reader) literal(word string) error {
	for i := range len(word) {
		if r.at == len(r.text) || r.text[r.at] != word[i] {
			return r.unexpected(word)
		}
		r.at++
	}
	return nil
}

// number reads -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
func (r *Reader) number() error {
	r.accept("-")
	if !r.accept("0") {
		if err := r.digits(); err != nil {
			return err
		}
	}
	if r.accept(".") {
		if err := r.digits(); err != nil {
			return err
		}
	}
	if r.accept("eE") {
		r.accept("+-")
		return r.digits()
	}
	return nil
}

// digits reads one or more digits.
func (r *Reader) digits() error {
	if !r.accept("0123456789") {
		return r.unexpected("a digit")
	}
	for r.accept("0123456789") {
	}
	return nil
}

// accept reads the next byte if it is in set. It reports whether it did.
func (r *Reader) accept(set string) bool {
	if r.at == len(r.text) {
		return false
	}
	for i := range len(set) {
		if set[i] == r.text[r.at] {
			r.at++
			return true
		}
	}
	return false
}
