package graph

import (
	"errors"
	"io"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/model"
)

// MarshalDateTime writes a time in the format of model.FormatTime.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, `"`+model.FormatTime(t)+`"`)
	})
}

// aTime describes a valid time in errors.
const aTime = "a time of RFC 3339, like 2026-01-31T12:00:00Z"

// UnmarshalDateTime reads a time with model.ParseTime, which accepts any time of RFC 3339.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := model.ParseTime(s)
	if err != nil {
		return t, errors.New("it is not " + aTime)
	}
	return t, nil
}

// MarshalString writes a string like gqlgen.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalString reads a string. gqlgen's function also accepts numbers, which the specification does not allow.
func UnmarshalString(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", errors.New("it is not a string")
	}
	return s, nil
}

// MarshalInt writes a number like gqlgen.
func MarshalInt(n int) graphql.Marshaler { return graphql.MarshalInt(n) }

// UnmarshalInt reads a number. gqlgen's function also accepts strings, which the specification does not allow.
func UnmarshalInt(v any) (int, error) {
	if _, ok := v.(string); ok {
		return 0, errors.New("a text is not a number")
	}
	return graphql.UnmarshalInt(v)
}
