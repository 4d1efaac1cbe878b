package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/cors"
	"chattr/internal/graphqlws"
)

// nullForDefault gives null for a variable that has a default, where the directive needs true or false.
var nullForDefault = map[string]any{"v": nil}

// askWith posts an operation with variables as the owner.
func (w *fixture) askWith(query string, variables map[string]any, headers ...string) response {
	w.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	w.must(err)
	headers = append([]string{"Content-Type", "application/json", "Authorization", bearerOwner}, headers...)
	return w.read(w.send("POST", w.url, string(body), headers...))
}

func TestNullConditionOfDirectiveIsRefused(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, query := range []string{
		`query($v: Boolean = true) { __typename @skip(if: $v) }`,
		`query($v: Boolean = true) { __typename ... @include(if: $v) { __typename } }`,
		`query($v: Boolean = true) { viewer { user { id } servers(first: 2) { edges { node { name @skip(if: $v) } } } } }`,
		`query($v: Boolean = true) { viewer { ...F @skip(if: $v) user { id } } } fragment F on Viewer { user { name } }`,
		`query($v: Boolean = true) { viewer { ...F } } fragment F on Viewer { user { name @include(if: $v) } }`,
		`mutation($v: Boolean = true) { createServer(input: {name: "x"}) { server { id @skip(if: $v) } } }`,
	} {
		a := w.askWith(query, nullForDefault)
		if a.code() != "BAD_USER_INPUT" || len(a.Data) > 0 {
			t.Errorf("%s: got %s, want BAD_USER_INPUT without data", query, a.raw)
		}
		if a := w.askWith(query, nil); a.code() != "" {
			t.Errorf("%s: got %s, want data when the default is used", query, a.raw)
		}
	}
	if strings.Contains(w.log.String(), "panic") {
		t.Errorf("got a panic in the log: %s", w.log)
	}
}

func TestNullConditionOfDirectiveIsRefusedOverSSE(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, query := range []string{
		`query($v: Boolean = true) { __typename @skip(if: $v) }`,
		fmt.Sprintf(`subscription($v: Boolean = true) { channelEvents(channelId: "%d") { cursor message { content @skip(if: $v) } } }`, w.channel),
	} {
		body, err := json.Marshal(map[string]any{"query": query, "variables": nullForDefault})
		w.must(err)
		l := newListener(w, w.send("POST", w.url, string(body), "Content-Type", jsonType, "Accept", eventType, "Authorization", bearerOwner))
		if got := l.next(); got.event != "next" || got.code() != "BAD_USER_INPUT" {
			t.Errorf("%s: got %q %s, want an event with BAD_USER_INPUT", query, got.event, got.raw)
		}
		if got := l.next(); got.event != "complete" {
			t.Errorf("%s: got %q, want complete", query, got.event)
		}
	}
}

func TestNullConditionOfDirectiveEndsItsOperationOnly(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	c := w.enter(bearerOwner)
	c.subscribe("live", w.watch(w.post("zero")))
	query := fmt.Sprintf(`subscription($v: Boolean = true) { channelEvents(channelId: "%d", after: "%s") { cursor message { content @skip(if: $v) } } }`,
		w.channel, w.post("one"))
	c.expect("live", "next", "one")
	payload, err := json.Marshal(map[string]any{"query": query, "variables": nullForDefault})
	w.must(err)
	c.send(`{"id":"bad","type":"subscribe","payload":` + string(payload) + `}`)
	c.expect("bad", "error", "BAD_USER_INPUT")
	w.post("two")
	c.expect("live", "next", "two")
}

// stages are the stages in which an operation can panic. Each panics for operations whose names start with its name.
var stages = map[string]func(exec *executor.Executor, panicIn func(ctx context.Context, stage string)){
	"Parameters": func(exec *executor.Executor, panicIn func(context.Context, string)) {
		exec.Use(panicParameters{panicIn})
	},
	"Operation": func(exec *executor.Executor, panicIn func(context.Context, string)) {
		exec.AroundOperations(func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
			panicIn(ctx, "Operation")
			return next(ctx)
		})
	},
	"Response": func(exec *executor.Executor, panicIn func(context.Context, string)) {
		exec.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
			panicIn(ctx, "Response")
			return next(ctx)
		})
	},
	"Field": func(exec *executor.Executor, panicIn func(context.Context, string)) {
		exec.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) {
			panicIn(ctx, "Field")
			return next(ctx)
		})
	},
	"RootField": func(exec *executor.Executor, panicIn func(context.Context, string)) {
		exec.AroundRootFields(func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
			panicIn(ctx, "RootField")
			return next(ctx)
		})
	},
}

type panicParameters struct {
	panicIn func(ctx context.Context, stage string)
}

