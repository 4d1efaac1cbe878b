package graph

import (
	"fmt"
	"io"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"chattr/model"
)

// MarshalDateTime writes a time as model.TimeLayout says.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, `"`+model.FormatTime(t)+`"`)
	})
}

// UnmarshalDateTime accepts any time of RFC 3339.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%v is not a time of RFC 3339, like 2026-01-31T12:00:00Z", v)
	}
	return t.UTC().Truncate(time.Microsecond), nil
}
