package chat

import (
	"crypto/sha256"
	"sync"

	"chattr/internal/model"
	"chattr/internal/token"
)

// maxKnown bounds the webhooks that are remembered.
const maxKnown = 10_000

// knownWebhooks remembers webhooks as they were read, so that a post needs no query before the one that stores it. It may be
// out of date at any time: what it says is only ever used for what looks again before it counts. Storing a post compares
// the revision; before a refusal the webhook is read (Chat.ConfirmWebhook).
type knownWebhooks struct {
	mu   sync.RWMutex
	byID map[model.ID]*model.Webhook
}

func newKnownWebhooks() *knownWebhooks {
	return &knownWebhooks{byID: map[model.ID]*model.Webhook{}}
}

func (k *knownWebhooks) webhook(id model.ID) *model.Webhook {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.byID[id]
}

func (k *knownWebhooks) remember(w *model.Webhook) {
	k.mu.Lock()
	defer k.mu.Unlock()
	evictFor(k.byID, w.ID, maxKnown) // the next post by an evicted webhook reads it again
	k.byID[w.ID] = w
}

func (k *knownWebhooks) forget(id model.ID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.byID, id)
}

// readings are the webhooks that are being read, so that a burst of posts by one that is not cached yet reads it once. The
// zero value is ready.
type readings struct {
	mu    sync.Mutex
	under map[attempt]chan struct{} // closed when it has been read
}

// wait waits for a reading that is under way, and says whether there was one.
func (r *readings) wait(tried attempt) bool {
	r.mu.Lock()
	read := r.under[tried]
	r.mu.Unlock()
	if read == nil {
		return false
	}
	<-read
	return true
}

// begin has the others wait until end is called.
func (r *readings) begin(tried attempt) (end func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.under[tried] != nil {
		return func() {}
	}
	if r.under == nil {
		r.under = map[attempt]chan struct{}{}
	}
	read := make(chan struct{})
	r.under[tried] = read
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.under, tried)
		close(read)
	}
}

// attempt is a webhook and a token that a request sends for it. Only the hash of the token is kept.
type attempt struct {
	id   model.ID
	hash [sha256.Size]byte
}

func newAttempt(id model.ID, secret string) attempt {
	return attempt{id: id, hash: [sha256.Size]byte(token.Hash(secret))}
}

// evictFor removes another key from m if key is new and m has limit keys.
func evictFor[K comparable, V any](m map[K]V, key K, limit int) {
	if _, found := m[key]; found || len(m) < limit {
		return
	}
	for other := range m {
		delete(m, other)
		return
	}
}
