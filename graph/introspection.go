package graph

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The limits of introspection. Tools that request the whole schema, with nine levels of types, need less than half of them. A field costs
// about 4 µs.
const (
	maxIntrospectedFields = 25_000
	maxIntrospectedBytes  = 512 << 10
	// maxCachedIntrospection is how many bytes of results are cached.
	maxCachedIntrospection = 4 << 20
)

// introspections caches the results of introspection by document, operation and variables: the schema does not change while the
// program runs, and introspection is the same for all actors.
type introspections struct{ results *documents[[]byte] }

// newIntrospections returns an empty cache.
func newIntrospections() introspections {
	return introspections{newDocuments(maxCachedIntrospection, func(key string, data []byte) int { return len(key) + len(data) })}
}

// operation returns the cached result of an operation, or executes and caches it. It is an operation middleware.
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

// isIntrospection reports whether op selects only introspection.
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

// weighIntrospection returns an error if the introspection of an operation exceeds a limit.
//
// SECURITY: introspection needs no credential, and lists in lists (`types{fields{type{fields}}}`) multiply: 814 bytes took
// 0.6 s and 68 MB.
func weighIntrospection(schema *ast.Schema, op *graphql.OperationContext) *gqlerror.Error {
	if op.Operation.Operation != ast.Query {
		return nil // the other roots have only __typename
	}
	w := introspectionWeight{schema: schema, variables: op.Variables}
	w.root(op.Operation.SelectionSet)
	if w.isExceeded() {
		return documentError(complexityExceeded, "The introspection of the document has more than %d fields or %d bytes; "+
			"select less, or send several documents.", maxIntrospectedFields, maxIntrospectedBytes)
	}
	return nil
}

// introspectionWeight counts the fields and bytes of the introspection of a validated document, until they exceed a limit. The schema is
// known, so they are counted exactly, apart from directives, which are ignored.
type introspectionWeight struct {
	schema        *ast.Schema
	variables     map[string]any
	fields, bytes int
}

// isExceeded reports whether a limit is exceeded.
func (w *introspectionWeight) isExceeded() bool {
	return w.fields > maxIntrospectedFields || w.bytes > maxIntrospectedBytes
}

// root adds the introspection of an operation.
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

// typeName returns the argument of `__type`.
func (w *introspectionWeight) typeName(field *ast.Field) (string, bool) {
	argument := field.Arguments.ForName("name")
	if argument == nil {
		return "", false
	}
	value, err := argument.Value.Value(w.variables)
	name, ok := value.(string)
	return name, ok && err == nil
}

// rootFields returns the fields of a selection and of all its fragments. Each fragment counts once.
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

// set adds the selection of one object.
func (w *introspectionWeight) set(set ast.SelectionSet, of any) {
	for _, selected := range set {
		if w.fields++; w.isExceeded() {
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

// field adds a field of an object.
func (w *introspectionWeight) field(field *ast.Field, of any) {
	objects, text := w.resolve(field.Name, of)
	w.bytes += len(field.Alias) + fieldSyntax + len(text)
	for _, object := range objects {
		w.bytes += len(`{},`)
		w.set(field.SelectionSet, object)
	}
}

// resolve returns the value of an introspection field: objects with fields of their own, or a text.
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

// ofSchema resolves a field of the schema.
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

// ofDefinition resolves a field of a named type.
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

// ofType resolves a field of a type: a list or a non-null type has the type in it as `ofType`, a named type is its definition.
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

// anyOf returns the elements of a list as objects.
func anyOf[T any](list []T) []any {
	objects := make([]any, len(list))
	for i, element := range list {
		objects[i] = element
	}
	return objects
}
