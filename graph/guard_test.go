package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// admit runs the guard, the parser and the validator, and returns their errors.
func admit(query string, variables map[string]any) gqlerror.List {
	schema := NewExecutableSchema(Config{})
	documents := lru.New[*ast.QueryDocument](10)
	exec := executor.New(schema)
	exec.SetQueryCache(documents)
	exec.SetErrorPresenter(presenter{slog.New(slog.DiscardHandler)}.present)
	exec.Use(guard{
		schema: schema.Schema(), documents: documents,
		persisted: extension.AutomaticPersistedQuery{Cache: lru.New[string](10)},
	})
	params := &graphql.RawParams{Query: query, Variables: variables}
	_, errs := exec.CreateOperationContext(graphql.StartOperationTrace(context.Background()), params)
	return errs
}

func codeOf(errs gqlerror.List) string {
	if len(errs) == 0 {
		return ""
	}
	return fmt.Sprint(errs[0].Extensions["code"])
}

const pageQuery = `query Page($servers: Int = 10) {
  viewer { servers(first: $servers) { edges { node { id name channels(first: 20) { edges { node { id name
    messages(last: 20) { resumeCursor pageInfo { hasPreviousPage startCursor } edges { cursor node {
      id content createdAt editedAt author { kind id name avatarUrl } } } } } } } } } } }
}`

// introspectionQuery is the query of development tools.
func introspectionQuery() string {
	ref := "kind name"
	for range 9 {
		ref = "kind name ofType { " + ref + " }"
	}
	return `query { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
	  types { ...T } directives { name description isRepeatable locations args(includeDeprecated: true) { ...I } } } }
	fragment T on __Type { kind name description specifiedByURL isOneOf
	  fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...I } type { ...R } isDeprecated deprecationReason }
	  inputFields(includeDeprecated: true) { ...I } interfaces { ...R }
	  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...R } }
	fragment I on __InputValue { name description type { ...R } defaultValue isDeprecated deprecationReason }
	fragment R on __Type { ` + ref + ` }`
}

func TestGuardLetsRealDocumentsPass(t *testing.T) {
	t.Parallel()
	for name, query := range map[string]string{
		"page":          pageQuery,
		"introspection": introspectionQuery(),
		"subscription":  `subscription { channelEvents(channelId: "1") { cursor kind message { id content author { name } } } }`,
		"tabs":          strings.ReplaceAll(pageQuery, "query Page", "query A") + strings.ReplaceAll(pageQuery, "query Page", "query B"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			errs := admit(query, nil)
			if len(errs) > 0 && !strings.Contains(errs[0].Message, "operationName") {
				t.Fatal(errs)
			}
		})
	}
}

