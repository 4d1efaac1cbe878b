package test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vektah/gqlparser/v2"
	gqlast "github.com/vektah/gqlparser/v2/ast"
)

// styleWords is the list of words that CONTRIBUTING.md (Style) replaces by others.
const styleWords = "test/testdata/style_words.txt"

// One word has one meaning in the whole program: an identifier contains no word for which another is used.
func TestIdentifiersUseOneWordForOneMeaning(t *testing.T) {
	t.Parallel()
	list := readStyleWords(t)
	used := map[string]bool{}
	for _, name := range append(goIdentifiers(t), graphqlIdentifiers(t)...) {
		for _, word := range wordsOf(name.text) {
			better, avoided := list.better[word]
			if !avoided {
				continue
			}
			if exception := word + " in " + name.text; list.allowed[exception] {
				used[exception] = true
				continue
			}
			t.Errorf("%s: the identifier %s contains %q, use: %s", name.position, name.text, word, better)
		}
	}
	for exception := range list.allowed {
		if !used[exception] {
			t.Errorf("%s: the exception %q is not used, remove it", styleWords, exception)
		}
	}
}

// maxVaguePer10000 bounds the words of vagueSubject in 10,000 words of comments.
const maxVaguePer10000 = 5

// vagueSubject finds sentences that name no subject: the reader must guess which thing is meant.
var vagueSubject = regexp.MustCompile(`(?i:\b(?:whoever|nobody|somebody|everybody)\b)|(?:^|[.:;!?] )(?:Who|What)\b`)

func TestCommentsNameTheirSubject(t *testing.T) {
	t.Parallel()
	words, found := 0, []string{}
	for _, file := range parsedFiles(t) {
		for _, group := range file.syntax.Comments {
			text := strings.Join(strings.Fields(group.Text()), " ")
			words += len(strings.Fields(text))
			for _, match := range vagueSubject.FindAllString(text, -1) {
				found = append(found, fmt.Sprintf("%s: the comment contains %q, use the noun that is meant", file.position(group), match))
			}
		}
	}
	if words < 10000 {
		t.Fatalf("got %d words of comments, want at least 10,000: are they still found?", words)
	}
	if limit := maxVaguePer10000 * words / 10000; len(found) > limit {
		t.Errorf("got %d in %d words, want at most %d:\n%s", len(found), words, limit, strings.Join(found, "\n"))
	}
}

// A comment on a function starts with its name and a verb in the third person, so that it can be read alone.
func TestFunctionCommentsStartWithNameAndVerb(t *testing.T) {
	t.Parallel()
	count := 0
	for _, file := range parsedFiles(t) {
		if strings.HasSuffix(file.path, "_test.go") {
			continue // the comment of a test says what must not happen
		}
		for _, declaration := range file.syntax.Decls {
			function, isFunction := declaration.(*ast.FuncDecl)
			if !isFunction || function.Doc == nil {
				continue
			}
			count++
			if problem := functionCommentProblem(function); problem != "" {
				t.Errorf("%s: %s", file.position(function), problem)
			}
		}
	}
	if count < 500 {
		t.Fatalf("got %d comments of functions, want at least 500: are they still found?", count)
	}
}

// functionCommentProblem says what is wrong with the comment of a function, or returns "".
func functionCommentProblem(function *ast.FuncDecl) string {
	text := function.Doc.Text()
	if strings.HasPrefix(text, "SECURITY:") || strings.HasPrefix(text, "NOTE(") || strings.HasPrefix(text, "Deprecated:") {
		return ""
	}
	words := strings.Fields(text)
	if len(words) < 2 || words[0] != function.Name.Name {
		return fmt.Sprintf("the comment of %s starts with %q, start it with the name and a verb", function.Name.Name, strings.Join(words[:min(2, len(words))], " "))
	}
	if verb := words[1]; !strings.HasSuffix(strings.TrimRight(verb, ",.:"), "s") && !slices.Contains(auxiliaries, verb) {
		return fmt.Sprintf("the comment of %s goes on with %q, use a verb in the third person", function.Name.Name, verb)
	}
	return ""
}

// auxiliaries are verbs in the third person that do not end with an s.
var auxiliaries = []string{"may", "must", "can", "never", "also"}

type styleList struct {
	better  map[string]string // word → what to use
	allowed map[string]bool   // "word in identifier"
}

func readStyleWords(t *testing.T) styleList {
	t.Helper()
	list := styleList{map[string]string{}, map[string]bool{}}
	for number, line := range strings.Split(readText(t, styleWords), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		entry, text, ok := strings.Cut(line, ": ")
		switch {
		case !ok || text == "":
			t.Fatalf("%s:%d: got %q, want \"word: better word\" or \"word in identifier: meaning\"", styleWords, number+1, line)
		case strings.Contains(entry, " in "):
			list.allowed[entry] = true
		default:
			list.better[entry] = text
		}
	}
	return list
}

