package graph

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/model"
)

// selection writes the selection below a subscription's root in a canonical form, with the variables that are used there. So equal
// subscriptions have equal keys, whatever their other variables are: `after` is never part of the key.
type selection struct {
	text      strings.Builder
	variables []string // names, each once
	shared    bool     // every field is marked as the same for all viewers
}

// selectionOf returns a key for the selection of op below its root field, and whether one execution is valid for all subscriptions with
// that key. Equal keys mean equal bytes: the root does not depend on variables, because subscriptionRoot refuses directives there.
func selectionOf(op *graphql.OperationContext) (key string, shared bool) {
	root := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"})[0]
	s := &selection{shared: true}
	s.text.WriteString(root.Alias + "{")
	for _, field := range rootFields(op.Operation.SelectionSet) { // one name, perhaps several times
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

// set writes a selection set.
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

// field writes a field.
func (s *selection) field(f *ast.Field) {
	// SECURITY: a field that is not marked may depend on the viewer, so it is executed for each viewer alone.
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

// fragment writes a fragment in the place of its spread.
func (s *selection) fragment(on string, directives ast.DirectiveList, set ast.SelectionSet) {
	s.text.WriteString(" ..." + on)
	s.directives(directives)
	s.text.WriteString("{")
	s.set(set)
	s.text.WriteString("}")
}

// directives writes directives with their arguments.
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

// value writes the value of an argument, and collects its variables.
func (s *selection) value(v *ast.Value) {
	if v.Kind == ast.Variable && !slices.Contains(s.variables, v.Raw) {
		s.variables = append(s.variables, v.Raw)
	}
	for _, child := range v.Children {
		s.value(child.Value)
	}
	s.text.WriteString(v.String())
}

// weight counts the fields that a document selects of an event, to estimate how many bytes the payload will have.
type weight struct{ texts, pictures, fields int }

// fieldOverhead is about how many bytes a field without a text has: its name, a colon, and an id or a time.
const fieldOverhead = 64

// weightOf returns the weight of a subscription.
func weightOf(op *graphql.OperationContext) (w weight) {
	w.add(op.Operation.SelectionSet)
	return w
}

// add adds a selection set.
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

// addField adds a field and the fields below it.
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
	size := w.fields*fieldOverhead + w.texts*len(e.Message.Content)
	if e.Message.AvatarURL != nil {
		size += w.pictures * len(*e.Message.AvatarURL)
	}
	return size
}
