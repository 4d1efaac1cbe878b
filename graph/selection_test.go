package graph

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"pgregory.net/rapid"

	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// watching is a random subscription: its selection of an event in parts, each under a root field of its own.
type watching struct {
	parts     []string
	fragments string
	variables map[string]string // by their types
}

// randomWatching returns a subscription with one of few selections, so that equal keys are frequent.
func randomWatching(r *rapid.T) *watching {
	w := &watching{variables: map[string]string{}}
	for range rapid.IntRange(1, 2).Draw(r, "parts") {
		w.parts = append(w.parts, w.set(r, "ChannelEvent", 0))
	}
	return w
}

func (w *watching) set(r *rapid.T, on string, depth int) string {
	var b strings.Builder
	for range rapid.IntRange(1, 3).Draw(r, "fields") {
		switch choice := rapid.IntRange(0, 9).Draw(r, "choice"); {
		case choice < 6 || depth > 2:
			b.WriteString(w.field(r, on, depth))
		case choice < 7:
			b.WriteString(" ..." + w.directive(r) + "{" + w.set(r, on, depth+1) + "}")
		case choice < 8:
			b.WriteString(" ... on " + on + w.directive(r) + "{" + w.set(r, on, depth+1) + "}")
		default:
			name := fmt.Sprintf("F%d", strings.Count(w.fragments, "fragment "))
			w.fragments += " " // counted before the fragments inside
			text := w.set(r, on, depth+2)
			name += fmt.Sprintf("_%d", strings.Count(w.fragments, "fragment "))
			w.fragments += " fragment " + name + " on " + on + " {" + text + "}"
			b.WriteString(" ..." + name + w.directive(r))
		}
	}
	return b.String()
}

func (w *watching) field(r *rapid.T, on string, depth int) string {
	names := map[string][]string{
		"ChannelEvent":  {"cursor", "kind", "__typename", "message"},
		"Message":       {"id", "content", "editedAt", "author", "__typename"},
		"MessageAuthor": {"name", "avatarUrl", "kind"},
	}[on]
	name := rapid.SampledFrom(names).Draw(r, "name")
	text := " " + name
	if rapid.IntRange(0, 3).Draw(r, "aliased") == 0 {
		text = " a_" + name + ": " + name
	}
	text += w.directive(r)
	switch name {
	case "message":
		text += "{" + w.set(r, "Message", depth+1) + "}"
	case "author":
		text += "{" + w.set(r, "MessageAuthor", depth+1) + "}"
	}
	return text
}

func (w *watching) directive(r *rapid.T) string {
	if rapid.IntRange(0, 2).Draw(r, "directive") > 0 {
		return ""
	}
	condition := rapid.SampledFrom([]string{"true", "false", "$p", "$q"}).Draw(r, "condition")
	switch condition {
	case "$p":
		w.variables["p"] = "Boolean!"
	case "$q":
		w.variables["q"] = "Boolean = true"
	}
	return rapid.SampledFrom([]string{" @skip", " @include"}).Draw(r, "kind") + "(if: " + condition + ")"
}

// write writes the subscription in one of many forms, with values for its variables. Some have directives at the root, which must be
// refused or be part of the key.
func (w *watching) write(r *rapid.T, channel model.ID) (string, map[string]any) {
	declared, values := []string{"$c: ID!"}, map[string]any{"c": channel.String()}
	for _, name := range slices.Sorted(maps.Keys(w.variables)) {
		declared = append(declared, "$"+name+": "+w.variables[name])
		if value := rapid.SampledFrom([]any{true, false, "absent"}).Draw(r, name); value != "absent" || name == "p" {
			values[name] = value == true
		}
	}
	arguments := "channelId: $c"
	if rapid.Bool().Draw(r, "after") {
		declared, arguments = append(declared, "$after: String"), "after: $after, channelId: $c"
	}
	directive := func() string { return "" }
	if rapid.IntRange(0, 9).Draw(r, "root directive") == 0 {
		declared = append(declared, "$root: Boolean!")
		values["root"] = rapid.Bool().Draw(r, "root")
		directive = func() string {
			return rapid.SampledFrom([]string{"", " @include(if: $root)", " @skip(if: $root)"}).Draw(r, "at the root")
		}
	}
	alias := rapid.SampledFrom([]string{"", "", "", "e: "}).Draw(r, "root alias")
	text, fragments := "", w.fragments
	for i, part := range w.parts {
		root := " " + alias + "channelEvents(" + arguments + ")" + directive() + "{" + part + "}"
		switch rapid.IntRange(0, 3).Draw(r, "wrapped") {
		case 0:
			root = " ... " + directive() + "{" + root + "}"
		case 1:
			root = " ... on Subscription" + directive() + "{" + root + "}"
		case 2:
			fragments += fmt.Sprintf(" fragment R%d on Subscription {%s}", i, root)
			root = fmt.Sprintf(" ...R%d%s", i, directive())
		}
		text += root
	}
	declared = rapid.Permutation(declared).Draw(r, "declared")
	return "subscription(" + strings.Join(declared, ", ") + ") {" + text + "}" + fragments, values
}

