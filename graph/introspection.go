package graph

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// What introspection may come to. Tools that ask for everything that there is, with nine levels of types, need less than half
// of it. A field costs about 4 µs.
const (
	maxIntrospectedFields = 25_000
	maxIntrospectedBytes  = 512 << 10
	// maxKeptIntrospection bounds the results that are kept, in bytes.
	maxKeptIntrospection = 4 << 20
)

// introspections keeps the results of introspection by document, operation and variables: the schema never changes while the
// program runs, and introspection is the same for everybody.
type introspections struct{ results *documents[[]byte] }

func newIntrospections() introspections {
	return introspections{newDocuments(maxKeptIntrospection, func(key string, data []byte) int { return len(key) + len(data) })}
}

// operation is an operation middleware.
func (i introspections) operation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if !isIntrospection(op.Operation) {
		return next(ctx)
	}
	variables, err := json.Marshal(op.Variables)
	if err != nil {
		return next(ctx)
	}
	key := op.OperationName + "\x00" + string(variables) + "\x00" + op.RawQuery
	if data, ok := i.results.Get(ctx, key); ok {
		return graphql.OneShot(&graphql.Response{Data: data})
	}
	responses := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		response := responses(ctx)
		if response != nil && len(response.Errors) == 0 {
			i.results.Add(ctx, key, response.Data)
		}
		return response
	}
}

// isIntrospection reports whether op selects introspection and nothing else.
func isIntrospection(op *ast.OperationDefinition) bool {
	if op.Operation != ast.Query {
		return false
	}
	introspects := false
	for _, field := range rootFields(op.SelectionSet) {
		switch field.Name {
		case "__schema", "__type":
			introspects = true
		case "__typename":
		default:
			return false
		}
	}
	return introspects
}

// weighIntrospection refuses an operation whose introspection comes to too much.
//
// SECURITY: introspection needs no credentials, and lists in lists (`types{fields{type{fields}}}`) multiply: 814 bytes took
// 0.6 s and 68 MB.
func weighIntrospection(schema *ast.Schema, op *graphql.OperationContext) *gqlerror.Error {
	if op.Operation.Operation != ast.Query {
		return nil // the other roots have no introspection but __typename
	}
	w := introspectionWeight{schema: schema, variables: op.Variables}
	w.root(op.Operation.SelectionSet)
	if w.isTooMuch() {
		return documentError(complexityExceeded, "The introspection of the document comes to more than %d fields or %d bytes; "+
			"select less, or ask with several documents.", maxIntrospectedFields, maxIntrospectedBytes)
	}
	return nil
}

// introspectionWeight executes the introspection of a validated document, without writing anything, until it is too much. The
// schema is at hand, so nothing is guessed. Directives are taken as if they excluded nothing.
type introspectionWeight struct {
	schema        *ast.Schema
	variables     map[string]any
	fields, bytes int
}

func (w *introspectionWeight) isTooMuch() bool {
	return w.fields > maxIntrospectedFields || w.bytes > maxIntrospectedBytes
}

func (w *introspectionWeight) root(set ast.SelectionSet) {
	for _, field := range rootFields(set) {
		switch field.Name {
		case "__schema":
			w.set(field.SelectionSet, w.schema)
		case "__type":
			if name, ok := w.typeName(field); ok && w.schema.Types[name] != nil {
				w.set(field.SelectionSet, w.schema.Types[name])
			}
		}
	}
}

func (w *introspectionWeight) typeName(field *ast.Field) (string, bool) {
	argument := field.Arguments.ForName("name")
	if argument == nil {
		return "", false
	}
	value, err := argument.Value.Value(w.variables)
	name, ok := value.(string)
	return name, ok && err == nil
}

// rootFields returns the fields of a selection and of all its fragments. Each fragment is entered once.
func rootFields(set ast.SelectionSet) (fields []*ast.Field) {
	visited := map[string]bool{}
	var collect func(ast.SelectionSet)
	collect = func(set ast.SelectionSet) {
		for _, selected := range set {
			switch selected := selected.(type) {
			case *ast.Field:
				fields = append(fields, selected)
			case *ast.InlineFragment:
				collect(selected.SelectionSet)
			case *ast.FragmentSpread:
				if !visited[selected.Name] && selected.Definition != nil {
					visited[selected.Name] = true
					collect(selected.Definition.SelectionSet)
				}
			}
		}
	}
	collect(set)
	return fields
}

