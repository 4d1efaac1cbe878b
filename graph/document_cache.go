package graph

import (
	"context"
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"
)

// maxCachedSource limits the documents in a cache, by the bytes of their source. A parsed document takes about a hundred bytes for each
// byte of its source.
const maxCachedSource = 512 << 10

// documents caches results that were computed from documents, such as parsed documents, by a key, up to a number of bytes. It evicts the
// least recently used first. It implements graphql.Cache.
//
// SECURITY: against memory exhaustion. The cache has a limit in bytes, because any client may send any number of different valid
// documents.
type documents[T any] struct {
	limit int // bytes, of all values together
	size  func(key string, value T) int

	mu    sync.Mutex
	bytes int
	byKey *simplelru.LRU[string, T]
}

// newDocuments returns an empty cache for limit bytes. size returns the bytes of a value with its key.
func newDocuments[T any](limit int, size func(key string, value T) int) *documents[T] {
	d := &documents[T]{limit: limit, size: size}
	d.byKey, _ = simplelru.NewLRU(math.MaxInt, func(key string, value T) { d.bytes -= size(key, value) }) // an error only for sizes below 1
	return d
}

// Get returns the value with this key. ok reports whether there is one.
func (d *documents[T]) Get(_ context.Context, key string) (value T, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.byKey.Get(key)
}

// Add stores value. It does nothing if there is a value with this key.
func (d *documents[T]) Add(_ context.Context, key string, value T) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.byKey.Contains(key) {
		return
	}
	d.byKey.Add(key, value)
	for d.bytes += d.size(key, value); d.bytes > d.limit; {
		d.byKey.RemoveOldest()
	}
}

// newQueryDocuments returns a cache for valid documents, by their source.
func newQueryDocuments() *documents[*ast.QueryDocument] {
	return newDocuments(maxCachedSource, func(source string, _ *ast.QueryDocument) int { return len(source) })
}
