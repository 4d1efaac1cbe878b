package graph

import (
	"net/netip"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"chattr/internal/model"
)

// A connection of the reader who holds most is cut, the one that holds most for longest; everybody else stays.
func TestBacklogCutsTheReaderWhoHoldsMost(t *testing.T) {
	t.Parallel()
	b := newBacklog()
	b.limit = 1000
	cut := map[string]bool{}
	add := func(name string, r reader, bytes int) *unread {
		return b.add(r, bytes, func() { cut[name] = true })
	}
	home := netip.MustParseAddr("192.0.2.1")
	honest := add("honest", reader{user: 1, address: home}, 300)
	add("small", reader{user: 2, address: home}, 100)
	large := add("large", reader{user: 2, address: netip.MustParseAddr("192.0.2.2")}, 300) // a user counts wherever they are
	large.since = large.since.Add(-time.Second)
	anonymous := add("anonymous", reader{address: home}, 200)
	if len(cut) != 0 || b.size() != 900 {
		t.Fatalf("cut %v with %d bytes of 1000", cut, b.size())
	}
	late := add("late", reader{user: 3}, 150)
	if !cut["large"] || len(cut) != 1 || b.size() != 750 {
		t.Fatalf("cut %v, %d bytes are left; want large cut and 750", cut, b.size())
	}
	for _, u := range []*unread{large, honest, anonymous, late} {
		b.remove(u)
	}
	if b.size() != 100 || len(b.readers) != 1 {
		t.Errorf("%d bytes of %d readers are left, want 100 of one", b.size(), len(b.readers))
	}
	add("huge", reader{user: model.ID(4)}, 5000)
	if !cut["huge"] || cut["small"] {
		t.Errorf("cut %v, want only the one that is larger than the limit", cut)
	}
}

// Of the connections of one user, the one whose client has taken nothing for longest is cut.
func TestBacklogSparesClientsThatRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBacklog()
		b.limit = 100
		var cut []string
		add := func(name string) *unread {
			return b.add(reader{user: 1}, 40, func() { cut = append(cut, name) })
		}
		reads := add("reads")
		add("stalls")
		time.Sleep(time.Second)
		b.progress(reads)
		time.Sleep(time.Second)
		add("new")
		if !slices.Equal(cut, []string{"stalls"}) {
			t.Errorf("cut %q, want the one that stalls", cut)
		}
		if got, want := b.size(), 80; got != want {
			t.Errorf("%d bytes are counted, want %d", got, want)
		}
	})
}