func bomb(levels int) string {
	var b strings.Builder
	b.WriteString("{ ...F0 }")
	for i := range levels {
		fmt.Fprintf(&b, " fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment F%d on Query { __typename }", levels)
	return b.String()
}

func pages(size int) string {
	return fmt.Sprintf(`{ viewer { servers(first: %[1]d) { edges { node { channels(first: %[1]d) { edges { node {
	  messages(first: %[1]d) { edges { cursor } } } } } } } } } }`, size)
}

func TestGuardRefusesWhatCostsTooMuch(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		query string
		code  string
	}{
		"large":              {"{" + strings.Repeat("__typename ", 2000) + "}", "QUERY_TOO_LARGE"},
		"many tokens":        {"{" + strings.Repeat("a ", 8000) + "}", "QUERY_TOO_LARGE"},
		"repeated":           {"{" + strings.Repeat("__typename ", 1400) + "}", "COMPLEXITY_LIMIT_EXCEEDED"},
		"short and repeated": {"{" + strings.Repeat("a ", 3900) + "}", "COMPLEXITY_LIMIT_EXCEEDED"},
		"inline fragments":   {"{" + strings.Repeat("...{", 15) + strings.Repeat("a ", 100) + strings.Repeat("}", 15) + "}", "COMPLEXITY_LIMIT_EXCEEDED"},
		"deep inline":        {"{" + strings.Repeat("...{", 400) + "a " + strings.Repeat("}", 400) + "}", "DEPTH_LIMIT_EXCEEDED"},
		"deep":               {"{" + strings.Repeat("a{", 400) + "a " + strings.Repeat("}", 400) + "}", "DEPTH_LIMIT_EXCEEDED"},
		"unused and deep":    {"{__typename} fragment F on Query {" + strings.Repeat("a{", 400) + "a " + strings.Repeat("}", 401), "DEPTH_LIMIT_EXCEEDED"},
		"fragment bomb":      {bomb(90), "COMPLEXITY_LIMIT_EXCEEDED"},
		"fragments":          {allPairs(101, 1), "COMPLEXITY_LIMIT_EXCEEDED"},
		"aliases":            {"mutation {" + manyAliases(101) + "}", "COMPLEXITY_LIMIT_EXCEEDED"},
		"pages":              {pages(100), "COMPLEXITY_LIMIT_EXCEEDED"},
		"cycle":              {"{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"},
		"not a document":     {"{", "GRAPHQL_PARSE_FAILED"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := codeOf(admit(c.query, nil)); got != c.code {
				t.Fatalf("code %q, want %q", got, c.code)
			}
		})
	}
}

func manyAliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: deleteServer(input: {serverId: 1}) { __typename } ", i)
	}
	return b.String()
}

func TestGuardCountsNodesByPageSizes(t *testing.T) {
	t.Parallel()
	measured := func(query string, variables map[string]any) int64 {
		doc, err := parser.ParseQuery(&ast.Source{Input: query})
		if err != nil {
			t.Fatal(err)
		}
		m := measure{schema: parsedSchema, doc: doc, variables: variables, fragments: map[string]cost{}}
		return m.set(doc.Operations[0].SelectionSet, parsedSchema.Query, 0).nodes
	}
	for query, want := range map[string]int64{
		pages(10): 10 + 100 + 1000*messageWeight,
		`{ server(id: 1) { owner { id } channels { edges { node { id } } } } }`:                                   1 + 1 + 50,
		`{ server(id: 1) { members(last: 3) { edges { node { user { id } roles { id } } } } } }`:                  1 + 3*(1+1+100),
		`query($n: Int = 7) { viewer { ...V } } fragment V on Viewer { servers(first: $n) { edges { cursor } } }`: 7,
		`query A { ...V } query B($n: Int = 1) { ...V } query C($n: Int = 90) { ...V } ` +
			`fragment V on Query { viewer { servers(first: $n) { edges { cursor } } } }`: 90,
		`query A { ...V } query B($n: Int = 1) { ...V } query C($n: Int) { ...V } ` +
			`fragment V on Query { viewer { servers(first: $n) { edges { cursor } } } }`: 50,
		`query($n: Int, $m: Int = 3) { viewer { servers(first: $n, last: $m) { edges { cursor } } } }`:        3,
		`{ node(id: 1) { ... on Channel { messages(first: 5000) { edges { node { author { name } } } } } } }`: 1 + 100*messageWeight,
		`{ __schema { types { fields { name } } } }`:                                                          0,
	} {
		if got := measured(query, nil); got != want {
			t.Errorf("%s: %d nodes, want %d", query, got, want)
		}
	}
	sized := `query($n: Int) { viewer { servers(first: $n) { edges { cursor } } } }`
	if got := measured(sized, map[string]any{"n": json.Number("31")}); got != 31 {
		t.Errorf("%d nodes, want 31", got)
	}
}

