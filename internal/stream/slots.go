package stream

import (
	"context"
	"slices"
	"sync"

	"chattr/internal/model"
)

// slots limits how many reads run at the same time. A user holds at most half of the slots. Users who wait for a slot are
// served in rotation, so that a user with thousands of reads delays the next read of another user by one read at most.
type slots struct {
	perUser int

	mu      sync.Mutex
	free    int
	held    map[model.ID]int
	waiting map[model.ID][]chan struct{} // closed when the slot is granted
	order   []model.ID                   // the users in waiting; the first is served next
}

// newSlots returns that many free slots.
func newSlots(count int) *slots {
	return &slots{free: count, perUser: max(1, count/2), held: map[model.ID]int{}, waiting: map[model.ID][]chan struct{}{}}
}

// acquire waits for a slot. It returns the error of ctx if ctx ends first. The caller must call release.
func (s *slots) acquire(ctx context.Context, user model.ID) error {
	granted := s.enqueue(user)
	if granted == nil {
		return nil
	}
	select {
	case <-granted:
		return nil
	case <-ctx.Done():
	}
	if !s.abandon(user, granted) {
		s.release(user)
	}
	return ctx.Err()
}

// enqueue takes a free slot and returns nil, or returns a channel that is closed when the user is granted one.
func (s *slots) enqueue(user model.ID) chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.free > 0 && s.held[user] < s.perUser {
		s.free--
		s.held[user]++
		return nil
	}
	granted := make(chan struct{})
	if len(s.waiting[user]) == 0 {
		s.order = append(s.order, user)
	}
	s.waiting[user] = append(s.waiting[user], granted)
	return granted
}

// abandon removes a waiter. It reports false if the waiter was granted its slot in the meantime.
func (s *slots) abandon(user model.ID, granted chan struct{}) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.waiting[user], granted)
	if i < 0 {
		return false
	}
	s.waiting[user] = slices.Delete(s.waiting[user], i, i+1)
	s.forgetIdle(user)
	return true
}

// release releases a slot of the user, and grants it to a waiting user.
func (s *slots) release(user model.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free++
	if s.held[user]--; s.held[user] == 0 {
		delete(s.held, user)
	}
	for s.free > 0 && s.grant() {
	}
}

// grant gives a slot to the first user in order who may have one, and moves this user to the end. It reports whether there was
// one. s.mu must be held.
func (s *slots) grant() bool {
	i := slices.IndexFunc(s.order, func(user model.ID) bool { return s.held[user] < s.perUser })
	if i < 0 {
		return false
	}
	user := s.order[i]
	s.free--
	s.held[user]++
	close(s.waiting[user][0])
	s.waiting[user] = s.waiting[user][1:]
	s.order = append(slices.Delete(s.order, i, i+1), user)
	s.forgetIdle(user)
	return true
}

// forgetIdle removes a user without waiters. s.mu must be held.
func (s *slots) forgetIdle(user model.ID) {
	if len(s.waiting[user]) > 0 {
		return
	}
	delete(s.waiting, user)
	if i := slices.Index(s.order, user); i >= 0 {
		s.order = slices.Delete(s.order, i, i+1)
	}
}
