package avatar

import (
	"context"
	"net/http"
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"chattr/internal/model"
	"chattr/internal/picture"
	"chattr/internal/ratelimit"
)

const (
	side        = 96              // pixels; twice the size in the pages
	maxPNGBytes = 40 << 10        // the size of the PNG for every picture; a test checks it
	maxCached   = 1000            // each has at most maxPNGBytes, and usually a tenth of that
	cachedFor   = time.Hour       // how long a picture stays in the cache
	failedFor   = 5 * time.Minute // how long a failure stays in the cache
	drawTimeout = time.Second     // for decoding and drawing
)

// cache fetches the pictures whose URLs messages and webhooks have, so that the browsers of readers need not fetch them: the hosts
// learn nothing about the readers. It caches pictures and failures. Concurrent requests for the same URL share one fetch.
type cache struct {
	client  *http.Client
	limiter *ratelimit.Concurrency
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

// newCache returns a cache that fetches only from addresses for which allowed returns true.
func newCache(allowed func(netip.Addr) bool) *cache {
	cached, _ := lru.New[string, *avatar](maxCached) // returns an error only for sizes below 1
	return &cache{client: newFetcher(allowed), limiter: newLimiter(), cached: cached, now: time.Now}
}

// get returns the avatar at a URL, fetched for a user or cached. It returns OVERLOADED if too many fetches are running or waiting, and the
// error of ctx if that ends first. The end of ctx does not stop the fetch: others may wait for the same one. It ends by itself, after
// maxQueueWait and fetchTimeout at most.
func (c *cache) get(ctx context.Context, userID model.ID, url string) (found *avatar, err error) {
	for range 2 { // if the fetch of another user is refused, because of that user's limits, try again for this one
		isFirst := false
		fetched := c.fetches.DoChan(url, func() (any, error) {
			isFirst = true
			return c.find(userID, url)
		})
		select {
		case f := <-fetched:
			found, err = f.Val.(*avatar), f.Err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if err == nil || isFirst {
			break
		}
	}
	return found, err
}

// find returns the cached avatar of a URL. It fetches the avatar if it is not cached or has expired. It returns the errors of limitFetch.
func (c *cache) find(userID model.ID, url string) (found *avatar, err error) {
	if found, ok := c.cached.Get(url); ok && c.now().Before(found.expires) {
		return found, nil
	}
	err = limitFetch(c.limiter, userID.String(), hostOf(url), func() { found = c.fetch(url) })
	if err == nil {
		c.cached.Add(url, found)
	}
	return found, err
}

// fetch fetches and draws the picture at a URL. It returns an avatar without a picture if that fails.
func (c *cache) fetch(url string) *avatar {
	ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
	defer cancel()
	if file, err := fetch(ctx, c.client, url); err == nil {
		if png, err := c.draw(file); err == nil {
			return &avatar{png, c.now().Add(cachedFor)}
		}
	}
	return &avatar{nil, c.now().Add(failedFor)}
}

// draw returns file as a small PNG, see picture.Square. It waits while another picture is drawn.
func (c *cache) draw(file []byte) ([]byte, error) {
	c.drawing.Lock()
	defer c.drawing.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), drawTimeout)
	defer cancel()
	return picture.Square(ctx, file, side)
}
