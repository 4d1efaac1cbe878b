package chat

import (
	"encoding/base64"
	"encoding/binary"

	"chattr/db"
	"chattr/model"
)

// Page is which part of a list to read. It is comparable, so that equal pages of many parents are read together.
type Page = db.Page

const (
	maxPage     = 100
	defaultPage = 50

	edgeCursorVersion = 'e'
)

// ParsePage reads the paging arguments of the Relay specification. Both directions at once, sizes outside 0 to 100 and
// foreign cursors are BAD_USER_INPUT. The last 50 when nothing is said.
func ParsePage(first *int, after *string, last *int, before *string) (Page, error) {
	var f fields
	forward, backward := first != nil || after != nil, last != nil || before != nil
	if forward && backward {
		f.add(model.FieldError{Field: "last", Code: model.FieldInvalid, Message: "and `before` page backwards; " +
			"they cannot be combined with `first` and `after`"})
	}
	p := Page{Backward: !forward, Limit: defaultPage}
	p.Limit = f.pageSize("first", first, p.Limit)
	p.Limit = f.pageSize("last", last, p.Limit)
	p.After = f.edgeCursor("after", after)
	p.Before = f.edgeCursor("before", before)
	return p, f.err(model.BadUserInput)
}

func (f *fields) pageSize(field string, n *int, otherwise int) int {
	switch {
	case n == nil:
		return otherwise
	case *n < 0 || *n > maxPage:
		f.add(model.FieldError{
			Field: field, Code: model.FieldInvalid, Limit: maxPage, Got: *n, Message: "must be from 0 to 100",
		})
	}
	return *n
}

func (f *fields) edgeCursor(field string, s *string) int64 {
	if s == nil {
		return 0
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(*s)
	if err != nil || len(b) != 9 || b[0] != edgeCursorVersion {
		f.add(model.FieldError{Field: field, Code: model.FieldInvalid, Message: "is not the cursor of an edge"})
		return 0
	}
	return int64(binary.BigEndian.Uint64(b[1:]))
}

func edgeCursor(key int64) string {
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64([]byte{edgeCursorVersion}, uint64(key)))
}

// connect makes a connection of the things read for a page: sorted, and one more than the limit when there is more.
func connect[T any](things []*T, p Page, key func(*T) int64) *Connection[T] {
	more := len(things) > p.Limit
	switch {
	case more && p.Backward:
		things = things[len(things)-p.Limit:]
	case more:
		things = things[:p.Limit]
	}
	c := &Connection[T]{Edges: make([]*Edge[T], len(things))}
	for i, thing := range things {
		c.Edges[i] = &Edge[T]{Cursor: edgeCursor(key(thing)), Node: thing}
	}
	c.PageInfo = PageInfo{
		HasNextPage:     more && !p.Backward || p.Before > 0,
		HasPreviousPage: more && p.Backward || p.After > 0,
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[n-1].Cursor
	}
	return c
}

// connectAll makes a connection for each parent, also for those of which nothing was read.
func connectAll[T any](parents []model.ID, things map[model.ID][]*T, p Page, key func(*T) int64) map[model.ID]*Connection[T] {
	all := make(map[model.ID]*Connection[T], len(parents))
	for _, parent := range parents {
		all[parent] = connect(things[parent], p, key)
	}
	return all
}
