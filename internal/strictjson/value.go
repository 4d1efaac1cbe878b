package strictjson

import "chattr/internal/model"

// maxDepth is how deeply objects and arrays may be nested, including the outermost one.
const maxDepth = 32

// space skips white space. It returns the next byte without reading it, or 0 at the end of the text.
func (r *Reader) space() byte {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; c {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return c
		}
	}
	return 0
}

// object reads an object that starts at the current position. It calls member at each value, with the name of the value; member
// must read the value. object returns DUPLICATE_KEY if a name occurs twice.
func (r *Reader) object(depth int, member func(name []byte) error) error {
	if err := r.open(depth); err != nil {
		return err
	}
	var seen names
	for c := r.space(); c != '}'; {
		if c != '"' {
			return r.unexpected("a name in double quotes")
		}
		start := r.at
		name, err := r.name()
		if err != nil {
			return err
		}
		if !seen.add(name) {
			return model.Errorf(model.DuplicateKey, "The name %s at byte %d occurs twice in its object.", excerpt(name), start+1)
		}
		if err := member(name); err != nil {
			return err
		}
		if c, err = r.next('}'); err != nil {
			return err
		}
	}
	r.at++
	return nil
}

// name reads the name of a member and the colon, and moves to the value. The result may refer to the text of r.
func (r *Reader) name() ([]byte, error) {
	name, err := r.quoted()
	if err != nil {
		return nil, err
	}
	if r.space() != ':' {
		return nil, r.unexpected("a colon")
	}
	r.at++
	r.space()
	return name.bytes(), nil
}

// next moves past a comma to the next member or element. It returns the next byte, which is closing at the end of the object or
// array.
func (r *Reader) next(closing byte) (byte, error) {
	c := r.space()
	if c == closing {
		return c, nil
	}
	if c != ',' {
		return 0, r.unexpected("a comma or " + string(closing))
	}
	r.at++
	if c = r.space(); c == closing {
		return 0, r.invalid("a comma has nothing behind it")
	}
	return c, nil
}

// array reads an array that starts at the current position.
func (r *Reader) array(depth int) error {
	if err := r.open(depth); err != nil {
		return err
	}
	for c := r.space(); c != ']'; {
		err := r.skip(depth)
		if err != nil {
			return err
		}
		if c, err = r.next(']'); err != nil {
			return err
		}
	}
	r.at++
	return nil
}

// open reads an opening bracket. It returns JSON_TOO_DEEP if depth exceeds maxDepth.
func (r *Reader) open(depth int) error {
	if depth > maxDepth {
		return model.Errorf(model.JSONTooDeep, "At byte %d objects and arrays lie more than %d levels deep.", r.at+1, maxDepth)
	}
	r.at++
	return nil
}

// skip reads any value. depth is the depth of the object or array that contains it, or 0 for the outermost value.
func (r *Reader) skip(depth int) error {
	switch c := r.space(); c {
	case '"':
		_, err := r.quoted()
		return err
	case '{':
		return r.object(depth+1, func([]byte) error { return r.skip(depth + 1) })
	case '[':
		return r.array(depth + 1)
	case 't':
		return r.literal("true")
	case 'f':
		return r.literal("false")
	case 'n':
		return r.literal("null")
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return r.number()
	default:
		return r.unexpected("a value")
	}
}
