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
	maxCachedAvatars = 1000 // of at most maxAvatarBytes each, and mostly a tenth of it
	avatarsKept      = time.Hour
	failuresKept     = 5 * time.Minute

	// The address names the URL, so what a browser has of it stays right for as long as people do not mind an old picture.
	avatarCacheHeader = "private, max-age=86400, immutable"
)

// avatars fetches the pictures that messages and webhooks name, so that no reader's browser has to: their hosts learn nothing of
// who reads. It remembers what it found, or that there was nothing; who asks for what is being fetched waits for it.
type avatars struct {
	client  *http.Client
	turns   *turns
	fetches singleflight.Group
	drawing sync.Mutex                  // one at a time: decoded pictures are large
	known   *lru.Cache[string, *avatar] // by URL
	now     func() time.Time
}

// avatar is what there is at a URL.
type avatar struct {
	png     []byte // nil: nothing that could be shown
	expires time.Time
}

func newAvatars(allowed func(netip.Addr) bool) *avatars {
	known, _ := lru.New[string, *avatar](maxCachedAvatars) // fails for sizes below 1 only
	return &avatars{client: newFetcher(allowed), turns: newTurns(), known: known, now: time.Now}
}

// at is what there is at a URL, for a user. OVERLOADED when too many are asked for at once. Whoever leaves takes nothing back: others may
// wait for the same, and it ends by itself, in maxTurnWait and fetchTimeout at the most.
func (a *avatars) at(ctx context.Context, asker model.ID, url string) (*avatar, error) {
	fetched := a.fetches.DoChan(url, func() (any, error) { return a.find(asker, url) })
	select {
	case f := <-fetched:
		return f.Val.(*avatar), f.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// find is what is known of a URL. What is not, or not any more, is fetched.
func (a *avatars) find(asker model.ID, url string) (found *avatar, err error) {
	if found, ok := a.known.Get(url); ok && a.now().Before(found.expires) {
		return found, nil
	}
	err = a.turns.take(asker.String(), hostOf(url), func() { found = a.fetch(url) })
	if err == nil {
		a.known.Add(url, found)
	}
	return found, err
}

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

func (a *avatars) draw(file []byte) ([]byte, error) {
	a.drawing.Lock()
	defer a.drawing.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), drawTimeout)
	defer cancel()
	return avatarOf(ctx, file)
}

// avatar answers GET /avatars/{hash}?of={id} with the picture of a message's author or of a webhook.
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

// avatarURL is the URL of the avatar that is asked for.
// SECURITY: only what a message or a webhook has stored, and only for who may see that, so that nobody can have the server fetch
// what they like, or learn who is named where. The hash permits nothing: it keeps an address from meaning another picture later.
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
