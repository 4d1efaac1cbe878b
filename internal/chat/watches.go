package chat

import (
	"context"
	"slices"
	"time"

	"chattr/db"
	"chattr/internal/metrics"
	"chattr/internal/model"
)

// Watch is an eye on the credential that somebody came with, for what stays open while nothing is asked. The nil Watch sees
// nothing.
type Watch struct {
	hub        *hub
	credential *watchedCredential
	ended      func()
}

// watchedCredential is a session, an access token or, of the owner token, a user, with all who came with it: together they cost
// what one costs.
type watchedCredential struct {
	id, user model.ID
	expires  *time.Time // nil: never
	sure     bool       // was looked for since the user's credentials last changed
	watches  map[*Watch]struct{}
}

// WatchCredential has ended called, once, when the credential that the actor came with is no longer good: within a second of its
// being revoked, signed out or expired, or two. What happened since the actor was authenticated is noticed, too. ended must not
// wait.
func (c *Chat) WatchCredential(actor model.Actor, ended func()) *Watch {
	return c.hub.watch(actor, ended)
}

func (h *hub) watch(actor model.Actor, ended func()) *Watch {
	h.mu.Lock()
	defer h.mu.Unlock()
	credential := h.credentials[actor.Credential()]
	if credential == nil {
		credential = &watchedCredential{
			id: actor.Credential(), user: actor.UserID(), expires: actor.ExpiresAt, watches: map[*Watch]struct{}{},
		}
		h.credentials[credential.id] = credential
	}
	w := &Watch{hub: h, credential: credential, ended: ended}
	credential.watches[w] = struct{}{}
	h.retainUser(credential.user)
	return w
}

// Stop ends the watch. Call it once.
func (w *Watch) Stop() {
	if w == nil {
		return
	}
	h := w.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	h.releaseUser(w.credential.user)
	delete(w.credential.watches, w)
	if len(w.credential.watches) == 0 {
		h.drop(w.credential)
	}
}

// drop needs the lock.
func (h *hub) drop(c *watchedCredential) {
	if h.credentials[c.id] == c {
		delete(h.credentials, c.id)
	}
}

// pollCredentials ends the watches of credentials whose time has come, and looks for those of users where something changed.
func (h *hub) pollCredentials(ctx context.Context) error {
	expired, doubtful := h.questionable()
	h.endWatches(expired)
	for chunk := range slices.Chunk(doubtful, pollChunk) {
		ids := make([]model.ID, len(chunk))
		for i, c := range chunk {
			ids[i] = c.id
		}
		h.metrics.StreamRead(metrics.PollRead, 1)
		good, err := h.db.Credentials(ctx, ids)
		if err != nil {
			return err
		}
		h.endWatches(h.judge(chunk, good))
	}
	return nil
}

func (h *hub) questionable() (expired, doubtful []*watchedCredential) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.now()
	for _, c := range h.credentials {
		switch {
		case c.expires != nil && !now.Before(*c.expires):
			expired = append(expired, c)
		case !c.sure:
			doubtful = append(doubtful, c)
		}
	}
	return expired, doubtful
}

// judge is which of the credentials are good no longer.
func (h *hub) judge(all []*watchedCredential, good map[model.ID]db.Credential) (gone []*watchedCredential) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range all {
		if _, c.sure = good[c.id]; !c.sure {
			gone = append(gone, c)
		}
	}
	return gone
}

// SECURITY: who is no longer signed in keeps nothing open.
func (h *hub) endWatches(of []*watchedCredential) {
	var ended []*Watch
	h.mu.Lock()
	for _, c := range of {
		h.drop(c)
		for w := range c.watches {
			ended = append(ended, w)
		}
	}
	h.mu.Unlock()
	for _, w := range ended {
		w.ended()
	}
}
