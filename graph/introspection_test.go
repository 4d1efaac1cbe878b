package graph

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"

	"chattr/internal/chat"
)

// weigh returns the weight of introspection.
func weigh(t *testing.T, query string, variables map[string]any) introspectionWeight {
	t.Helper()
	exec := transports{schema: newSchema(nil), known: authenticator{chat: &chat.Chat{}}}.executor()
	params := &graphql.RawParams{Query: query, Variables: variables}
	op, errs := exec.CreateOperationContext(graphql.StartOperationTrace(t.Context()), params)
	if errs != nil && codeOf(errs) != complexityExceeded {
		t.Fatalf("%s: %v", query, errs)
	}
	w := introspectionWeight{schema: parsedSchema, variables: op.Variables}
	w.root(op.Operation.SelectionSet)
	return w
}

func TestIntrospectionOfToolsIsFarBelowTheLimit(t *testing.T) {
	t.Parallel()
	old := strings.NewReplacer(" isOneOf", "", "(includeDeprecated: true)", "", " isRepeatable", "", " specifiedByURL", "").Replace(introspectionQuery())
	for name, query := range map[string]string{"graphql-js with all options": introspectionQuery(), "older": old} {
		if w := weigh(t, query, nil); w.fields > maxIntrospectedFields/2 || w.bytes > maxIntrospectedBytes/2 {
			t.Errorf("%s: got %d fields and %d bytes, want at most half of %d and %d: raise the limits with the schema",
				name, w.fields, w.bytes, maxIntrospectedFields, maxIntrospectedBytes)
		}
	}
}

// The weight is never less than the size of the response, and not much more.
func TestIntrospectionIsWeighedByItsResponse(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for query, variables := range map[string]map[string]any{
		introspectionQuery(): nil,
		`{ __schema { types { name fields { name type { name fields { name type { name ofType { name description } } } } } } } }`: nil,
		`query($n: String!) { __type(name: $n) { name possibleTypes { name } interfaces { name } enumValues { name } } }`:         {"n": "Node"},
		`query($n: String = "Permission") { a: __type(name: $n) { ...T } b: __type(name: "CreateRoleInput") { ...T } }
		 fragment T on __Type { name description enumValues { name description } inputFields { name type { kind ofType { name kind } } } }`: nil,
		`{ ...S } fragment S on Query { __schema { queryType { description } directives { name args { name defaultValue } } } }`: nil,
		`{ __type(name: "Nothing") { name } }`: nil,
	} {
		weight, a := weigh(t, query, variables), w.askWith(query, variables)
		if size := len(a.Data); a.code() != "" || weight.bytes < size*95/100-100 || weight.bytes > size*3/2+500 {
			t.Errorf("%s: weighed %d bytes, and the response has %d: %.300s", query, weight.bytes, size, a.raw)
		}
	}
}

func TestNestedIntrospectionIsRefused(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	const leaf = "name description args { name description type { name description ofType { name description } } }"
	repeated := func(n int, field, set string) (text string) {
		for i := range n {
			text += fmt.Sprintf(" %s%d: %s { %s }", letters(i), i, field, set)
		}
		return text
	}
	fields := `{ __schema { types { fields { type { ` + repeated(8, "fields", leaf) + ` ofType { ` + repeated(8, "fields", leaf) + ` } } } } } }`
	aliases := `{` + repeated(20, "__schema", "types { ...T }") + `} fragment T on __Type { name description fields { ` + leaf + ` } }`
	spread := `{ __schema { types { ` + repeated(9, "fields", "...C type { ofType { ...B } }") + ` } } }
		fragment B on __Type { ` + repeated(9, "fields", "...C") + ` } fragment C on __Field { ` + leaf + ` }`
	one := `{` + repeated(60, `__type(name: "Mutation")`, "fields { name description args { name description } }") + `}`
	for name, query := range map[string]string{"fields in fields": fields, "aliases": aliases, "fragments": spread, "aliases of a type": one} {
		doc, errs := gqlparser.LoadQueryWithRules(parsedSchema, query, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		weight := introspectionWeight{schema: parsedSchema}
		weight.root(doc.Operations[0].SelectionSet)
		if weight.fields > 2*maxIntrospectedFields { // a refusal must be cheap
			t.Errorf("%s: %d fields were weighed, want the weighing to end soon after %d", name, weight.fields, maxIntrospectedFields)
		}
		for _, headers := range [][]string{nil, {"Authorization", bearerOwner}} {
			_, a := w.ask(query, headers...)
			if a.code() != complexityExceeded || !strings.Contains(a.raw, "introspection") && !strings.Contains(a.raw, "fields") {
				t.Errorf("%s: got %.200s, want %s", name, a.raw, complexityExceeded)
			}
		}
	}
}

func TestIntrospectionResultsAreKept(t *testing.T) {
	t.Parallel()
	kept := newIntrospections()
	executed := 0
	run := func(query, name string, variables map[string]any) {
		exec := transports{schema: newSchema(nil), known: authenticator{chat: &chat.Chat{}}}.stockExecutor()
		ctx := graphql.StartOperationTrace(t.Context())
		op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query, OperationName: name, Variables: variables})
		if errs != nil {
			t.Fatal(errs)
		}
		ctx = graphql.WithOperationContext(ctx, op)
		responses := kept.operation(ctx, func(ctx context.Context) graphql.ResponseHandler {
			executed++
			responses, _ := exec.DispatchOperation(ctx, op)
			return responses
		})
		want, wantCtx := exec.DispatchOperation(ctx, op)
		if got, want := string(responses(ctx).Data), string(want(wantCtx).Data); got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
	const typed = `query A($n: String!) { __type(name: $n) { name } } query B($n: String!) { __type(name: $n) { kind } }`
	for i, step := range []struct {
		query, name, of string
		executed        int
	}{
		{introspectionQuery(), "", "", 1},
		{introspectionQuery(), "", "", 1},
		{typed, "A", "Query", 2},
		{typed, "B", "Query", 3},
		{typed, "A", "Mutation", 4},
		{typed, "A", "Query", 4},
		{typed, "B", "Query", 4},
		{`{ __typename }`, "", "", 5}, // is not cached
		{`{ __typename }`, "", "", 6},
	} {
		variables := map[string]any{}
		if step.of != "" {
			variables["n"] = step.of
		}
		if run(step.query, step.name, variables); executed != step.executed {
			t.Errorf("step %d: executed %d times, want %d", i, executed, step.executed)
		}
	}
}
