package chat

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/model"
)

func TestPasswordHashes(t *testing.T) {
	t.Parallel()
	ctx, h := t.Context(), newHasher()
	stored, err := h.hash(ctx, opaque("e\u0301tude in C minor"))
	if err != nil || !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%q, %v", stored, err)
	}
	if again, _ := h.hash(ctx, opaque("étude in C minor")); again == stored {
		t.Error("two hashes have one salt")
	}
	for password, want := range map[string]bool{"étude in C minor": true, "Étude in C minor": false, "": false} {
		if ok, err := h.matches(ctx, stored, opaque(password)); ok != want || err != nil {
			t.Errorf("%q: %v, %v", password, ok, err)
		}
	}
	if ok, err := h.matches(ctx, "", "anything"); ok || err != nil {
		t.Errorf("no password matches: %v, %v", ok, err)
	}
	if ok, err := h.matches(ctx, "plain", "plain"); ok || err == nil {
		t.Error("what is no hash is taken for one")
	}
	if outdated(stored) || !outdated(strings.Replace(stored, "t=2", "t=1", 1)) {
		t.Error("outdated is wrong")
	}
}

// However many sign in at once, few hash, and who would wait too long is told to come back.
func TestHashingIsBounded(t *testing.T) {
	t.Parallel()
	h := newHasher()
	h.wait = 20 * time.Millisecond
	for range cap(h.turns) {
		h.turns <- struct{}{}
	}
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if _, err := h.hash(context.Background(), "x"); model.ErrorCode(err) != model.Overloaded {
				t.Errorf("got %v", err)
			}
		})
	}
	all.Wait()
	<-h.turns
	if _, err := h.hash(t.Context(), "x"); err != nil {
		t.Error(err)
	}
}

func FuzzParsePasswordHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")
	f.Add("$argon2id$v=19$m=4294967295,t=2,p=1$AA$AA")
	f.Fuzz(func(t *testing.T, text string) {
		h, err := parsePasswordHash(text)
		if err != nil {
			return
		}
		if h.String() != text || h.memory > maxPasswordMemory || h.time > maxPasswordTime || h.threads == 0 || len(h.key) > maxKeyBytes {
			t.Errorf("%q reads as %+v", text, h)
		}
	})
}