// set adds what is selected of one object.
func (w *introspectionWeight) set(set ast.SelectionSet, of any) {
	for _, selected := range set {
		if w.fields++; w.isTooMuch() {
			return
		}
		switch selected := selected.(type) {
		case *ast.Field:
			w.field(selected, of)
		case *ast.InlineFragment:
			w.set(selected.SelectionSet, of)
		case *ast.FragmentSpread:
			w.set(selected.Definition.SelectionSet, of)
		}
	}
}

const fieldSyntax = len(`"":"",`)

func (w *introspectionWeight) field(field *ast.Field, of any) {
	objects, text := w.resolve(field.Name, of)
	w.bytes += len(field.Alias) + fieldSyntax + len(text)
	for _, object := range objects {
		w.bytes += len(`{},`)
		w.set(field.SelectionSet, object)
	}
}

// resolve returns what an introspection field has: objects with fields of their own, or a text.
func (w *introspectionWeight) resolve(name string, of any) (objects []any, text string) {
	switch of := of.(type) {
	case *ast.Schema:
		return w.ofSchema(name, of)
	case *ast.Definition:
		return w.ofDefinition(name, of)
	case *ast.Type:
		return w.ofType(name, of)
	case *ast.FieldDefinition:
		return described(name, of.Name, of.Description, anyOf(of.Arguments), of.Type)
	case *ast.ArgumentDefinition:
		return described(name, of.Name, of.Description, nil, of.Type)
	case *ast.DirectiveDefinition:
		return described(name, of.Name, of.Description, anyOf(of.Arguments), nil)
	case *ast.EnumValueDefinition:
		return described(name, of.Name, of.Description, nil, nil)
	}
	return nil, ""
}

func (w *introspectionWeight) ofSchema(name string, schema *ast.Schema) (objects []any, text string) {
	switch name {
	case "types":
		for _, definition := range schema.Types {
			objects = append(objects, definition)
		}
	case "directives":
		for _, directive := range schema.Directives {
			objects = append(objects, directive)
		}
	case "queryType":
		objects = append(objects, schema.Query)
	case "mutationType":
		objects = append(objects, schema.Mutation)
	case "subscriptionType":
		objects = append(objects, schema.Subscription)
	case "description":
		text = schema.Description
	}
	return objects, text
}

func (w *introspectionWeight) ofDefinition(name string, of *ast.Definition) (objects []any, text string) {
	switch name {
	case "fields":
		if of.Kind != ast.InputObject {
			return anyOf(of.Fields), ""
		}
	case "inputFields":
		if of.Kind == ast.InputObject {
			return anyOf(of.Fields), ""
		}
	case "enumValues":
		return anyOf(of.EnumValues), ""
	case "interfaces":
		for _, implemented := range of.Interfaces {
			objects = append(objects, w.schema.Types[implemented])
		}
	case "possibleTypes":
		if of.IsAbstractType() {
			return anyOf(w.schema.GetPossibleTypes(of)), ""
		}
	default:
		return described(name, of.Name, of.Description, nil, nil)
	}
	return objects, text
}

// ofType reads a list or a non-null type as an object around the type in it, and a named type as its definition.
func (w *introspectionWeight) ofType(name string, of *ast.Type) (objects []any, text string) {
	switch {
	case of.NonNull && name == "ofType":
		inner := *of
		inner.NonNull = false
		return []any{&inner}, ""
	case of.NonNull:
		return nil, ""
	case of.Elem != nil && name == "ofType":
		return []any{of.Elem}, ""
	case of.Elem != nil || w.schema.Types[of.NamedType] == nil:
		return nil, ""
	}
	return w.ofDefinition(name, w.schema.Types[of.NamedType])
}

// described resolves the fields that most introspection types have.
func described(field, name, description string, arguments []any, of *ast.Type) (objects []any, text string) {
	switch field {
	case "name":
		return nil, name
	case "description":
		return nil, description
	case "args":
		return arguments, ""
	case "type":
		if of != nil {
			return []any{of}, ""
		}
	}
	return nil, strings.Repeat(" ", len("false"))
}

func anyOf[T any](list []T) []any {
	objects := make([]any, len(list))
	for i, element := range list {
		objects[i] = element
	}
	return objects
}
