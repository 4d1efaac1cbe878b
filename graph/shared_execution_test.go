package graph

import (
	"context"
	"encoding/json"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/graphqlws"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// For every selection of an event, two viewers with different permissions each receive the same data as from a query of their own. A shared
// execution never contains data that one of them may not see.
func TestSharedExecutionLeaksNothing(t *testing.T) {
	t.Parallel()
	database := dbtest.SQLite(t)
	now := model.Now()
	c := chat.New(database, &pubsub.Local{}, chat.Options{Now: func() time.Time { return now }})
	running, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); c.Run(running) }()
	defer func() { stop(); <-ended }()
	owner, member, channel := twoViewers(t, c, database)
	executable := newSchema(&resolver{chat: c, avatars: true})
	gate := transports{presenter: presenter{log: slog.New(slog.DiscardHandler)}, known: authenticator{chat: c}, avatars: true, batchWait: batchWait, schema: executable}
	exec := gate.executor()
	v := &viewing{T: t, o: newOperations(gate, exec), chat: c, owner: owner, channel: channel}

	schema := executable.Schema()
	shared, differ := 0, 0
	for _, path := range paths(schema, schema.Types["Message"], nil) {
		ofOwner, sharedByOwner := v.event(owner, path)
		ofMember, sharedByMember := v.event(member, path)
		if ofOwner != v.query(owner, path) || ofMember != v.query(member, path) {
			t.Errorf("%s: an event and a query disagree:\nowner  %s\n       %s\nmember %s\n       %s",
				path, ofOwner, v.query(owner, path), ofMember, v.query(member, path))
		}
		if sharedByOwner != sharedByMember {
			t.Errorf("%s is shared for one of them", path)
		}
		if sharedByOwner {
			shared++
		}
		if ofOwner != ofMember {
			differ++
			if sharedByOwner {
				t.Errorf("%s is shared, and differs: %s, %s", path, ofOwner, ofMember)
			}
		}
	}
	if shared < 8 || differ < 5 {
		t.Errorf("%d selections are shared, and %d differ between the viewers: this proves nothing", shared, differ)
	}
}

func twoViewers(t *testing.T, c *chat.Chat, database *db.DB) (owner, member model.Actor, channel model.ID) {
	t.Helper()
	ctx := t.Context()
	owner, member = model.Actor{User: dbtest.User(t, database)}, model.Actor{User: dbtest.User(t, database)}
	server := dbtest.Server(t, database, owner.User)
	dbtest.Member(t, database, server, member.User)
	channel = dbtest.Channel(t, database, server).ID
	_, err := c.Webhooks.Create(ctx, owner, chat.CreateWebhookInput{ChannelID: channel, Name: "CI"})
	dbtest.OK(t, err)
	return owner, member, channel
}

// paths returns selections that together reach every field below a type, each once on a path.
func paths(schema *ast.Schema, of *ast.Definition, above []string) (all []string) {
	for _, f := range of.Fields {
		target := schema.Types[f.Type.Name()]
		switch {
		case strings.HasPrefix(f.Name, "__"):
		case target.Kind == ast.Scalar || target.Kind == ast.Enum:
			all = append(all, f.Name)
		case !slices.Contains(above, target.Name) && target.Kind == ast.Object:
			for _, inner := range paths(schema, target, append(above, of.Name)) {
				all = append(all, f.Name+"{"+inner+"}")
			}
		}
	}
	return all
}

// viewing executes operations for different viewers.
type viewing struct {
	*testing.T
	o       *operations
	chat    *chat.Chat
	owner   model.Actor
	channel model.ID
	message model.ID
}

// run executes an operation like a transport, up to its first result.
func (v *viewing) run(who model.Actor, document string, then func()) (result string, shared bool) {
	v.Helper()
	changed := make(chan struct{}, 1)
	t := &task{operations: v.o, wake: func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	}}
	t.prepare = func(ctx context.Context) (callerContext, *graphql.OperationContext, gqlerror.List, error) {
		during := func(ctx context.Context) context.Context { return withActor(graphql.StartOperationTrace(ctx), who) }
		op, errs := v.o.exec.CreateOperationContext(during(ctx), &graphql.RawParams{Query: document})
		return during, op, errs, nil
	}
	defer t.close()
	for t.work(v.Context()) {
	}
	then()
	for {
		out, state := t.next(nil, graphqlws.Portion{Bytes: 1, Requested: new(atomic.Int64)})
		switch {
		case len(out) > 0:
			return string(out[0].payload), t.group != nil
		case state == graphqlws.Done:
			v.Fatal(document, t.failure())
		case state == graphqlws.Blocked:
			t.work(v.Context())
		case state == graphqlws.Idle:
			select {
			case <-changed:
			case <-time.After(testTimeout):
				v.Fatal(document, "gives nothing")
			}
		}
	}
}

// event returns the payload of the message for a subscriber.
func (v *viewing) event(who model.Actor, path string) (message string, shared bool) {
	v.Helper()
	posted := v.post()
	document := `subscription{channelEvents(channelId:"` + v.channel.String() + `",after:"` + posted.String() + `"){message{` + path + `}}}`
	raw, shared := v.run(who, document, func() { v.post() })
	return v.part(raw, "channelEvents", "message"), shared
}

func (v *viewing) query(who model.Actor, path string) string {
	v.Helper()
	raw, _ := v.run(who, `{node(id:"`+v.message.String()+`"){...on Message{`+path+`}}}`, func() {})
	return v.part(raw, "node")
}

// post posts the message, or edits it, so that its fields stay comparable.
func (v *viewing) post() model.Cursor {
	v.Helper()
	if v.message == 0 {
		p, err := v.chat.Messages.Post(v.Context(), v.owner, chat.PostMessageInput{ChannelID: v.channel, Content: "text"})
		dbtest.OK(v.T, err)
		v.message = p.Message.ID
		return p.Cursor
	}
	p, err := v.chat.Messages.Edit(v.Context(), v.owner, chat.EditMessageInput{MessageID: v.message, Content: "text"})
	dbtest.OK(v.T, err)
	return p.Cursor
}

// part returns the data of a response at a path, and the codes of its errors: their texts and paths may differ.
func (v *viewing) part(raw string, path ...string) string {
	v.Helper()
	var response struct {
		Data   map[string]json.RawMessage
		Errors []struct{ Extensions struct{ Code string } }
	}
	dbtest.OK(v.T, json.Unmarshal([]byte(raw), &response))
	at := response.Data
	for _, name := range path[:len(path)-1] {
		var inner map[string]json.RawMessage
		dbtest.OK(v.T, json.Unmarshal(at[name], &inner))
		at = inner
	}
	out := string(at[path[len(path)-1]])
	for _, e := range response.Errors {
		out += " " + e.Extensions.Code
	}
	return moves.ReplaceAllString(out, "")
}

// moves matches the part that every edit changes.
var moves = regexp.MustCompile(`"resumeCursor":"[^"]*"`)
