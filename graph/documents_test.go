package graph

import (
	"strings"
	"testing"
)

func TestDocumentsAreBoundedByTheirBytes(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d := newDocuments(rememberedSource, func(key string, _ int) int { return len(key) })
	big := strings.Repeat("x", rememberedSource/4)
	d.Add(ctx, "first", 1)
	for i, name := range []string{"a", "b", "c"} {
		d.Add(ctx, name+big, i)
	}
	if v, ok := d.Get(ctx, "first"); !ok || v != 1 {
		t.Error("what was small and just asked for is gone")
	}
	d.Add(ctx, "d"+big, 4)
	if _, ok := d.Get(ctx, "a"+big); ok || d.bytes > rememberedSource {
		t.Errorf("%d bytes are remembered", d.bytes)
	}
	if _, ok := d.Get(ctx, "first"); !ok {
		t.Error("the most recently used went first")
	}
}
