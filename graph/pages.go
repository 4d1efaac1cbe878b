package graph

import (
	"context"
	"iter"
	"maps"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// parentPage asks for a page of one parent's list.
type parentPage struct {
	parent model.ID
	page   chat.Page
}

// page reads a page of a parent's list, of things of that kind.
func page[V any](
	ctx context.Context, l loader[parentPage, V], parent model.ID, kind model.Kind,
	first *int, after *string, last *int, before *string,
) (none V, err error) {
	p, err := chat.ParsePage(kind, first, after, last, before)
	if err != nil {
		return none, err
	}
	return l.one(ctx, parentPage{parent: parent, page: p})
}

// readPages reads the same page of many parents' lists, and says of some parents why theirs is not answered.
type readPages[V any] func(context.Context, model.Actor, []model.ID, chat.Page) (map[model.ID]V, map[model.ID]error, error)

// nobodyDenied makes readPages of what only leaves out.
func nobodyDenied[V any](
	read func(context.Context, model.Actor, []model.ID, chat.Page) (map[model.ID]V, error),
) readPages[V] {
	return func(ctx context.Context, a model.Actor, parents []model.ID, p chat.Page) (map[model.ID]V, map[model.ID]error, error) {
		pages, err := read(ctx, a, parents, p)
		return pages, nil, err
	}
}

// newPageLoader reads equal pages of many parents together.
func newPageLoader[V any](in batching, read readPages[V]) loader[parentPage, V] {
	return newDenyingLoader(in, "thing", func(ctx context.Context, keys []parentPage) (
		pages map[parentPage]V, denied map[parentPage]error, err error,
	) {
		parents := map[chat.Page][]model.ID{}
		for _, k := range keys {
			parents[k.page] = append(parents[k.page], k.parent)
		}
		pages, denied = make(map[parentPage]V, len(keys)), map[parentPage]error{}
		for p, ids := range parents {
			byParent, refused, err := read(ctx, in.actor, ids, p)
			if err != nil {
				return nil, nil, err
			}
			maps.Insert(pages, ofPage(byParent, p))
			maps.Insert(denied, ofPage(refused, p))
		}
		return pages, denied, nil
	})
}

// ofPage makes each parent's key one of that page.
func ofPage[V any](byParent map[model.ID]V, p chat.Page) iter.Seq2[parentPage, V] {
	return func(yield func(parentPage, V) bool) {
		for id, v := range byParent {
			if !yield(parentPage{id, p}, v) {
				return
			}
		}
	}
}