// identifier is a name that the program declares.
type identifier struct{ text, position string }

// parsedFile is a Go file of the module, program or test, that no generator wrote.
type parsedFile struct {
	path   string
	set    *token.FileSet
	syntax *ast.File
}

func (f parsedFile) position(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.path, f.set.Position(n.Pos()).Line)
}

func parsedFiles(t *testing.T) (files []parsedFile) {
	t.Helper()
	for _, name := range goFileNames(t) {
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if !ast.IsGenerated(syntax) {
			files = append(files, parsedFile{name, set, syntax})
		}
	}
	return files
}

func goIdentifiers(t *testing.T) (names []identifier) {
	t.Helper()
	for _, file := range parsedFiles(t) {
		for _, name := range declaredNames(file.syntax) {
			names = append(names, identifier{name.Name, file.position(name)})
		}
	}
	return names
}

// declaredNames returns the names that a file declares: packages, types, functions, fields, parameters, variables and constants.
func declaredNames(file *ast.File) []*ast.Ident {
	names := []*ast.Ident{file.Name}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			names = append(names, n.Name)
		case *ast.TypeSpec:
			names = append(names, n.Name)
		case *ast.Field:
			names = append(names, n.Names...)
		case *ast.ValueSpec:
			names = append(names, n.Names...)
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				names = appendIdents(names, n.Key, n.Value)
			}
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				names = appendIdents(names, n.Lhs...)
			}
		}
		return true
	})
	return names
}

func appendIdents(names []*ast.Ident, expressions ...ast.Expr) []*ast.Ident {
	for _, e := range expressions {
		if name, ok := e.(*ast.Ident); ok {
			names = append(names, name)
		}
	}
	return names
}

func graphqlIdentifiers(t *testing.T) (names []identifier) {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&gqlast.Source{Name: "schema.graphqls", Input: readText(t, "schema.graphqls")})
	if err != nil {
		t.Fatal(err)
	}
	add := func(name string, at *gqlast.Position) {
		names = append(names, identifier{name, fmt.Sprintf("%s:%d", at.Src.Name, at.Line)})
	}
	for _, definition := range schema.Types {
		if definition.BuiltIn {
			continue
		}
		add(definition.Name, definition.Position)
		for _, field := range definition.Fields {
			if field.Position == nil {
				continue // __schema and __type
			}
			add(field.Name, field.Position)
			for _, argument := range field.Arguments {
				add(argument.Name, argument.Position)
			}
		}
		for _, value := range definition.EnumValues {
			add(value.Name, value.Position)
		}
	}
	return names
}

// wordsOf splits an identifier at its capitals and underscores, into words in lower case: "newHTTPServer" is new, http and server.
func wordsOf(name string) (words []string) {
	runes, start := []rune(name), 0
	cut := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(string(runes[start:end])))
		}
		start = end
	}
	for i := 1; i < len(runes); i++ {
		afterLower := unicode.IsUpper(runes[i]) && !unicode.IsUpper(runes[i-1])
		lastOfInitials := unicode.IsUpper(runes[i-1]) && unicode.IsUpper(runes[i]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
		if runes[i] == '_' || afterLower || lastOfInitials {
			cut(i)
		}
		if runes[i] == '_' {
			start = i + 1
		}
	}
	cut(len(runes))
	return words
}

// The checks of style find what they look for.
func TestStyleChecksFindFaults(t *testing.T) {
	t.Parallel()
	t.Run("words", func(t *testing.T) {
		t.Parallel()
		for name, want := range map[string]string{
			"takeSeat": "take seat", "newHTTPServer": "new http server", "MANAGE_ROOM": "manage room", "id": "id",
		} {
			if got := strings.Join(wordsOf(name), " "); got != want {
				t.Errorf("%s: got the words %q, want %q", name, got, want)
			}
		}
	})
	t.Run("comments", func(t *testing.T) {
		t.Parallel()
		for text, want := range map[string]int{
			"Who posts waits. What is right costs nothing.": 2, "Nobody waits": 1, "It returns who posted, and what": 0, "The noun: Who waits": 1,
		} {
			if got := len(vagueSubject.FindAllString(text, -1)); got != want {
				t.Errorf("%q: got %d vague subjects, want %d", text, got, want)
			}
		}
	})
	t.Run("functions", func(t *testing.T) {
		t.Parallel()
		for comment, wantProblem := range map[string]bool{
			"// f returns nothing.": false, "// f may be called twice.": false, "// returns nothing": true, "// f the thing": true,
		} {
			file, err := parser.ParseFile(token.NewFileSet(), "f.go", "package p\n\n"+comment+"\nfunc f() {}\n", parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			if got := functionCommentProblem(file.Decls[0].(*ast.FuncDecl)); (got != "") != wantProblem {
				t.Errorf("%q: got the problem %q, want one: %v", comment, got, wantProblem)
			}
		}
	})
}