// Subscriptions of one group receive the bytes of one execution. So each of them, executed alone, must have the same bytes.
func TestEqualGroupKeysMeanEqualBytes(t *testing.T) {
	t.Parallel()
	f := newGroupFixture(t)
	equal, refused, pairs := 0, 0, 0
	rapid.Check(t, func(r *rapid.T) {
		first := randomWatching(r)
		second := first
		if rapid.Bool().Draw(r, "another") {
			second = randomWatching(r)
		}
		keyA, bytesA, sharedA, okA := f.run(r, first)
		keyB, bytesB, sharedB, okB := f.run(r, second)
		switch {
		case !okA || !okB:
			refused++
			return
		case sharedA && sharedB && keyA == keyB:
			equal++
			if bytesA != bytesB {
				r.Fatalf("one key %s, and two results:\n%s\n%s", keyA, bytesA, bytesB)
			}
		}
		pairs++
	})
	t.Logf("%d pairs, %d of them with equal keys; %d refused", pairs, equal, refused)
	if pairs > 50 && equal < pairs/20 {
		t.Errorf("got %d pairs with equal keys of %d: this proves too little", equal, pairs)
	}
}

type groupFixture struct {
	operations *operations
	event      *model.ChannelEvent
	owner      model.Actor
}

func newGroupFixture(t *testing.T) *groupFixture {
	t.Helper()
	database := dbtest.SQLite(t)
	c := chat.New(database, &pubsub.Local{}, chat.Options{})
	owner, _, channel := twoViewers(t, c, database)
	gate := transports{presenter: presenter{slog.New(slog.DiscardHandler)}, known: authenticator{chat: c}, avatars: true, batchWait: batchWait}
	gate.schema = newSchema(&resolver{chat: c, avatars: true})
	exec := recoveringExecutor{gate.executor(), gate.presenter}
	url := "https://example.com/a.png"
	now := model.Now()
	return &groupFixture{operations: newOperations(gate, exec), owner: owner, event: &model.ChannelEvent{
		ID: dbtest.ID(t, database, model.KindMessage), Number: 7, Kind: model.MessagePosted, OccurredAt: now,
		Message: &model.Message{
			ID: dbtest.ID(t, database, model.KindMessage), ChannelID: channel, Content: "text", AuthorKind: model.AuthorWebhook,
			AuthorID: dbtest.ID(t, database, model.KindWebhook), AuthorName: "CI", AvatarURL: &url, CreatedAt: now,
		},
	}}
}

func (f *groupFixture) run(r *rapid.T, w *watching) (key, result string, shared, ok bool) {
	document, variables := w.write(r, f.event.Message.ChannelID)
	op, errs := f.create(r, document, variables)
	if errs != nil {
		if !strings.Contains(document, "$root") && codeOf(errs) != complexityExceeded && codeOf(errs) != depthExceeded {
			r.Fatalf("%s: %v", document, errs)
		}
		return "", "", false, false
	}
	key, shared = selectionOf(op)
	return key, string(f.operations.subscriptions.execute(r.Context(), op, f.event)), shared, true
}

func (f *groupFixture) create(r *rapid.T, document string, variables map[string]any) (*graphql.OperationContext, gqlerror.List) {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		r.Fatal(err)
	}
	params, err := fromJSON(body)
	if err != nil {
		r.Fatal(err)
	}
	return f.operations.exec.CreateOperationContext(graphql.StartOperationTrace(withActor(r.Context(), f.owner)), params)
}

func TestDirectivesAtTheRootOfASubscriptionAreRefused(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	channel := fmt.Sprintf(`channelEvents(channelId: "%d")`, w.channel)
	c := w.enter(bearerOwner)
	for i, query := range []string{
		`subscription($no: Boolean!) { ` + channel + ` { cursor } ... @include(if: $no) { ` + channel + ` { kind message { id content } } } }`,
		`subscription($no: Boolean!) { ` + channel + ` { cursor } ` + channel + ` @include(if: $no) { kind } }`,
		`subscription($no: Boolean!) { ` + channel + ` @include(if: $no) { kind } }`,
		`subscription($no: Boolean!) { ` + channel + ` { cursor } ...F @include(if: $no) } fragment F on Subscription { ` + channel + ` { kind } }`,
		`subscription($no: Boolean!) { ` + channel + ` { cursor } ...F } fragment F on Subscription { ... { ` + channel + ` @include(if: $no) { kind } } }`,
		`subscription($no: Boolean!) { ...F ...G } fragment F on Subscription { ...G @include(if: $no) } fragment G on Subscription { ` + channel + ` { kind } }`,
		`subscription($no: Boolean!) { ... on Subscription @skip(if: $no) { ` + channel + ` { cursor } } }`,
		`subscription { ` + channel + ` @skip(if: false) { cursor } }`,
		`subscription { ` + channel + ` @include(if: true) { cursor } }`,
	} {
		body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"no": false}})
		if !strings.Contains(query, "$no") {
			body, err = json.Marshal(map[string]any{"query": query})
		}
		w.must(err)
		headers := []string{"Content-Type", jsonType, "Authorization", bearerOwner}
		a := w.read(w.send("POST", w.url, string(body), headers...))
		if a.code() != "GRAPHQL_VALIDATION_FAILED" || !strings.Contains(a.raw, "root of a subscription") {
			t.Errorf("%s over HTTP: got %s, want GRAPHQL_VALIDATION_FAILED about the root", query, a.raw)
		}
		l := newListener(w, w.send("POST", w.url, string(body), append(headers, "Accept", eventType)...))
		if got := l.next(); got.code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("%s over SSE: got %+v, want GRAPHQL_VALIDATION_FAILED", query, got)
		}
		c.send(fmt.Sprintf(`{"id":"%d","type":"subscribe","payload":%s}`, i, body))
		c.expect(fmt.Sprint(i), "error", "GRAPHQL_VALIDATION_FAILED")
	}
	after := w.post("zero")
	w.post("one")
	c.subscribe("below", fmt.Sprintf(`subscription { channelEvents(channelId: "%d", after: %q) { cursor @skip(if: true) ... @include(if: true) { kind } } }`,
		w.channel, after))
	c.expect("below", "next", `{"kind":"MESSAGE_POSTED"}`)
}