func (panicParameters) ExtensionName() string                   { return "PanicParameters" }
func (panicParameters) Validate(graphql.ExecutableSchema) error { return nil }
func (p panicParameters) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	ctx := graphql.WithOperationContext(context.Background(), &graphql.OperationContext{OperationName: params.OperationName})
	p.panicIn(ctx, "Parameters")
	return nil
}

// newPanickingFixture returns a fixture in which an operation panics in the stage with which its name starts.
func newPanickingFixture(t *testing.T) *fixture {
	t.Helper()
	w := newFixture(t)
	log := slog.New(slog.NewTextHandler(w.log, nil))
	o := Options{PublicURL: "https://chat.example", Origins: cors.New("https://chat.example", nil, log), Log: log}
	gate := transports{presenter: presenter{o.Log}, known: newAuthenticator(w.chat, o), batchWait: batchWait, done: w.done}
	gate.schema = newSchema(&resolver{chat: w.chat})
	exec := gate.executor()
	for _, add := range stages {
		add(exec, func(ctx context.Context, stage string) {
			if strings.HasPrefix(graphql.GetOperationContext(ctx).OperationName, stage) {
				panic("this is " + strings.Repeat("a long reason\n", 1000) + ownerToken)
			}
		})
	}
	handler := &Handler{presenter: gate.presenter, known: gate.known, next: newRouter(exec, gate, graphqlws.Options{Done: w.done})}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	w.url = server.URL
	return w
}

// until reads messages until one of that id has text in its payload.
func (c *client) until(id, text string) {
	c.Helper()
	for {
		if f := c.read(); f.ID == id && strings.Contains(string(f.Payload), text) {
			return
		}
	}
}

func TestPanicIsInternalOnEveryTransport(t *testing.T) {
	t.Parallel()
	w := newPanickingFixture(t)
	after := w.post("zero")
	c := w.enter(bearerOwner)
	c.subscribe("live", w.watch(after))
	posted := 0
	for stage := range stages {
		watch := strings.Replace(w.watch(after), "subscription", "subscription "+stage, 1)
		for kind, query := range map[string]string{"query": "query " + stage + " { viewer { user { id } } }", "subscription": watch} {
			if kind == "subscription" && stage != "Parameters" && stage != "Field" {
				continue // gqlgen executes only the document and the fields of an event
			}
			posted++
			w.post(fmt.Sprint("message ", posted))
			c.until("live", fmt.Sprint("message ", posted))
			body, err := json.Marshal(map[string]any{"query": query, "operationName": stage})
			w.must(err)
			if kind == "query" {
				a := w.read(w.send("POST", w.url, string(body), "Content-Type", jsonType, "Authorization", bearerOwner))
				if a.code() != "INTERNAL" || a.Errors[0].Extensions.RequestID == "" {
					t.Errorf("%s of %s over HTTP: got %s, want INTERNAL with a requestId", kind, stage, a.raw)
				}
			}
			l := newListener(w, w.send("POST", w.url, string(body), "Content-Type", jsonType, "Accept", eventType, "Authorization", bearerOwner))
			if got := l.next(); got.code() != "INTERNAL" {
				t.Errorf("%s of %s over SSE: got %+v, want INTERNAL", kind, stage, got)
			}
			id := fmt.Sprint("bad ", posted)
			c.send(`{"id":"` + id + `","type":"subscribe","payload":` + string(body) + `}`)
			c.until(id, "INTERNAL")
			c.send(`{"id":"` + id + `","type":"complete"}`)
		}
	}
	for line := range strings.Lines(w.log.String()) {
		if len(line) > 1500 || strings.Contains(line, ownerToken) {
			t.Errorf("got a line of %d bytes in the log, want at most 1500 and no token: %.300s", len(line), line)
		}
	}
	if !strings.Contains(w.log.String(), "panic") {
		t.Error("got no panic in the log")
	}
}

// A panic outside of a field, when a stream is opened and when an event is executed, is INTERNAL, too.
func TestPanicOfASubscriptionOutsideOfFieldsIsInternal(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	o := w.operations()
	ctx := withActor(graphql.StartOperationTrace(t.Context()), w.owner)
	op, errs := o.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: w.watch("")})
	if errs != nil {
		t.Fatal(errs)
	}
	o.subscriptions.chat = nil
	if _, _, errs := o.subscriptions.open(ctx, op, ""); codeOf(errs) != "INTERNAL" {
		t.Errorf("open returned %v, want INTERNAL", errs)
	}
	op.Operation = nil
	if got := string(o.subscriptions.execute(ctx, op, event(1))); !strings.Contains(got, `"code":"INTERNAL"`) || !strings.Contains(got, `"data":null`) {
		t.Errorf("execute returned %s, want INTERNAL without data", got)
	}
}
