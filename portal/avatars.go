package portal

import (
	"context"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"chattr/model"
)

const (
	maxCachedAvatars  = 1000 // of a few KiB each
	avatarsKept       = time.Hour
	failuresKept      = 5 * time.Minute
	fetchesAtOnce     = 4 // each may decode a picture of maxPixels
	avatarCacheHeader = "private, max-age=3600"
)

// avatars fetches the pictures that messages and webhooks name, so that no reader's browser has to: their hosts learn nothing of
// who reads. It remembers what it found, or that there was nothing.
type avatars struct {
	client *http.Client
	slots  chan struct{}

	mu    sync.Mutex
	known map[string]*avatar
	order []string // the oldest first
}

// avatar is what there is at a URL.
type avatar struct {
	ready   chan struct{} // closed when the rest is known
	png     []byte        // nil: nothing that could be shown
	expires time.Time
}

func newAvatars(allowed func(netip.Addr) bool) *avatars {
	return &avatars{client: newFetcher(allowed), slots: make(chan struct{}, fetchesAtOnce), known: map[string]*avatar{}}
}

// png is the picture at a URL, nil when there is none. Who asks for what is being fetched waits for it.
func (a *avatars) png(ctx context.Context, url string) []byte {
	found := a.find(url)
	select {
	case <-found.ready:
		return found.png
	case <-ctx.Done():
		return nil
	}
}

// find is what is known of a URL. What is not, or not any more, begins to be fetched.
func (a *avatars) find(url string) *avatar {
	a.mu.Lock()
	defer a.mu.Unlock()
	found, ok := a.known[url]
	if ok && (!found.isReady() || time.Now().Before(found.expires)) {
		return found
	}
	found = &avatar{ready: make(chan struct{})}
	if a.known[url] = found; !ok {
		a.order = append(a.order, url)
	}
	if len(a.order) > maxCachedAvatars {
		delete(a.known, a.order[0])
		a.order = a.order[1:]
	}
	go a.fill(found, url) // it ends by itself, within the client's timeout
	return found
}

func (a *avatar) isReady() bool {
	select {
	case <-a.ready:
		return true
	default:
		return false
	}
}

func (a *avatars) fill(found *avatar, url string) {
	a.slots <- struct{}{}
	defer func() { <-a.slots; close(found.ready) }()
	found.expires = time.Now().Add(failuresKept)
	file, err := fetch(context.Background(), a.client, url)
	if err != nil {
		return
	}
	if found.png, err = avatarOf(file); err == nil {
		found.expires = time.Now().Add(avatarsKept)
	}
}

// avatar answers GET /avatars/{id} with the picture of a message's author or of a webhook.
func (p *Portal) avatar(w http.ResponseWriter, r *http.Request) error {
	url, err := p.avatarURL(r)
	if err != nil {
		return err
	}
	picture := p.avatars.png(r.Context(), url)
	if picture == nil {
		return model.Errorf(model.NotFound, "There is no picture that could be shown.")
	}
	header := w.Header()
	header.Set("Content-Type", "image/png")
	header.Set("Cache-Control", avatarCacheHeader)
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	_, _ = w.Write(picture)
	return nil
}

// avatarURL is the URL of the avatar that is asked for.
// SECURITY: only what a message or a webhook has stored, and only for who may see that, so that nobody can have the server fetch
// what they like, or learn who is named where.
func (p *Portal) avatarURL(r *http.Request) (string, error) {
	actor, err := p.actor(r)
	if err != nil {
		return "", err
	}
	id, err := model.ParseID(r.PathValue("id"))
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
	if url == nil {
		return "", model.NoSuch("avatar")
	}
	return *url, nil
}
