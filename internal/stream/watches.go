package stream

import (
	"context"
	"slices"
	"sync"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// Watch watches the credential of a connection that stays open while nothing is requested on it. The nil Watch watches nothing.
type Watch struct {
	watches    *watches
	credential *watchedCredential
	ended      func()
}

// watchedCredential is a session, an access token or, for the owner token, a user, with all its watches: together they cost as much as
// one.
type watchedCredential struct {
	id, user model.ID
	expires  *time.Time // nil: never
	sure     bool       // was valid when it was last read, and the user's credentials have not changed since
	watches  map[*Watch]struct{}
}

// watches are the watched credentials of a hub.
type watches struct {
	hub *Hub

	mu          sync.Mutex // never held together with hub.mu
	credentials map[model.ID]*watchedCredential
}

// newWatches returns the watches of h: none.
func newWatches(h *Hub) *watches {
	return &watches{hub: h, credentials: map[model.ID]*watchedCredential{}}
}

// WatchCredential has ended called, once, when the actor's credential is no longer valid: at most two seconds after it was revoked, signed
// out or expired, and usually within one. It notices changes since the actor was authenticated, too. ended must not block.
func (h *Hub) WatchCredential(actor model.Actor, ended func()) *Watch {
	h.mu.Lock()
	h.retainUser(actor.UserID()) // first, so that no change after the credential is added is missed
	h.mu.Unlock()
	return h.watches.add(actor, ended)
}

// Stop ends the watch. Call it once.
func (w *Watch) Stop() {
	if w == nil {
		return
	}
	w.watches.remove(w)
	h := w.watches.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	h.releaseUser(w.credential.user)
}

// add adds a watch of an actor's credential.
func (ws *watches) add(actor model.Actor, ended func()) *Watch {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	credential := ws.credentials[actor.Credential()]
	if credential == nil {
		credential = &watchedCredential{
			id: actor.Credential(), user: actor.UserID(), expires: actor.ExpiresAt, watches: map[*Watch]struct{}{},
		}
		ws.credentials[credential.id] = credential
	}
	w := &Watch{watches: ws, credential: credential, ended: ended}
	credential.watches[w] = struct{}{}
	return w
}

// remove removes a watch, and its credential if it was the last one.
func (ws *watches) remove(w *Watch) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	delete(w.credential.watches, w)
	if len(w.credential.watches) == 0 {
		ws.drop(w.credential)
	}
}

// drop removes a credential. ws.mu must be held.
func (ws *watches) drop(c *watchedCredential) {
	if ws.credentials[c.id] == c {
		delete(ws.credentials, c.id)
	}
}

// length returns the number of watched credentials.
func (ws *watches) length() int {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	return len(ws.credentials)
}

// doubt has the next poll read the credentials of users.
func (ws *watches) doubt(users map[model.ID]bool) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for _, c := range ws.credentials {
		c.sure = c.sure && !users[c.user]
	}
}

// poll ends the watches of credentials that have expired, and reads the doubtful ones. It is for one goroutine at a time.
func (ws *watches) poll(ctx context.Context) error {
	expired, doubtful := ws.due()
	ws.end(expired)
	for chunk := range slices.Chunk(doubtful, pollChunk) {
		ids := make([]model.ID, len(chunk))
		for i, c := range chunk {
			ids[i] = c.id
		}
		ws.hub.o.Metrics.StreamRead(metrics.PollRead, 1)
		valid, err := ws.hub.db.Credentials(ctx, ids)
		if err != nil {
			return err
		}
		ws.end(ws.compare(chunk, valid))
	}
	return nil
}

// due returns the credentials that have expired, and those that must be read.
func (ws *watches) due() (expired, doubtful []*watchedCredential) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	now := ws.hub.o.Now()
	for _, c := range ws.credentials {
		switch {
		case c.expires != nil && !now.Before(*c.expires):
			expired = append(expired, c)
		case !c.sure:
			doubtful = append(doubtful, c)
		}
	}
	return expired, doubtful
}

// compare returns which of the credentials are no longer valid. The others are sure now.
func (ws *watches) compare(all []*watchedCredential, valid map[model.ID]db.Credential) (invalid []*watchedCredential) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for _, c := range all {
		if _, c.sure = valid[c.id]; !c.sure {
			invalid = append(invalid, c)
		}
	}
	return invalid
}

// end ends the watches of credentials.
//
// SECURITY: a user who is no longer signed in keeps nothing open.
func (ws *watches) end(credentials []*watchedCredential) {
	var ended []*Watch
	ws.mu.Lock()
	for _, c := range credentials {
		ws.drop(c)
		for w := range c.watches {
			ended = append(ended, w)
		}
	}
	ws.mu.Unlock()
	for _, w := range ended {
		w.ended()
	}
}
