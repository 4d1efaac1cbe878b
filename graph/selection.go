package graph

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/model"
)

// selection writes what is selected below a subscription's root in one way only, with the variables that are used there, so
// that equal subscriptions are found to be equal whatever their other variables are: `after` is never part of it.
type selection struct {
	text      strings.Builder
	variables []string // names, each once
	shared    bool     // every field is marked as the same for everybody
}

// selectionOf returns what op selects below its root field, and whether one execution can serve all who selected the same.
// Equal selections mean equal bytes: at the root nothing depends on variables, since subscriptionRoot refuses directives there.
func selectionOf(op *graphql.OperationContext) (key string, shared bool) {
	root := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"})[0]
	s := &selection{shared: true}
	s.text.WriteString(root.Alias + "{")
	for _, field := range rootFields(op.Operation.SelectionSet) { // one name, but perhaps written several times
		s.set(field.SelectionSet)
	}
	s.text.WriteString("}")
	slices.Sort(s.variables)
	for _, name := range s.variables {
		value, given := op.Variables[name]
		if !given {
			continue // absent is not null
		}
		written, err := json.Marshal(value)
		s.shared = s.shared && err == nil
		s.text.WriteString("$" + name + "=" + string(written))
	}
	return s.text.String(), s.shared
}

func (s *selection) set(set ast.SelectionSet) {
	for _, selected := range set {
		switch selected := selected.(type) {
		case *ast.Field:
			s.field(selected)
		case *ast.InlineFragment:
			s.fragment(selected.TypeCondition, selected.Directives, selected.SelectionSet)
		case *ast.FragmentSpread:
			s.fragment(selected.Definition.TypeCondition, selected.Directives, selected.Definition.SelectionSet)
		}
	}
}

func (s *selection) field(f *ast.Field) {
	// SECURITY: a field that is not marked is executed for each viewer alone.
	s.shared = s.shared && (f.Name == "__typename" || f.Definition.Directives.ForName("shared") != nil)
	s.text.WriteString(" " + f.Alias + ":" + f.Name)
	for _, a := range f.Arguments {
		s.text.WriteString("(" + a.Name + ":")
		s.value(a.Value)
		s.text.WriteString(")")
	}
	s.directives(f.Directives)
	s.text.WriteString("{")
	s.set(f.SelectionSet)
	s.text.WriteString("}")
}

func (s *selection) fragment(on string, directives ast.DirectiveList, set ast.SelectionSet) {
	s.text.WriteString(" ..." + on)
	s.directives(directives)
	s.text.WriteString("{")
	s.set(set)
	s.text.WriteString("}")
}

func (s *selection) directives(list ast.DirectiveList) {
	for _, d := range list {
		s.text.WriteString("@" + d.Name)
		for _, a := range d.Arguments {
			s.text.WriteString("(" + a.Name + ":")
			s.value(a.Value)
			s.text.WriteString(")")
		}
	}
}

func (s *selection) value(v *ast.Value) {
	if v.Kind == ast.Variable && !slices.Contains(s.variables, v.Raw) {
		s.variables = append(s.variables, v.Raw)
	}
	for _, child := range v.Children {
		s.value(child.Value)
	}
	s.text.WriteString(v.String())
}

// weight counts what a document selects of an event, to estimate how long the payload will be before it is made.
type weight struct{ texts, pictures, fields int }

// plainBytes is about how long a field is that has no text: its name, a colon, and an id or a time.
const plainBytes = 64

func weightOf(op *graphql.OperationContext) (w weight) {
	w.add(op.Operation.SelectionSet)
	return w
}

func (w *weight) add(set ast.SelectionSet) {
	for _, selected := range set {
		switch selected := selected.(type) {
		case *ast.Field:
			w.addField(selected)
		case *ast.InlineFragment:
			w.add(selected.SelectionSet)
		case *ast.FragmentSpread:
			w.add(selected.Definition.SelectionSet)
		}
	}
}

func (w *weight) addField(field *ast.Field) {
	switch field.Name {
	case "content":
		w.texts++
	case "avatarUrl", "avatarPath":
		w.pictures++
	}
	w.fields++
	w.add(field.SelectionSet)
}

// size returns about how many bytes the payload of an event takes.
func (w weight) size(e *model.ChannelEvent) int {
	size := w.fields*plainBytes + w.texts*len(e.Message.Content)
	if e.Message.AvatarURL != nil {
		size += w.pictures * len(*e.Message.AvatarURL)
	}
	return size
}
