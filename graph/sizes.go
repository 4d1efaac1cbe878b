package graph

import (
	"github.com/vektah/gqlparser/v2/ast"
)

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
