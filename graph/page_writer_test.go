package graph

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// For every selection of a page and every viewer, the response has the same bytes as gqlgen's own execution.
func TestPagesAreWrittenAsGqlgenWritesThem(t *testing.T) {
	t.Parallel()
	p := newPageFixture(t, true)
	documents := 2500
	if testing.Short() {
		documents = 250
	}
	random := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	g := &selections{Rand: random, schema: p.schema.Schema()}
	for range documents {
		document, variables := g.document(p.channels[random.IntN(len(p.channels))])
		who := p.viewers[random.IntN(len(p.viewers))]
		got, want := p.run(p.written, who, document, variables), p.run(p.stock, who, document, variables)
		if got != want {
			t.Fatalf("%s\n%v\n%s\nstock:\n%s", document, variables, got, want)
		}
		p.note(want)
	}
	t.Logf("%d pages wrote themselves, %d did not; %d answers with data, %d with errors beside it, %d without any", p.selfWritten.Load(), p.left.Load(), p.complete, p.partial, p.refused)
	if enough := documents / 3; int(p.selfWritten.Load()) < enough || int(p.left.Load()) < enough/4 || p.partial < enough/20 || p.refused > enough/2 {
		t.Error("this proves too little")
	}
}

// pageFixture is one database with two executors.
type pageFixture struct {
	*testing.T
	schema         graphql.ExecutableSchema
	written, stock *executor.Executor
	viewers        []model.Actor
	channels       []model.ID

	selfWritten, left          atomic.Int64
	complete, partial, refused int
}

func newPageFixture(t *testing.T, avatars avatars) *pageFixture {
	t.Helper()
	database := dbtest.SQLite(t)
	c := chat.New(database, &pubsub.Local{}, chat.Options{})
	owner, member, channel := twoViewers(t, c, database)
	gate := transports{known: authenticator{chat: c}, avatars: avatars, batchWait: time.Nanosecond}
	gate.schema = newSchema(&resolver{chat: c, avatars: avatars})
	p := &pageFixture{T: t, schema: gate.schema}
	p.written, p.stock = gate.stockExecutor(), gate.stockExecutor()
	p.written.AroundFields(p.count(writePages(plannableConnection(avatars))))
	p.viewers = []model.Actor{owner, member, {}}
	p.channels = []model.ID{channel, 0}
	ch, err := c.Channels.Get(t.Context(), owner, channel)
	dbtest.OK(t, err)
	for _, messages := range []int{1, 2, 9} {
		made, err := c.Channels.Create(t.Context(), owner, chat.CreateChannelInput{ServerID: ch.ServerID, Name: fmt.Sprint(messages)})
		dbtest.OK(t, err)
		p.channels = append(p.channels, made.Channel.ID)
		p.fill(c, owner, made.Channel.ID, messages)
	}
	return p
}

// awkward are texts with and without characters that must be escaped.
var awkward = []string{"plain", `"quoted" \back\`, "tab\tline\nreturn\r\n.", "<b>&amp;\u2028\u2029", "é ü 漢字 👩‍👩‍👧", strings.Repeat("long ", 700)}

func (p *pageFixture) fill(c *chat.Chat, owner model.Actor, channel model.ID, messages int) {
	p.Helper()
	hook, err := c.Webhooks.Create(p.Context(), owner, chat.CreateWebhookInput{ChannelID: channel, Name: "CI"})
	dbtest.OK(p.T, err)
	_, token, _ := strings.Cut(strings.TrimPrefix(hook.URL, "/webhooks/"), "/")
	avatar := "https://example.com/a?b=c&d"
	for i := range messages {
		content := awkward[i%len(awkward)]
		if i%2 == 0 {
			_, err := c.Webhooks.Execute(p.Context(), netip.Addr{}, chat.ExecuteWebhookInput{
				AppID: hook.Webhook.ID, Token: token, Content: content, Name: new(`<"CI">`), AvatarURL: &avatar,
			})
			dbtest.OK(p.T, err)
			continue
		}
		posted, err := c.Messages.Post(p.Context(), owner, chat.PostMessageInput{ChannelID: channel, Content: content})
		dbtest.OK(p.T, err)
		if i%3 == 0 {
			_, err = c.Messages.Edit(p.Context(), owner, chat.EditMessageInput{MessageID: posted.Message.ID, Content: content + "!"})
			dbtest.OK(p.T, err)
		}
	}
}

// count calls the middleware under test, and counts the pages that it writes.
func (p *pageFixture) count(write graphql.FieldMiddleware) graphql.FieldMiddleware {
	return func(ctx context.Context, next graphql.Resolver) (any, error) {
		response, err := write(ctx, next)
		switch response.(type) {
		case plannedPage:
			p.selfWritten.Add(1)
		case *chat.MessageConnection:
			p.left.Add(1)
		}
		return response, err
	}
}

// refusedDocument is the response for a document that the guard refuses.
const refusedDocument = `"data":null}`

// note counts the kinds of responses.
func (p *pageFixture) note(response string) {
	failed := strings.Contains(response, `"errors":[`)
	switch {
	case strings.HasSuffix(response, `"data":null}`):
		p.refused++
	case failed:
		p.partial++
	default:
		p.complete++
	}
}

func (p *pageFixture) run(exec *executor.Executor, who model.Actor, document string, variables map[string]any) string {
	p.Helper()
	ctx := withActor(graphql.StartOperationTrace(p.Context()), who)
	op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: document, Variables: variables})
	if errs != nil {
		if code := errs[0].Extensions["code"]; code != complexityExceeded {
			p.Fatalf("%s: %v", document, errs)
		}
		return refusedDocument
	}
	responses, ctx := exec.DispatchOperation(ctx, op)
	response := responses(ctx)
	// gqlgen executes fields concurrently, and collects errors in the order in which they occur.
	slices.SortFunc(response.Errors, func(a, b *gqlerror.Error) int { return cmp.Compare(a.Path.String(), b.Path.String()) })
	return string(encode(response))
}

func TestHandlersHavePagesWriteThemselves(t *testing.T) {
	t.Parallel()
	ctx := graphql.StartOperationTrace(t.Context())
	exec := transports{schema: newSchema(nil), known: authenticator{chat: &chat.Chat{}}}.executor()
	op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: `{__typename}`})
	if errs != nil {
		t.Fatal(errs)
	}
	ctx = graphql.WithFieldContext(graphql.WithOperationContext(ctx, op), &graphql.FieldContext{})
	response, err := op.ResolverMiddleware(ctx, func(context.Context) (any, error) { return &chat.MessageConnection{}, nil })
	if _, ok := response.(plannedPage); !ok || err != nil {
		t.Errorf("%T, %v", response, err)
	}
}
