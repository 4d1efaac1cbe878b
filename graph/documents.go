package graph

import (
	"container/list"
	"context"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// rememberedSource bounds the documents that are kept, by the bytes of their source: what is parsed of a byte takes about a
// hundred.
const rememberedSource = 512 << 10

// documents is a cache of what was made of documents, up to a limit of bytes. It evicts the least recently used first, and
// implements graphql.Cache.
//
// SECURITY: it is bounded by bytes, since anybody may send valid documents, all different.
type documents[T any] struct {
	limit int // of the sizes together
	size  func(key string, value T) int

	mu    sync.Mutex
	bytes int
	order list.List // of document[T], the latest first
	byKey map[string]*list.Element
}

type document[T any] struct {
	key   string
	value T
	bytes int
}

func newDocuments[T any](limit int, size func(key string, value T) int) *documents[T] {
	return &documents[T]{limit: limit, size: size, byKey: map[string]*list.Element{}}
}

// Get is what was remembered under key.
func (d *documents[T]) Get(_ context.Context, key string) (value T, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, ok := d.byKey[key]
	if !ok {
		return value, false
	}
	d.order.MoveToFront(e)
	return e.Value.(document[T]).value, true
}

// Add remembers value under key.
func (d *documents[T]) Add(_ context.Context, key string, value T) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.byKey[key]; ok {
		return
	}
	added := document[T]{key: key, value: value, bytes: d.size(key, value)}
	d.byKey[key] = d.order.PushFront(added)
	for d.bytes += added.bytes; d.bytes > d.limit; {
		oldest := d.order.Remove(d.order.Back()).(document[T])
		d.bytes -= oldest.bytes
		delete(d.byKey, oldest.key)
	}
}

// newQueryDocuments returns a cache of documents that are valid.
func newQueryDocuments() *documents[*ast.QueryDocument] {
	return newDocuments(rememberedSource, func(source string, _ *ast.QueryDocument) int { return len(source) })
}
