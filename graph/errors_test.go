package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"chattr/internal/model"
)

func TestPresenterReturnsPublicErrors(t *testing.T) {
	t.Parallel()
	log := &logged{}
	p := presenter{slog.New(slog.NewTextHandler(log, nil))}
	field := model.FieldError{Field: "content", Code: model.FieldTooLong, Limit: 4000, Got: 4001}
	out := p.present(t.Context(), fmt.Errorf("posting: %w", model.Invalid(model.ValidationFailed, field)))
	field.Message = "is 4001 characters long; the limit is 4000"
	if out.Message != "content is 4001 characters long; the limit is 4000." ||
		out.Extensions["code"] != model.ValidationFailed || !reflect.DeepEqual(out.Extensions["errors"], []model.FieldError{field}) {
		t.Errorf("%+v", out)
	}
	busy := model.Errorf(model.StoreUnavailable, "Try again.").Because(errors.New("pool is closed"))
	if out = p.present(t.Context(), busy); out.Extensions["retryAfter"] != 1 {
		t.Errorf("nothing says when: %+v", out)
	}
	busy.RetryAfter = 1200 * time.Millisecond
	out = p.present(t.Context(), busy)
	if out.Extensions["retryAfter"] != 2 || out.Message != "Try again." || !strings.Contains(log.String(), "pool is closed") {
		t.Errorf("%+v, logged %s", out, log)
	}
}

func TestPresenterHidesTheRest(t *testing.T) {
	t.Parallel()
	for _, err := range []error{errors.New("secret"), model.Errorf(model.Internal, "secret"), recovered(t.Context(), "secret")} {
		log := &logged{}
		out := presenter{slog.New(slog.NewTextHandler(log, nil))}.present(t.Context(), err)
		id := fmt.Sprint(out.Extensions["requestId"])
		if out.Message != "Internal error." || out.Extensions["code"] != model.Internal || id == "" {
			t.Errorf("%+v", out)
		}
		if !strings.Contains(log.String(), "secret") || strings.Count(log.String(), id) != 1 {
			t.Errorf("logged %s", log)
		}
	}
	log := &logged{}
	presenter{slog.New(slog.NewTextHandler(log, nil))}.present(t.Context(), fmt.Errorf("reading: %w", context.Canceled))
	if log.String() != "" {
		t.Errorf("logged %s", log)
	}
}

func TestInputErrorsNameTheField(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, c := range []struct{ body, code, field string }{
		{`{"query":"query($n: Int) { viewer { servers(first: $n) { edges { cursor } } } }","variables":{"n":1.5}}`, "BAD_USER_INPUT", "n"},
		{`{"query":"query($i: ID!) { node(id: $i) { id } }"}`, "BAD_USER_INPUT", "i"},
		{`{"query":"mutation($e: DateTime) { createAccessToken(input: {name: \"x\", expiresAt: $e}) { secret } }","variables":{"e":"soon"}}`, "BAD_USER_INPUT", "input.expiresAt"},
		{`{"query":"mutation { createAccessToken(input: {name: \"x\", expiresAt: \"soon\"}) { secret } }"}`, "BAD_USER_INPUT", "input.expiresAt"},
		{`{"query":"mutation($i: CreateServerInput!) { createServer(input: $i) { server { id } } }","variables":{"i":{"name":"x","nme":1}}}`, "BAD_USER_INPUT", "i.nme"},
	} {
		a := w.read(w.send("POST", w.url, c.body, "Content-Type", "application/json", "Authorization", bearerOwner))
		if a.code() != c.code || len(a.Errors[0].Extensions.Errors) != 1 || a.Errors[0].Extensions.Errors[0].Field != c.field {
			t.Errorf("%s: %s", c.body, a.raw)
		}
	}
	if w.log.String() != "" {
		t.Errorf("logged %s", w.log)
	}
}

// If a document contains a token by mistake, the error does not quote it.
func TestErrorsQuoteNoTokens(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	const token = "chattr_wh_0123456789abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKL"
	for _, c := range []struct{ body, message string }{
		{`{"query":"{ ` + token + ` }"}`, `Cannot query field "…" on type "Query".`},
		{`{"query":"{ viewer { userName } }"}`, `Cannot query field "userName" on type "Viewer".`},
		{
			`{"query":"mutation($e: DateTime) { createAccessToken(input: {name: \"x\", expiresAt: $e}) { secret } }","variables":{"e":"` + token + `"}}`,
			"input.expiresAt: it is not a time of RFC 3339, like 2026-01-31T12:00:00Z",
		},
	} {
		a := w.read(w.send("POST", w.url, c.body, "Content-Type", "application/json", "Authorization", bearerOwner))
		if len(a.Errors) != 1 || !strings.HasPrefix(a.Errors[0].Message, c.message) || strings.Contains(a.raw, token) {
			t.Errorf("%s: %s", c.body, a.raw)
		}
	}
}

func TestEncodeWritesWhatThereIs(t *testing.T) {
	t.Parallel()
	failed := gqlerror.List{{Message: "no <b>"}}
	for want, r := range map[string]graphql.Response{
		`{}`:                   {},
		`{"data":null}`:        {Data: []byte("null")},
		`{"data":{"a":"<b>"}}`: {Data: []byte(`{"a":"<b>"}`)},
		`{"errors":[{"message":"no \u003cb\u003e"}]}`: {Errors: failed},
		`{"errors":[{"message":"no \u003cb\u003e"}],"extensions":{"e":1},"data":{}}`: {
			Errors: failed, Extensions: map[string]any{"e": 1}, Data: []byte("{}"),
		},
		`{"errors":[{"message":"Internal error.","extensions":{"code":"INTERNAL"}}],"data":{}}`: {
			Extensions: map[string]any{"e": func() {}}, Data: []byte("{}"),
		},
	} {
		if got := string(encode(&r)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