// Documents that the guard admits are validated within 50 ms on a free machine; the rest of the limit is for the race detector and
// busy machines. Without the guard, the same documents with the size of a body take many seconds. The best of three counts.
func TestGuardBoundsTheCostOfValidation(t *testing.T) {
	t.Parallel()
	for name, query := range worstDocuments() {
		t.Run(name, func(t *testing.T) {
			best := time.Hour
			for range 3 {
				start := time.Now()
				code := codeOf(admit(query, nil))
				best = min(best, time.Since(start))
				if code == queryTooLarge || code == complexityExceeded || code == depthExceeded {
					t.Fatal("was refused: it does not measure validation")
				}
			}
			t.Log(best)
			if best > 2*time.Second {
				t.Fatalf("took %v", best)
			}
		})
	}
}

// worstDocuments are the most expensive known documents within every limit.
func worstDocuments() map[string]string {
	sets := "{" + strings.Repeat("viewer{"+strings.Repeat("id ", 21)+"}", 22) + "}"
	var chain, operations, arguments, nested strings.Builder
	for i := range 95 {
		fmt.Fprintf(&chain, "fragment F%d on Query { id id id id ...F%d } ", i, i+1)
		fmt.Fprintf(&operations, "query Q%d { ...F } ", i)
	}
	for i := range 600 {
		fmt.Fprintf(&arguments, "a%d:1 ", i)
	}
	nested.WriteString("{")
	for range 9 {
		nested.WriteString("viewer{id id id id id id ...G viewer{id id id id id id ...G ")
	}
	nested.WriteString("id" + strings.Repeat("}", 18) + "} fragment G on Viewer {" + strings.Repeat("id ", 18) + "}")
	return map[string]string{
		"all pairs":       allPairs(100, 1),
		"few and dense":   allPairs(30, 2),
		"long chain":      longChain(99),
		"same fields":     "{" + strings.Repeat("__typename ", 500) + "}",
		"unknown fields":  "{" + strings.Repeat("viewr ", 500) + "}",
		"same sets":       sets,
		"inline":          "{" + strings.Repeat("...{", 9) + strings.Repeat("a ", 50) + strings.Repeat("}", 9) + "}",
		"fragment chain":  "{ ...F0 } " + chain.String() + "fragment F95 on Query { id }",
		"operations":      operations.String() + "fragment F on Query { id id id id }",
		"spreads":         "{" + strings.Repeat("...F ", 480) + "} fragment F on Query { id }",
		"arguments":       "{ node(" + arguments.String() + ") { id } }",
		"same arguments":  "{ node(" + strings.Repeat("id:1 ", 1200) + ") { id } }",
		"directives":      "{ __typename " + strings.Repeat("@skip(if:true)", 490) + "}",
		"long name":       "{ " + strings.Repeat("v", 16000) + " }",
		"deep and spread": nested.String(),
		"list values":     "{ node(id: " + strings.Repeat("[", 900) + strings.Repeat("]", 900) + ") { id } }",
		"object values":   "mutation { deleteServer(input: {" + strings.Repeat("serverId:1 ", 1200) + "}) { __typename } }",
		"variables":       "query(" + strings.Repeat("$a:Int ", 900) + ") { __typename }",
		"unknown types":   "query(" + strings.Repeat("$a:Servr ", 900) + ") { __typename }",
		"unused":          "{ __typename } " + strings.Repeat("fragment F on Query { id } ", 100),
	}
}

// allPairs spreads n fragments into the operation, and into each fragment the ones after it.
func allPairs(n, spreads int) string {
	var root, fragments strings.Builder
	for i := range n {
		fmt.Fprintf(&root, "...%s ", letters(i))
		fmt.Fprintf(&fragments, "fragment %s on Query{id ", letters(i))
		for j := i + 1; j < min(i+spreads, n); j++ {
			fmt.Fprintf(&fragments, "...%s ", letters(j))
		}
		fragments.WriteString("}")
	}
	return "{" + root.String() + "}" + fragments.String()
}

func longChain(n int) string {
	var b strings.Builder
	b.WriteString("{...a}")
	for i := range n {
		fmt.Fprintf(&b, "fragment %s on Query{id ...%s}", letters(i), letters(i+1))
	}
	return b.String()
}

func letters(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return letters(i/26-1) + letters(i%26)
}
