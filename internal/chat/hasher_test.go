package chat

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
	"chattr/internal/validate"
)

// productionCost is read before the tests of the race detector make hashes cheap.
var productionCost = passwordCost

func TestPasswordHashes(t *testing.T) {
	t.Parallel()
	if want := (cost{memory: 19456, time: 2, threads: 1}); productionCost != want {
		t.Errorf("a hash costs %+v, want %+v", productionCost, want)
	}
	prefix := fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$", passwordCost.memory, passwordCost.time, passwordCost.threads)
	ctx, h := t.Context(), newHasher()
	stored, err := h.hash(ctx, hashFor{}, validate.Opaque("e\u0301tude in C minor"))
	if err != nil || !strings.HasPrefix(stored, prefix) {
		t.Fatalf("%q, %v", stored, err)
	}
	if again, _ := h.hash(ctx, hashFor{}, validate.Opaque("étude in C minor")); again == stored {
		t.Error("two hashes have one salt")
	}
	for password, want := range map[string]bool{"étude in C minor": true, "Étude in C minor": false, "": false} {
		if ok, err := h.matches(ctx, hashFor{}, stored, validate.Opaque(password)); ok != want || err != nil {
			t.Errorf("%q: %v, %v", password, ok, err)
		}
	}
	if ok, err := h.matches(ctx, hashFor{}, "", "anything"); ok || err != nil {
		t.Errorf("no password matches: %v, %v", ok, err)
	}
	if ok, err := h.matches(ctx, hashFor{}, "plain", "plain"); ok || err == nil {
		t.Error("what is no hash is taken for one")
	}
	if outdated(stored) || !outdated(strings.Replace(stored, ",p=1", ",p=2", 1)) {
		t.Error("outdated is wrong")
	}
}

// However many users sign in concurrently, few passwords are hashed at a time, and one that would wait too long is refused.
func TestHashingIsBounded(t *testing.T) {
	t.Parallel()
	h := newHasher()
	h.queue = newHashQueue(20 * time.Millisecond)
	slots, release := hashSlots(runtime.GOMAXPROCS(0)), make(chan struct{})
	var busy, all sync.WaitGroup
	started := make(chan struct{}, slots)
	for range slots {
		busy.Go(func() {
			_ = h.queue.Run(context.Background(), nil, func() { started <- struct{}{}; <-release })
		})
	}
	for range slots {
		<-started
	}
	for range 100 {
		all.Go(func() {
			if _, err := h.hash(context.Background(), hashFor{}, "x"); model.ErrorCode(err) != model.Overloaded {
				t.Errorf("got %v", err)
			}
		})
	}
	all.Wait()
	close(release)
	busy.Wait()
	if _, err := h.hash(t.Context(), hashFor{}, "x"); err != nil {
		t.Error(err)
	}
}

// Half of the cores hash, and at least one.
func TestHashingLeavesHalfOfTheCores(t *testing.T) {
	t.Parallel()
	for cores, want := range map[int]int{1: 1, 2: 1, 3: 1, 4: 2, 7: 3, 8: 4, 64: 4} {
		if got := hashSlots(cores); got != want {
			t.Errorf("%d cores: got %d, want %d", cores, got, want)
		}
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
