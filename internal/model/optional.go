package model

import (
	"encoding/json"
	"fmt"
	"io"
)

// Optional is a field of an update: absent (unchanged), null (cleared) or a value.
type Optional[T any] struct {
	Set   bool // the field was given, as null or as a value
	Value *T   // nil for null
}

// The optional inputs that gqlgen binds by name.
type (
	OptionalString = Optional[string]
	OptionalBool   = Optional[bool]
	OptionalID     = Optional[ID]
)

// Some returns a field that was given with value v.
func Some[T any](v T) Optional[T] { return Optional[T]{Set: true, Value: &v} }

// Null returns a field that was given as null.
func Null[T any]() Optional[T] { return Optional[T]{Set: true} }

// UnmarshalGQL sets the field from v. gqlgen calls it only for a field that was given. It returns an error if v is not a T.
func (o *Optional[T]) UnmarshalGQL(v any) error {
	o.Set, o.Value = true, nil
	if v == nil {
		return nil
	}
	value := new(T)
	switch target := any(value).(type) {
	case interface{ UnmarshalGQL(any) error }:
		if err := target.UnmarshalGQL(v); err != nil {
			return err
		}
	default:
		typed, ok := v.(T)
		if !ok {
			return fmt.Errorf("%T is not a %T", v, typed)
		}
		*value = typed
	}
	o.Value = value
	return nil
}

// MarshalGQL writes the value as JSON. No output has an Optional; gqlgen requires the method before it treats a type as a scalar.
func (o Optional[T]) MarshalGQL(w io.Writer) { _ = json.NewEncoder(w).Encode(o.Value) }
