package portal

import (
	"context"
	"net/http"
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"chattr/internal/model"
)

const (
	maxCachedAvatars = 1000            // each has at most maxAvatarBytes, and usually a tenth of that
	avatarsKept      = time.Hour       // how long a picture stays in the cache
	failuresKept     = 5 * time.Minute // how long a failure stays in the cache

	// The path contains a hash of the picture's URL, so a browser may cache the response. After a day it fetches the picture again,
	// because the picture at the URL may have changed.
	avatarCacheHeader = "private, max-age=86400, immutable"
)

// avatars fetches the pictures whose URLs messages and webhooks have, so that the browsers of readers need not fetch them: the hosts
// learn nothing about the readers. It caches pictures and failures. Concurrent requests for the same URL share one fetch.
type avatars struct {
	client  *http.Client
	limiter *limiter
	fetches singleflight.Group
	drawing sync.Mutex                  // held while a picture is decoded: one at a time, because decoded pictures are large
	cached  *lru.Cache[string, *avatar] // by URL
	now     func() time.Time            // a test may replace it
}

// avatar is the result of fetching a URL.
type avatar struct {
	png     []byte    // nil: the fetch failed, or there is no picture that can be shown
	expires time.Time // when it must be fetched again
}

// newAvatars returns avatars that fetch only from addresses for which allowed returns true.
func newAvatars(allowed func(netip.Addr) bool) *avatars {
	cached, _ := lru.New[string, *avatar](maxCachedAvatars) // returns an error only for sizes below 1
	return &avatars{client: newFetcher(allowed), limiter: newLimiter(), cached: cached, now: time.Now}
}

// at returns the avatar at a URL, fetched for a user or cached. It returns OVERLOADED if too many fetches are running or
// waiting, and the error of ctx if that ends first. The end of ctx does not stop the fetch: others may wait for the same one. It ends
// by itself, after maxQueueWait and fetchTimeout at most.
func (a *avatars) at(ctx context.Context, userID model.ID, url string) (*avatar, error) {
	fetched := a.fetches.DoChan(url, func() (any, error) { return a.find(userID, url) })
	select {
	case f := <-fetched:
		return f.Val.(*avatar), f.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// find returns the cached avatar of a URL. It fetches the avatar if there is none or if it has expired.
func (a *avatars) find(userID model.ID, url string) (found *avatar, err error) {
	if found, ok := a.cached.Get(url); ok && a.now().Before(found.expires) {
		return found, nil
	}
	err = a.limiter.do(userID.String(), hostOf(url), func() { found = a.fetch(url) })
	if err == nil {
		a.cached.Add(url, found)
	}
	return found, err
}

// fetch fetches and draws the picture at a URL. It returns an avatar without a picture if that fails.
func (a *avatars) fetch(url string) *avatar {
	ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
	defer cancel()
	if file, err := fetch(ctx, a.client, url); err == nil {
		if png, err := a.draw(file); err == nil {
			return &avatar{png, a.now().Add(avatarsKept)}
		}
	}
	return &avatar{nil, a.now().Add(failuresKept)}
}

// draw returns file as a small PNG, see avatarOf. It waits while another picture is drawn.
func (a *avatars) draw(file []byte) ([]byte, error) {
	a.drawing.Lock()
	defer a.drawing.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), drawTimeout)
	defer cancel()
	return avatarOf(ctx, file)
}

// avatar handles GET /avatars/{hash}?of={id}: it responds with the picture of a message's author or of a webhook, as a PNG. It returns
// NOT_FOUND if there is no picture that can be shown, and OVERLOADED if too many pictures are being fetched.
func (p *Portal) avatar(w http.ResponseWriter, r *http.Request) error {
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	url, err := p.avatarURL(r, actor)
	if err != nil {
		return err
	}
	found, err := p.avatars.at(r.Context(), actor.UserID(), url)
	if err != nil {
		return err
	}
	if found.png == nil {
		return model.Errorf(model.NotFound, "There is no picture that could be shown.")
	}
	header := w.Header()
	header.Set("Content-Type", "image/png")
	header.Set("Cache-Control", avatarCacheHeader)
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	_, _ = w.Write(found.png)
	return nil
}

// avatarURL returns the URL of the requested avatar. It returns NOT_FOUND if there is none, or if the actor may not see the message or
// webhook, and UNAUTHENTICATED if no user is signed in.
//
// SECURITY: it returns only URLs that a message or a webhook has stored, and only to users who may see that message or webhook. So a
// user can neither make the server fetch an arbitrary URL (server-side request forgery) nor learn which URLs are stored. The hash
// grants no permission: it only ensures that the same path never means another URL later.
func (p *Portal) avatarURL(r *http.Request, actor model.Actor) (string, error) {
	id, err := model.ParseID(r.URL.Query().Get("of"))
	if err != nil || p.avatars == nil {
		return "", model.NoSuch("avatar")
	}
	thing, err := p.chat.Node(r.Context(), actor, id)
	if err != nil {
		return "", err
	}
	var url *string
	switch thing := thing.(type) {
	case *model.Message:
		url = thing.AvatarURL
	case *model.Webhook:
		url = thing.AvatarURL
	}
	if url == nil || model.AvatarHash(*url) != r.PathValue("hash") {
		return "", model.NoSuch("avatar")
	}
	return *url, nil
}
