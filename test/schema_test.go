package test

import (
	"go/ast"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	gql "github.com/vektah/gqlparser/v2/ast"
)

func TestEverythingInTheSchemaIsDescribed(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&gql.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	for place, description := range descriptions(schema) {
		if description == "" {
			t.Errorf("%s has no description", place)
		}
	}
}

// descriptions returns the description of every element of the schema.
func descriptions(schema *gql.Schema) map[string]string {
	found := map[string]string{}
	for _, def := range schema.Types {
		if !def.BuiltIn {
			describeType(found, def)
		}
	}
	for name, directive := range schema.Directives {
		if !directive.Position.Src.BuiltIn {
			found["@"+name] = directive.Description
			describeArguments(found, "@"+name, directive.Arguments)
		}
	}
	return found
}

func describeType(found map[string]string, def *gql.Definition) {
	found[def.Name] = def.Description
	for _, value := range def.EnumValues {
		found[def.Name+"."+value.Name] = value.Description
	}
	for _, field := range def.Fields {
		if strings.HasPrefix(field.Name, "__") { // introspection, which the specification defines
			continue
		}
		found[def.Name+"."+field.Name] = field.Description
		describeArguments(found, def.Name+"."+field.Name, field.Arguments)
	}
}

func describeArguments(found map[string]string, place string, arguments gql.ArgumentDefinitionList) {
	for _, argument := range arguments {
		found[place+"("+argument.Name+":)"] = argument.Description
	}
}

func TestEveryExportedNameIsDocumented(t *testing.T) {
	t.Parallel()
	documented := map[string]bool{} // package directory → has a package comment
	for _, file := range sourceFiles(t) {
		if strings.HasPrefix(file.path, "examples/") { // these are programs to copy, not packages
			continue
		}
		documented[file.dir()] = documented[file.dir()] || file.syntax.Doc.Text() != ""
		if ast.IsGenerated(file.syntax) {
			continue
		}
		for _, name := range undocumented(file.syntax) {
			t.Errorf("%s: %s has no doc comment", file.path, name)
		}
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s: no file has a package comment", dir)
		}
	}
}

func undocumented(file *ast.File) (names []string) {
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Doc.Text() == "" && needsDoc(decl) {
				names = append(names, decl.Name.Name)
			}
		case *ast.GenDecl:
			names = append(names, undocumentedSpecs(decl)...)
		}
	}
	return names
}

// needsDoc reports whether a function needs a comment: an exported function, or an exported method of an exported type except String and
// Error.
func needsDoc(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return f.Name.IsExported()
	}
	return f.Name.IsExported() && ast.IsExported(receiverName(f.Recv.List[0].Type)) &&
		f.Name.Name != "String" && f.Name.Name != "Error"
}

// receiverName returns the name of the type that a method belongs to.
func receiverName(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiverName(t.X)
	case *ast.IndexExpr:
		return receiverName(t.X)
	case *ast.IndexListExpr:
		return receiverName(t.X)
	case *ast.Ident:
		return t.Name
	default:
		return ""
	}
}

// undocumentedSpecs returns the exported names of a declaration that have no comment: neither on the group nor above or beside the name.
func undocumentedSpecs(decl *ast.GenDecl) (names []string) {
	if decl.Tok == token.IMPORT || decl.Doc.Text() != "" {
		return nil
	}
	for _, spec := range decl.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() && spec.Doc.Text()+spec.Comment.Text() == "" {
				names = append(names, spec.Name.Name)
			}
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				if name.IsExported() && spec.Doc.Text()+spec.Comment.Text() == "" {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}
