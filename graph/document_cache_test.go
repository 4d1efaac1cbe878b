package graph

import (
	"strings"
	"testing"
)

func TestDocumentsAreBoundedByTheirBytes(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d := newDocuments(maxCachedSource, func(key string, _ int) int { return len(key) })
	big := strings.Repeat("x", maxCachedSource/4)
	d.Add(ctx, "first", 1)
	for i, name := range []string{"a", "b", "c"} {
		d.Add(ctx, name+big, i)
	}
	if v, ok := d.Get(ctx, "first"); !ok || v != 1 {
		t.Errorf("got %d, %v for the document that was used last, want it in the cache", v, ok)
	}
	d.Add(ctx, "d"+big, 4)
	if _, ok := d.Get(ctx, "a"+big); ok || d.bytes > maxCachedSource {
		t.Errorf("got %v with %d bytes, want the least recently used one evicted", ok, d.bytes)
	}
	if _, ok := d.Get(ctx, "first"); !ok {
		t.Error("the most recently used document was evicted first")
	}
	for i := range 3 {
		d.Add(ctx, "first", i+10)
	}
	d.Add(ctx, strings.Repeat("y", maxCachedSource+1), 5)
	if d.bytes != 0 || d.byKey.Len() != 0 {
		t.Errorf("got %d bytes in %d documents after one above the limit, want none", d.bytes, d.byKey.Len())
	}
}
