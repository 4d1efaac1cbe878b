package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/model"
)

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
