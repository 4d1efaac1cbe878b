package strictjson

import "chattr/internal/model"

// maxDepth is how deep objects and arrays may lie in each other, the outermost included.
const maxDepth = 32

// space skips white space and returns the byte behind it, 0 at the end.
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

// object reads an object, which begins here; member is called at each value with its name and must read the value.
func (r *Reader) object(depth int, member func(name []byte) error) error {
	if err := r.enter(depth); err != nil {
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

// name reads a name and the colon, up to the value.
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

// next goes over a comma to the next member or element, or to the closing bracket.
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

func (r *Reader) array(depth int) error {
	if err := r.enter(depth); err != nil {
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

func (r *Reader) enter(depth int) error {
	if depth > maxDepth {
		return model.Errorf(model.JSONTooDeep, "At byte %d objects and arrays lie more than %d levels deep.", r.at+1, maxDepth)
	}
	r.at++
	return nil
}

// skip reads any value that lies in an object or array of the given depth.
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
