package graph

import (
	"regexp"
	"strings"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"

	"chattr/internal/model"
)

func init() { errcode.RegisterErrorType(string(model.InvalidUTF8), errcode.KindProtocol) }

// escapes matches each escape of a string once: a surrogate pair, half of one (the group), or another.
var escapes = regexp.MustCompile(`\\u[dD][89abAB][[:xdigit:]]{2}\\u[dD][c-fC-F][[:xdigit:]]{2}|(\\u[dD][89a-fA-F][[:xdigit:]]{2})|\\.`)

// loneSurrogate refuses documents in which a string holds half of a surrogate pair. The parser would put U+FFFD in its place
// without a word.
func loneSurrogate(query string) *gqlerror.Error {
	if !strings.Contains(query, `\u`) {
		return nil
	}
	runes := []rune(query) // the lexer counts in them
	tokens := lexer.New(&ast.Source{Input: query})
	for {
		token, err := tokens.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return nil // the parser says what is wrong
		}
		if token.Kind == lexer.String && halved(string(runes[token.Pos.Start:token.Pos.End])) {
			return documentError(string(model.InvalidUTF8), "A string of the document holds half of a surrogate pair; the other half is missing.")
		}
	}
}

func halved(text string) bool {
	for _, found := range escapes.FindAllStringSubmatch(text, -1) {
		if found[1] != "" {
			return true
		}
	}
	return false
}
