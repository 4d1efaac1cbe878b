package graph

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// cost is what a selection comes to when its fragments are spread out. Its numbers have 64 bits on every machine: a number up
// to ceiling, times the size of a page, does not overflow.
type cost struct {
	fields, aliases, depth, nodes int64
	bytes                         int64 // of the response, as it is likely to be
	maxBytes                      int64 // the same if every text has its maximum
}

// ceiling is the largest number of a cost. It is far above every limit.
const ceiling = 1 << 40

func (c *cost) add(o cost) {
	c.fields = min(c.fields+o.fields, ceiling)
	c.aliases = min(c.aliases+o.aliases, ceiling)
	c.nodes = min(c.nodes+o.nodes, ceiling)
	c.bytes = min(c.bytes+o.bytes, ceiling)
	c.maxBytes = min(c.maxBytes+o.maxBytes, ceiling)
	c.depth = max(c.depth, o.depth)
}

// measure adds up a document that may not be valid: what it does not know costs nothing, the validator refuses it.
type measure struct {
	schema    *ast.Schema
	doc       *ast.QueryDocument
	variables map[string]any
	fragments map[string]cost // each is measured once, however often it is spread

	// written counts fields and spreads as they stand, each once more for every inline fragment around it, since
	// validation compares what is in an inline fragment anew.
	written int64
}

func (m *measure) root(op *ast.OperationDefinition) *ast.Definition {
	switch op.Operation {
	case ast.Mutation:
		return m.schema.Mutation
	case ast.Subscription:
		return m.schema.Subscription
	default:
		return m.schema.Query
	}
}

func (m *measure) set(set ast.SelectionSet, parent *ast.Definition, inline int64) (sum cost) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			sum.add(m.field(s, parent, inline))
		case *ast.InlineFragment:
			on := parent
			if s.TypeCondition != "" {
				on = m.schema.Types[s.TypeCondition]
			}
			c := m.set(s.SelectionSet, on, inline+1)
			c.depth++
			sum.add(c)
		case *ast.FragmentSpread:
			m.written += 1 + inline
			sum.add(m.fragment(s.Name))
		}
	}
	return sum
}

func (m *measure) fragment(name string) cost {
	c, ok := m.fragments[name]
	if definition := m.doc.Fragments.ForName(name); !ok && definition != nil {
		m.fragments[name] = cost{} // what a cycle finds; the validator refuses it
		c = m.set(definition.SelectionSet, m.schema.Types[definition.TypeCondition], 0)
		m.fragments[name] = c
	}
	return c
}

func (m *measure) field(f *ast.Field, parent *ast.Definition, inline int64) cost {
	m.written += 1 + inline
	var definition *ast.FieldDefinition
	var result *ast.Definition
	if parent != nil {
		definition = parent.Fields.ForName(f.Name)
	}
	if definition != nil {
		result = m.schema.Types[definition.Type.Name()]
	}
	c := m.set(f.SelectionSet, result, inline)
	c.depth++
	c.fields++
	if f.Alias != f.Name {
		c.aliases++
	}
	if result != nil && !isIntrospectionType(parent) { // weighIntrospection counts what it comes to
		elements := m.elements(f, definition, parent, result)
		c.nodes = min(m.nodes(parent, result, elements, c.nodes), ceiling)
		m.addBytes(&c, f, parent, definition, elements)
	}
	return c
}

// elements returns how many objects a field can have.
func (m *measure) elements(f *ast.Field, definition *ast.FieldDefinition, parent, result *ast.Definition) int64 {
	switch {
	case isConnection(result):
		return int64(m.page(f))
	case isConnection(parent): // the edges: their connection multiplies
		return 1
	default:
		return int64(listSize(parent, definition))
	}
}

func isIntrospectionType(d *ast.Definition) bool { return strings.HasPrefix(d.Name, "__") }

func isConnection(d *ast.Definition) bool { return strings.HasSuffix(d.Name, "Connection") }

// nodes returns how many nodes a field can read, if each of its results reads below more.
func (m *measure) nodes(parent, result *ast.Definition, elements, below int64) int64 {
	switch {
	case result.Name == "MessageConnection":
		return elements * (messageWeight + below)
	case isConnection(result):
		return elements * (1 + below)
	case !isNode(result) || strings.HasSuffix(parent.Name, "Edge"): // an edge's node is counted by its connection
		return elements * below
	default:
		return elements * (1 + below)
	}
}

// addBytes makes of the bytes below a field, which c has, those of the field.
func (m *measure) addBytes(c *cost, f *ast.Field, parent *ast.Definition, definition *ast.FieldDefinition, elements int64) {
	own := int64(len(f.Alias) + syntaxSize)
	if len(f.SelectionSet) == 0 {
		likely, most := leafBytes(f, parent, definition)
		c.bytes, c.maxBytes = own+elements*int64(likely), own+elements*int64(most)
		return
	}
	c.bytes = min(own+elements*(c.bytes+syntaxSize), ceiling)
	c.maxBytes = min(own+elements*(c.maxBytes+syntaxSize), ceiling)
}

