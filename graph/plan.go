package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"chattr/internal/strictjson"
)

// plan is how things of one type are written: what was selected of them, collected once however many there are.
type plan[T any] []planned[T]

type planned[T any] struct {
	key   []byte // what stands before the value: `,"alias":`
	value appendValue[T]
}

// appendValue appends a field's value as JSON.
type appendValue[T any] func(b []byte, thing *T) []byte

func (p plan[T]) append(b []byte, thing *T) []byte {
	b = append(b, '{')
	for i := range p {
		b = append(b, p[i].key...)
		b = p[i].value(b, thing)
	}
	return append(b, '}')
}

// plannable is a type of the schema whose plain fields can be written without their resolvers.
type plannable[T any] struct {
	name   string
	is     []string // the types whose fragments apply to it
	fields map[string]planField[T]
}

// planField plans one selected field. It is not ok when something below it needs a resolver.
type planField[T any] func(op *graphql.OperationContext, field graphql.CollectedField) (value appendValue[T], ok bool)

// plan plans what set selects. It is not ok when that needs a resolver: what is not in fields is not guessed.
func (t plannable[T]) plan(op *graphql.OperationContext, field graphql.CollectedField) (p plan[T], ok bool) {
	for _, f := range graphql.CollectFields(op, field.Selections, t.is) {
		value, ok := t.field(op, f)
		if !ok {
			return nil, false
		}
		p = p.with(f.Alias, value)
	}
	return p, true
}

func (t plannable[T]) field(op *graphql.OperationContext, f graphql.CollectedField) (value appendValue[T], ok bool) {
	if f.Name == "__typename" {
		name := strictjson.AppendString(nil, t.name)
		return func(b []byte, _ *T) []byte { return append(b, name...) }, true
	}
	plan, known := t.fields[f.Name]
	if !known {
		return nil, false
	}
	return plan(op, f)
}

func (p plan[T]) with(alias string, value appendValue[T]) plan[T] {
	var key []byte
	if len(p) > 0 {
		key = append(key, ',')
	}
	return append(p, planned[T]{append(strictjson.AppendString(key, alias), ':'), value})
}

// leaf plans a field that has none below.
func leaf[T any](value appendValue[T]) planField[T] {
	return func(*graphql.OperationContext, graphql.CollectedField) (appendValue[T], bool) { return value, true }
}

// one plans a field that is an object, never null.
func one[T, Of any](below plannable[Of], of func(*T) *Of) planField[T] {
	return func(op *graphql.OperationContext, f graphql.CollectedField) (appendValue[T], bool) {
		p, ok := below.plan(op, f)
		return func(b []byte, thing *T) []byte { return p.append(b, of(thing)) }, ok
	}
}

// many plans a field that is a list of objects, none of them null.
func many[T, Of any](below plannable[Of], of func(*T) []*Of) planField[T] {
	return func(op *graphql.OperationContext, f graphql.CollectedField) (appendValue[T], bool) {
		p, ok := below.plan(op, f)
		return func(b []byte, thing *T) []byte {
			b = append(b, '[')
			for i, element := range of(thing) {
				if len(b) > maxResponse {
					break // the response is too large, and is not sent
				}
				if i > 0 {
					b = append(b, ',')
				}
				b = p.append(b, element)
			}
			return append(b, ']')
		}, ok
	}
}
