package chat

import (
	"time"

	"chattr/internal/model"
)

// share hands over what was taken from each bucket since the last time, as the time that it needs to come back, and takes over
// how long each will need to be full with what all the others took. It is for one goroutine at a time.
func (r *rates) share(add func(costs map[model.ID]time.Duration) (missing map[model.ID]time.Duration, err error)) error {
	taken := r.unshared()
	if len(taken) == 0 {
		return nil
	}
	costs := make(map[model.ID]time.Duration, len(taken))
	for id, t := range taken {
		costs[r.sharedKey(id)] = time.Duration(t.count) * r.pace.each
	}
	missing, err := add(costs)
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	for id, t := range taken {
		if b := t.from; err == nil {
			b.full = now.Add(missing[r.sharedKey(id)] + time.Duration(b.taken)*r.pace.each)
		} else {
			b.taken, b.asked = b.taken+t.count, true
		}
	}
	return err
}

// taking is what was taken from a bucket.
type taking struct {
	from  *rateBucket
	count int
}

func (r *rates) unshared() map[model.ID]taking {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := map[model.ID]taking{}
	for id, b := range r.buckets {
		if b.asked {
			all[id] = taking{b, b.taken}
			b.asked, b.taken = false, 0
		}
	}
	return all
}