// messageWeight is how many nodes a message counts for: its text can have 16,000 bytes.
const messageWeight = 10

func isNode(d *ast.Definition) bool {
	return d.Name == "Node" || slices.Contains(d.Interfaces, "Node")
}

// page is the size of the page that a connection is asked for. Sizes that it refuses do not matter.
func (m *measure) page(f *ast.Field) int {
	size := 0
	for _, name := range []string{"first", "last"} {
		if n, ok := m.number(f.Arguments.ForName(name)); ok {
			size = max(size, min(n, maxPage))
		}
	}
	if size == 0 {
		return defaultPage
	}
	return size
}

func (m *measure) number(argument *ast.Argument) (int, bool) {
	if argument == nil || argument.Value == nil {
		return 0, false
	}
	if argument.Value.Kind == ast.Variable {
		return m.variable(argument.Value.Raw)
	}
	n, err := strconv.Atoi(argument.Value.Raw)
	return n, err == nil
}

// variable is the value given, or else the largest default: which operation is meant is not known here, and a small default of
// one must not make another cheap.
func (m *measure) variable(name string) (size int, ok bool) {
	if value, given := m.variables[name]; given {
		number, _ := value.(json.Number)
		whole, _ := wholeNumber(number)
		n, err := strconv.Atoi(whole)
		return n, err == nil
	}
	open := false // an operation takes it without a default
	for _, op := range m.doc.Operations {
		v := op.VariableDefinitions.ForName(name)
		switch n, is := defaultSize(v); {
		case is:
			size, ok = max(size, n), true
		case v != nil:
			open = true
		}
	}
	if ok && open {
		size = max(size, defaultPage)
	}
	return size, ok
}

func defaultSize(v *ast.VariableDefinition) (int, bool) {
	if v == nil || v.DefaultValue == nil {
		return 0, false
	}
	n, err := strconv.Atoi(v.DefaultValue.Raw)
	return n, err == nil
}

// maxTexts says how many bytes the texts of the schema can have, by type and field or by field. Every field of type String has
// an entry.
var maxTexts = map[string]int{
	"Message.content":    16_000, // 4000 characters
	"Channel.topic":      2000,   // 500 characters
	"AuditChange.before": 800,    // 200 characters: the rest is cut
	"AuditChange.after":  800,
	"AuditChange.field":  32,
	"Identity.issuer":    2048,
	"name":               320, // 80 characters
	"actorName":          320,
	"email":              254,
	"avatarUrl":          2048,
	"avatarPath":         128,
	"url":                512, // the public URL and a secret
	"secret":             128,
	"cursor":             64,
	"startCursor":        64,
	"endCursor":          64,
	"resumeCursor":       64,
}

// maxLists says how many elements the lists that take no `first` or `last` can have. Edges are counted by their connection.
var maxLists = map[string]int{
	"Viewer.signInMethods":     2,
	"Viewer.identities":        10,
	"Account.signInMethods":    2,
	"AccessToken.channels":     100,
	"Member.roles":             100,
	"Role.permissions":         5,
	"Server.viewerPermissions": 5,
	"AuditEntry.changes":       5,
}

const (
	unknownText = 16_000 // the guess for a text without an entry
	unknownList = 100

	scalarSize = 32 // bytes that an id, a time, a number or the name of an enum value can have
	syntaxSize = 6  // bytes around a field: `"":"",`
	shortText  = 64 // texts up to this length always count in full
	usualShare = 8  // a longer text under its own name counts an eighth of its maximum

	// maxPrice is how many bytes the response of a query is likely to have at most.
	maxPrice = 16 << 20
	// maxWholePrice is the same for a mutation and for one event of a subscription. With the greatest texts they have at most
	// maxResponse, so that they are never cut: what was done cannot be reported as an error, and a stream skips nothing.
	maxWholePrice = 1 << 20
)

// textSize returns how many bytes a text can have.
func textSize(parent *ast.Definition, field string) int {
	if size, ok := maxTexts[parent.Name+"."+field]; ok {
		return size
	}
	if size, ok := maxTexts[field]; ok {
		return size
	}
	return unknownText
}

// listSize returns how many elements a field that is not a connection has.
func listSize(parent *ast.Definition, definition *ast.FieldDefinition) int {
	if definition.Type.Elem == nil {
		return 1
	}
	if size, ok := maxLists[parent.Name+"."+definition.Name]; ok {
		return size
	}
	return unknownList
}

// leafBytes returns how many bytes a field without fields of its own is likely to have, and how many at most. Those of a list
// are for each element.
//
// SECURITY: a text under an alias counts its maximum. A response has a field once under its own name, so whoever repeats a text
// needs aliases. Under its own name a long text counts a part: most are short, and responseBudget bounds those that are not.
func leafBytes(f *ast.Field, parent *ast.Definition, definition *ast.FieldDefinition) (likely, most int) {
	if definition.Type.Name() != "String" {
		return scalarSize, scalarSize
	}
	most = textSize(parent, f.Name)
	if most > shortText && f.Alias == f.Name {
		return max(most/usualShare, shortText), most
	}
	return most, most
}
