package graph

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// The limits of a document. The time of the validation grows with the square of the number of fields, so they are counted before it. The
// introspection queries of real tools need 15 levels and 300 fields.
const (
	maxDocument  = 16 << 10
	maxTokens    = 4000
	maxDepth     = 20
	maxFields    = 500
	maxAliases   = 100
	maxFragments = 100 // the validation compares them in pairs, too
	maxNodes     = 50_000

	defaultPage = chat.DefaultPage
	maxPage     = chat.MaxPage
)

const (
	queryTooLarge      = "QUERY_TOO_LARGE"
	depthExceeded      = "DEPTH_LIMIT_EXCEEDED"
	complexityExceeded = "COMPLEXITY_LIMIT_EXCEEDED"
)

// guard refuses documents that cost too much, before they are validated. The others have a limited cost of parsing and validation, and
// read a limited number of nodes.
type guard struct {
	schema    *ast.Schema
	documents graphql.Cache[*ast.QueryDocument] // those that are valid
	persisted extension.AutomaticPersistedQuery
}

// ExtensionName returns the name of the extension for gqlgen.
func (guard) ExtensionName() string { return "Guard" }

// Validate returns nil: the guard fits every schema.
func (guard) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters inserts a persisted document, checks the document and reads its variables. gqlgen calls it before it parses the
// document.
func (g guard) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	// SECURITY: the size is checked first, so that no large document is hashed or cached.
	if len(params.Query) > maxDocument {
		return documentError(queryTooLarge, "The document is %d bytes long; the limit is %d.", len(params.Query), maxDocument)
	}
	if err := g.persisted.MutateOperationParameters(ctx, params); err != nil {
		if err.Extensions == nil {
			errcode.Set(err, string(model.BadUserInput))
		}
		return err
	}
	if err := loneSurrogate(params.Query); err != nil {
		return err
	}
	doc, err := g.parse(ctx, params.Query)
	if doc == nil {
		return err
	}
	if err := g.check(doc, params.Variables); err != nil {
		return err
	}
	err = g.readVariables(doc, params)
	if err != nil && !g.isValid(ctx, doc, params.Query) {
		return nil // the executor reports what is wrong with the document
	}
	return err
}

// MutateOperationContext checks the variables and the introspection. gqlgen calls it after it has validated the document and read the
// variables.
func (g guard) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if err := nullWhereForbidden(op); err != nil {
		return err
	}
	return weighIntrospection(g.schema, op)
}

// readVariables reads the variables of the operation that will be executed. It returns an error if operationName does not determine one.
func (g guard) readVariables(doc *ast.QueryDocument, params *graphql.RawParams) *gqlerror.Error {
	op := doc.Operations.ForName(params.OperationName)
	switch {
	case op != nil:
		return coercion{g.schema}.variables(op, params.Variables)
	case len(doc.Operations) == 0:
		return nil // the executor reports it
	case params.OperationName == "":
		return documentError(errcode.ValidationFailed,
			"The document has %d operations. Set operationName to the one to execute.", len(doc.Operations))
	default:
		return documentError(errcode.ValidationFailed, "The document has no operation with the name %.80q that operationName has.", params.OperationName)
	}
}

// isValid reports whether the document is valid.
func (g guard) isValid(ctx context.Context, doc *ast.QueryDocument, query string) bool {
	if _, ok := g.documents.Get(ctx, query); ok {
		return true
	}
	return len(validator.ValidateWithRules(g.schema, doc, validationRules())) == 0
}

// parse returns the document. If it has a syntax error, parse returns neither a document nor an error: the executor reports it.
func (g guard) parse(ctx context.Context, query string) (*ast.QueryDocument, *gqlerror.Error) {
	if doc, ok := g.documents.Get(ctx, query); ok {
		return doc, nil
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, maxTokens)
	var bad *gqlerror.Error
	switch {
	case err == nil:
		return doc, nil
	case errors.As(err, &bad) && strings.HasPrefix(bad.Message, "exceeded token limit"):
		return nil, documentError(queryTooLarge, "The document has more than %d tokens.", maxTokens)
	default:
		return nil, nil
	}
}

