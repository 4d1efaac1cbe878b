package main

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/uptrace/bun"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/graph"
	"chattr/internal/chat"
	"chattr/internal/model"
)

// stockMode is the mode in which the program starts itself as the baseline of history.
const stockMode = "stock-baseline"

// stockConnections is the number of connections to the database, one for each of the default readers.
const stockConnections = 8

// stock is the baseline of history: stock gqlgen with its own transport and a query cache, over the same schema and its generated
// code. It reads through bun models what Chattr reads: the user, the channel and the page.
type stock struct {
	graph.ResolverRoot
	db *bun.DB
}

func serveStock(_ context.Context, args []string) error {
	if len(args) != 2 {
		return errors.New("the arguments are the address to listen on and the URL of the database")
	}
	pool, err := openDatabase(args[1])
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(stockConnections)
	pool.SetMaxIdleConns(stockConnections)
	server := handler.New(graph.NewExecutableSchema(graph.Config{Resolvers: stock{db: pool}}))
	server.AddTransport(transport.POST{})
	server.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	http.Handle("/graphql", server)
	http.HandleFunc("/{$}", func(http.ResponseWriter, *http.Request) {}) // reports that the server is ready
	return http.ListenAndServe(args[0], nil)
}

func (s stock) Query() graph.QueryResolver     { return stockQuery{db: s.db} }
func (s stock) Channel() graph.ChannelResolver { return stockChannel{db: s.db} }

type stockQuery struct {
	graph.QueryResolver
	db *bun.DB
}

func (q stockQuery) Channel(ctx context.Context, id model.ID) (*model.Channel, error) {
	viewer, ch := new(model.User), new(model.Channel)
	if err := q.db.NewSelect().Model(viewer).Where("name_key = ?", "owner").Scan(ctx); err != nil {
		return nil, err
	}
	return ch, q.db.NewSelect().Model(ch).Where("id = ?", id).Where("deleted_at IS NULL").Scan(ctx)
}

type stockChannel struct {
	graph.ChannelResolver
	db *bun.DB
}

// Messages reads a page like Chattr: one message more than requested, with the head in the same statement. It supports only the
// measured direction.
func (c stockChannel) Messages(
	ctx context.Context, ch *model.Channel, _ *int, _ *string, last *int, before *string,
) (*chat.MessageConnection, error) {
	page := c.db.NewSelect().Model((*model.Message)(nil)).Where("channel_id = ?", ch.ID).Where("deleted_at IS NULL").
		OrderExpr("number DESC").Limit(int64(*last) + 1)
	if before != nil {
		number, err := edgeNumber(*before)
		if err != nil {
			return nil, err
		}
		page.Where("number < ?", number)
	}
	var rows []*stockRow
	err := c.db.NewSelect().TableExpr("channel_heads AS h").Join("JOIN (?) AS m ON TRUE", page).Where("h.channel_id = ?", ch.ID).
		ColumnExpr("m.*, h.number AS head_number, h.event_id AS head_event_id").Scan(ctx, &rows)
	if err != nil {
		return nil, err
	}
	return stockPage(rows, *last, before != nil), nil
}

type stockRow struct {
	model.Message
	HeadNumber  int64
	HeadEventID model.ID
}

func stockPage(rows []*stockRow, limit int, bounded bool) *chat.MessageConnection {
	slices.SortFunc(rows, func(a, b *stockRow) int { return int(a.Number - b.Number) })
	more := len(rows) > limit
	if more {
		rows = rows[1:]
	}
	c := &chat.MessageConnection{}
	c.PageInfo = chat.PageInfo{HasNextPage: bounded, HasPreviousPage: more}
	for _, r := range rows {
		c.Edges = append(c.Edges, &chat.MessageEdge{Cursor: edgeCursor(r.Number), Node: &r.Message})
	}
	if len(rows) > 0 {
		head := rows[0]
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[len(rows)-1].Cursor
		c.ResumeCursor = model.Cursor{ChannelID: head.ChannelID, Number: head.HeadNumber, EventID: head.HeadEventID}
	}
	return c
}
