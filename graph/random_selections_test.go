package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"chattr/internal/model"
)

// selections creates random valid documents: an alias always means the same field with the same arguments, so that all fields of one object
// can be merged.
type selections struct {
	*rand.Rand
	schema *ast.Schema

	fragments []fragment
	used      map[string]bool // variables
}

type fragment struct{ name, on, text string }

// deepest limits the depth of a selection below a page.
const deepest = 5

// document returns a document that selects a page of the channel.
func (g *selections) document(channel model.ID) (string, map[string]any) {
	g.fragments, g.used = nil, map[string]bool{}
	set := g.set(g.schema.Types["MessageConnection"], 0)
	page := []string{"", "(first:3)", "(last:2)", "(first:0)", "(last:1)", "(first:101)"}[g.IntN(6)]
	text := fmt.Sprintf(`{channel(id:"%d"){name page:messages%s%s messages%s}}`, channel, page, set, g.set(g.schema.Types["MessageConnection"], 0))
	variables, declared := map[string]any{}, ""
	for name := range g.used {
		declared += " $" + name + ":Boolean!"
		variables[name] = name == "yes"
	}
	if declared != "" {
		text = "query(" + declared + ")" + text
	}
	for _, f := range g.fragments {
		text += " fragment " + f.name + " on " + f.on + f.text
	}
	return text, variables
}

func (g *selections) set(on *ast.Definition, depth int) string {
	var b strings.Builder
	b.WriteString("{")
	for range 1 + g.IntN(4) {
		switch n := g.IntN(10); {
		case n < 6:
			b.WriteString(g.field(on, depth))
		case n < 7:
			b.WriteString(" __typename" + g.directives())
		case n < 8:
			b.WriteString(" ..." + []string{"", "on " + on.Name}[g.IntN(2)] + g.directives() + g.set(on, depth+1))
		case n < 9 && isNode(on):
			b.WriteString(" ...on Node" + g.directives() + "{id __typename}")
		default:
			b.WriteString(" ..." + g.fragment(on, depth) + g.directives())
		}
	}
	return b.String() + "}"
}

// fragment returns the name of a fragment on that type: a finished one, so that there is no cycle, or a new one.
func (g *selections) fragment(on *ast.Definition, depth int) string {
	for _, f := range g.fragments {
		if f.on == on.Name && g.IntN(2) == 0 {
			return f.name
		}
	}
	text := g.set(on, depth+1)
	f := fragment{name: fmt.Sprintf("f%d", len(g.fragments)), on: on.Name, text: text}
	g.fragments = append(g.fragments, f)
	return f.name
}

func (g *selections) field(on *ast.Definition, depth int) string {
	f := on.Fields[g.IntN(len(on.Fields))]
	target := g.schema.Types[f.Type.Name()]
	isLeaf := target.IsLeafType()
	switch {
	case strings.HasPrefix(f.Name, "__"), target.Kind == ast.Interface, !isLeaf && depth > deepest:
		return " __typename"
	case f.Name == "channel" && g.IntN(4) > 0: // otherwise few pages would be written without gqlgen
		return " id"
	}
	alias, size := g.IntN(3), 3
	text := " " + f.Name
	if alias > 0 {
		text, size = fmt.Sprintf(" a%d_%s:%s", alias, f.Name, f.Name), alias
	}
	if len(f.Arguments) > 0 {
		text += fmt.Sprintf("(first:%d)", size)
	}
	text += g.directives()
	if !isLeaf {
		text += g.set(target, depth+1)
	}
	return text
}

func (g *selections) directives() string {
	if g.IntN(4) > 0 {
		return ""
	}
	directive := []string{"skip", "include"}[g.IntN(2)]
	condition := []string{"true", "false", "$yes", "$no"}[g.IntN(4)]
	if g.IntN(3) > 0 { // otherwise most fields would be excluded
		condition = map[string]string{"skip": "$no", "include": "$yes"}[directive]
	}
	if name, ok := strings.CutPrefix(condition, "$"); ok {
		g.used[name] = true
	}
	return "@" + directive + "(if:" + condition + ")"
}
