package db

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// Page is which part of a sorted list to read: at most Limit things with keys above After and below Before (0: no bound),
// from the beginning, or with Backward from the end.
type Page struct {
	After, Before int64
	Limit         int
	Backward      bool
}

// list says how a parent's list is read.
type list[T any] struct {
	query  func(parent model.ID) *bun.SelectQuery
	column string // the key in SQL
	key    func(*T) int64
	parent func(*T) model.ID
}

// pages reads one page of each parent's list, all in one statement: a select per parent, glued by UNION ALL, each as cheap
// as the same page read alone. The things come sorted by key, one more than Limit when there is more.
func pages[T any](ctx context.Context, db *DB, parents []model.ID, page Page, l list[T]) (map[model.ID][]*T, error) {
	things := make(map[model.ID][]*T, len(parents))
	for chunk := range slices.Chunk(parents, maxUnion) {
		var rows []*T
		if err := db.union(chunk, page, l.column, l.query).Scan(ctx, &rows); err != nil {
			return nil, wrap(err)
		}
		for _, row := range rows {
			things[l.parent(row)] = append(things[l.parent(row)], row)
		}
	}
	for _, rows := range things {
		slices.SortFunc(rows, func(a, b *T) int { return cmp.Compare(l.key(a), l.key(b)) })
	}
	return things, nil
}

// NOTE(dialect): SQLite takes at most 500 selects in one UNION.
const maxUnion = 100

// NOTE(dialect): SQLite takes no LIMIT in a member of a UNION and no parentheses around one, hence SELECT * FROM (…).
func (db *DB) union(parents []model.ID, page Page, column string, query func(model.ID) *bun.SelectQuery) *bun.RawQuery {
	parts, args := make([]string, len(parents)), make([]any, len(parents))
	for i, parent := range parents {
		parts[i], args[i] = "SELECT * FROM (?) AS page", page.narrow(query(parent), column)
	}
	return db.read.NewRaw(strings.Join(parts, " UNION ALL "), args...)
}

func (p Page) narrow(q *bun.SelectQuery, column string) *bun.SelectQuery {
	if column == "" { // the query narrows itself
		return q
	}
	if p.After > 0 {
		q = q.Where("? > ?", bun.Ident(column), p.After)
	}
	if p.Before > 0 {
		q = q.Where("? < ?", bun.Ident(column), p.Before)
	}
	order := "? ASC"
	if p.Backward {
		order = "? DESC"
	}
	return q.OrderExpr(order, bun.Ident(column)).Limit(int64(p.Limit) + 1)
}
