package chat

import (
	"crypto/sha256"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"chattr/internal/model"
	"chattr/internal/token"
)

// maxCachedWebhooks limits the webhooks in a webhookCache. It evicts the one that was used least recently; the next post by that
// webhook reads it again.
const maxCachedWebhooks = 10_000

// webhookCache holds webhooks as they were read, so that a post needs no query before the one that stores it. A cached webhook may be
// out of date, so its values are checked again before they have an effect: storing a post compares the revision of the webhook, and
// Webhooks.Confirm reads it before a refusal.
type webhookCache struct {
	byID  *lru.Cache[model.ID, *model.Webhook]
	reads singleflight.Group // by attempt
}

// newWebhookCache returns an empty cache.
func newWebhookCache() *webhookCache {
	byID, _ := lru.New[model.ID, *model.Webhook](maxCachedWebhooks) // returns an error only for sizes below 1
	return &webhookCache{byID: byID}
}

// get returns the cached webhook of the attempt. It returns nil if the webhook is not cached, or if it had another token when it was
// read.
func (c *webhookCache) get(a attempt) *model.Webhook {
	if w, ok := c.byID.Get(a.id); ok && token.Equal(a.hash[:], w.TokenHash) {
		return w
	}
	return nil
}

// add stores a webhook that was just read.
func (c *webhookCache) add(w *model.Webhook) { c.byID.Add(w.ID, w) }

// remove removes a webhook that has changed or was deleted.
func (c *webhookCache) remove(id model.ID) { c.byID.Remove(id) }

// readOnce calls read and returns its result. A burst of posts by one webhook reads it once: concurrent calls for the same attempt wait
// for the first one and share its webhook. They do not share its error, which can be that of the first caller's context or limits: they
// call read themselves.
func (c *webhookCache) readOnce(a attempt, read func() (*model.Webhook, error)) (*model.Webhook, error) {
	isFirst := false
	found, err, _ := c.reads.Do(a.key(), func() (any, error) {
		isFirst = true
		return read()
	})
	if err != nil && !isFirst {
		return read()
	}
	return found.(*model.Webhook), err
}

// attempt is a webhook and a token that a request sends for it. It contains only the hash of the token.
type attempt struct {
	id   model.ID
	hash [sha256.Size]byte
}

// newAttempt returns the attempt to use the token secret for the webhook with this id.
func newAttempt(id model.ID, secret string) attempt {
	return attempt{id: id, hash: [sha256.Size]byte(token.Hash(secret))}
}

// key returns a text that is different for each attempt.
func (a attempt) key() string { return a.id.String() + string(a.hash[:]) }