// check returns an error if the cost of the document exceeds a limit.
func (g guard) check(doc *ast.QueryDocument, variables map[string]any) *gqlerror.Error {
	m := measure{schema: g.schema, doc: doc, variables: variables, fragments: map[string]cost{}}
	var sum, most cost
	tooLong := 0
	for _, fragment := range doc.Fragments { // also those that are not used: they are validated
		most.depth = max(most.depth, m.fragment(fragment.Name).depth)
	}
	for _, op := range doc.Operations {
		c := m.set(op.SelectionSet, m.root(op), 0)
		sum.add(c)
		most.depth, most.nodes = max(most.depth, c.depth), max(most.nodes, c.nodes)
		tooLong = max(tooLong, exceeded(op, c))
	}
	fields := max(sum.fields, m.written)
	switch {
	case len(doc.Fragments) > maxFragments:
		return documentError(complexityExceeded, "The document has %d fragments; the limit is %d.", len(doc.Fragments), maxFragments)
	case most.depth > maxDepth:
		return documentError(depthExceeded, "The document is %d levels deep; the limit is %d.", most.depth, maxDepth)
	case fields > maxFields:
		return documentError(complexityExceeded, "The document has %d fields, with its fragments spread; the limit is %d.", fields, maxFields)
	case sum.aliases > maxAliases:
		return documentError(complexityExceeded, "The document has %d aliases, with its fragments spread; the limit is %d.", sum.aliases, maxAliases)
	case most.nodes > maxNodes:
		return documentError(complexityExceeded,
			"The document can read %d nodes, by the sizes of its pages; the limit is %d. Give its connections a smaller first or last.",
			most.nodes, maxNodes)
	case tooLong > 0:
		return documentError(complexityExceeded, "The response can have more than %d KiB, by the sizes of its pages and texts. Give its "+
			"connections a smaller first or last, and select each text once: under an alias it counts in full.", tooLong>>10)
	}
	return nil
}

// exceeded returns the limit of bytes that op exceeds, or 0.
func exceeded(op *ast.OperationDefinition, c cost) int {
	switch {
	case op.Operation == ast.Query && c.bytes > maxPrice:
		return maxPrice
	case op.Operation == ast.Query:
		return 0
	case c.bytes > maxWholePrice:
		return maxWholePrice
	case c.maxBytes > maxResponse:
		return maxResponse
	}
	return 0
}

// init lets gqlgen treat INVALID_UTF8 as an error of the request.
func init() { errcode.RegisterErrorType(string(model.InvalidUTF8), errcode.KindProtocol) }

// escapes matches each escape of a string once: a surrogate pair, half of one (the group), or another.
var escapes = regexp.MustCompile(`\\u[dD][89abAB][[:xdigit:]]{2}\\u[dD][c-fC-F][[:xdigit:]]{2}|(\\u[dD][89a-fA-F][[:xdigit:]]{2})|\\.`)

// loneSurrogate returns an error if a string of the document has half of a surrogate pair. The parser would replace it by U+FFFD without an
// error.
func loneSurrogate(query string) *gqlerror.Error {
	if !strings.Contains(query, `\u`) {
		return nil
	}
	runes := []rune(query) // the lexer counts runes
	tokens := lexer.New(&ast.Source{Input: query})
	for {
		token, err := tokens.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return nil // the parser reports the error
		}
		if token.Kind == lexer.String && hasLoneSurrogate(string(runes[token.Pos.Start:token.Pos.End])) {
			return documentError(string(model.InvalidUTF8), "A string of the document has half of a surrogate pair; the other half is missing.")
		}
	}
}

// hasLoneSurrogate reports whether the text of a string has an escape that is half of a surrogate pair.
func hasLoneSurrogate(text string) bool {
	for _, found := range escapes.FindAllStringSubmatch(text, -1) {
		if found[1] != "" {
			return true
		}
	}
	return false
}
