package graph

import (
	"bytes"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/strictjson"
)

// FuzzStringsAreAppendedAsGqlgenWritesThem checks that every text is escaped as gqlgen escapes it.
func FuzzStringsAreAppendedAsGqlgenWritesThem(f *testing.F) {
	all := ""
	for c := range rune(0x2100) {
		all += string(c)
	}
	f.Add(all)
	f.Add("\xff\xfe broken \xc3")
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		graphql.MarshalString(s).MarshalGQL(&want)
		if got := strictjson.AppendString(nil, s); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s, want %s", got, want.Bytes())
		}
	})
}
