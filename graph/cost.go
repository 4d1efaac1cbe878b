package graph

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// cost is the cost of a selection with its fragments spread. Its numbers have 64 bits on every machine: a number up
// to ceiling, times the size of a page, does not overflow.
type cost struct {
	fields, aliases, depth, nodes int64
	bytes                         int64 // of the response, estimated
	maxBytes                      int64 // of the response if every text has its maximum
}

// ceiling is the largest number of a cost. It is much larger than every limit.
const ceiling = 1 << 40

// add adds the cost of another selection beside this one.
func (c *cost) add(o cost) {
	c.fields = min(c.fields+o.fields, ceiling)
	c.aliases = min(c.aliases+o.aliases, ceiling)
	c.nodes = min(c.nodes+o.nodes, ceiling)
	c.bytes = min(c.bytes+o.bytes, ceiling)
	c.maxBytes = min(c.maxBytes+o.maxBytes, ceiling)
	c.depth = max(c.depth, o.depth)
}

// measure computes the cost of a document that may not be valid. An unknown field costs nothing: the validator refuses it.
type measure struct {
	schema    *ast.Schema
	doc       *ast.QueryDocument
	variables map[string]any
	fragments map[string]cost // each is measured once, however often it is spread

	// written counts the fields and spreads in the text of the document, each once more for every inline fragment around it, because
	// validation compares the fields of an inline fragment again.
	written int64
}

// root returns the root type of an operation.
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

// set returns the cost of a selection set of the type parent. inline is the number of inline fragments around it.
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

// fragment returns the cost of the fragment with that name.
func (m *measure) fragment(name string) cost {
	c, ok := m.fragments[name]
	if definition := m.doc.Fragments.ForName(name); !ok && definition != nil {
		m.fragments[name] = cost{} // for a cycle, which the validator refuses
		c = m.set(definition.SelectionSet, m.schema.Types[definition.TypeCondition], 0)
		m.fragments[name] = c
	}
	return c
}

// field returns the cost of a field and the fields below it.
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
	if result != nil && !isIntrospectionType(parent) { // weighIntrospection counts the others
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
	case isConnection(parent): // the edges: they are counted by their connection
		return 1
	default:
		return int64(listSize(parent, definition))
	}
}

// isIntrospectionType reports whether a type describes the schema.
func isIntrospectionType(d *ast.Definition) bool { return strings.HasPrefix(d.Name, "__") }

// isConnection reports whether a type is a page of a list.
func isConnection(d *ast.Definition) bool { return strings.HasSuffix(d.Name, "Connection") }

// nodes returns how many nodes a field can read, if each of its elements reads `below` more.
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

// addBytes replaces the bytes of c, which are those of the fields below a field, by those of the field itself.
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

// messageWeight is how many nodes a message counts as: its text can have 16,000 bytes.
const messageWeight = 10

// isNode reports whether a type implements Node.
func isNode(d *ast.Definition) bool {
	return d.Name == "Node" || slices.Contains(d.Interfaces, "Node")
}

// page returns the size of the page that a connection is asked for. Sizes that are refused later do not matter.
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

// number returns the value of an argument that is a number.
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

// variable returns the value of a variable, or else its largest default: the operation that will be executed is not known here, and a
// small default of one operation must not make another cheap.
func (m *measure) variable(name string) (size int, ok bool) {
	if value, given := m.variables[name]; given {
		number, _ := value.(json.Number)
		whole, _ := wholeNumber(number)
		n, err := strconv.Atoi(whole)
		return n, err == nil
	}
	hasNoDefault := false // in some operation
	for _, op := range m.doc.Operations {
		v := op.VariableDefinitions.ForName(name)
		switch n, isNumber := defaultSize(v); {
		case isNumber:
			size, ok = max(size, n), true
		case v != nil:
			hasNoDefault = true
		}
	}
	if ok && hasNoDefault {
		size = max(size, defaultPage)
	}
	return size, ok
}

// defaultSize returns the default of a variable if it is a number.
func defaultSize(v *ast.VariableDefinition) (int, bool) {
	if v == nil || v.DefaultValue == nil {
		return 0, false
	}
	n, err := strconv.Atoi(v.DefaultValue.Raw)
	return n, err == nil
}

// maxTexts has the number of bytes that the texts of the schema can have, by type and field or by field. Every field of type String has
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

// maxLists has the number of elements that the lists without `first` and `last` can have. Edges are counted by their connection.
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
	unknownText = 16_000 // the estimate for a text without an entry
	unknownList = 100

	scalarSize = 32 // bytes that an id, a time, a number or the name of an enum value can have
	syntaxSize = 6  // bytes around a field: `"":"",`
	shortText  = 64 // texts up to this length always count in full
	usualShare = 8  // a longer text under its own name counts an eighth of its maximum

	// maxPrice is the limit of the estimated bytes of a query's response.
	maxPrice = 16 << 20
	// maxWholePrice is the same limit for a mutation and for one event of a subscription. Even with the longest texts these have at most
	// maxResponse, so they are never replaced by an error: a mutation that succeeded must not be reported as an error, and a stream skips
	// no event.
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

// leafBytes returns the estimated and the largest number of bytes of a field without fields of its own, for a list those of each element.
//
// SECURITY: a text under an alias counts its maximum. A response has a field once under its own name, so a document needs aliases to
// repeat a text. Under its own name a long text counts a part: most texts are short, and responseBudget limits the others.
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
