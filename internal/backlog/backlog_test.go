package backlog

import (
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/model"
)

// A connection of the owner with the most bytes is cut, the one that holds most for longest. All others stay.
func TestBacklogCutsTheOwnerWhoHoldsMost(t *testing.T) {
	t.Parallel()
	b := New()
	b.limit = 1000
	cut := map[string]bool{}
	add := func(name string, o Owner, bytes int) *Entry {
		return b.Add(o, bytes, func() { cut[name] = true })
	}
	home := netip.MustParseAddr("192.0.2.1")
	honest := add("honest", Owner{User: 1, Address: home}, 300)
	add("small", Owner{User: 2, Address: home}, 100)
	large := add("large", Owner{User: 2, Address: netip.MustParseAddr("192.0.2.2")}, 300) // a user is one owner at every address
	large.progress = large.progress.Add(-time.Second)
	anonymous := add("anonymous", Owner{Address: home}, 200)
	if len(cut) != 0 || b.Bytes() != 900 {
		t.Fatalf("cut %v with %d bytes, want no cut with 900 bytes of 1000", cut, b.Bytes())
	}
	late := add("late", Owner{User: 3}, 150)
	if !cut["large"] || len(cut) != 1 || b.Bytes() != 750 {
		t.Fatalf("cut %v, %d bytes are left; want large cut and 750", cut, b.Bytes())
	}
	for _, e := range []*Entry{large, honest, anonymous, late} {
		b.Remove(e)
	}
	if b.Bytes() != 100 || len(b.owners) != 1 {
		t.Errorf("%d bytes of %d owners are left, want 100 of one", b.Bytes(), len(b.owners))
	}
	add("huge", Owner{User: model.ID(4)}, 5000)
	if !cut["huge"] || cut["small"] {
		t.Errorf("cut %v, want only the one that is larger than the limit", cut)
	}
}

// Of the connections of one user, the one whose client has read nothing for longest is cut.
func TestBacklogSparesClientsThatRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := New()
		b.limit = 100
		var cut []string
		add := func(name string) *Entry {
			return b.Add(Owner{User: 1}, 40, func() { cut = append(cut, name) })
		}
		reads := add("reads")
		add("stalls")
		time.Sleep(time.Second)
		b.Progress(reads)
		time.Sleep(time.Second)
		add("new")
		if !slices.Equal(cut, []string{"stalls"}) {
			t.Errorf("cut %q, want the one that stalls", cut)
		}
		if got, want := b.Bytes(), 80; got != want {
			t.Errorf("%d bytes are counted, want %d", got, want)
		}
	})
}
