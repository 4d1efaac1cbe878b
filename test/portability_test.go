package test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestCompilesOn32Bits checks the types of all packages and their tests as a 32-bit compiler does, where an int has half the size. It
// does not read the functions of other modules: compiling those of SQLite takes minutes.
func TestCompilesOn32Bits(t *testing.T) {
	t.Parallel()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
			packages.NeedTypes | packages.NeedTypesInfo | packages.NeedTypesSizes | packages.NeedSyntax,
		Env:   append(os.Environ(), "GOOS=linux", "GOARCH=386", "CGO_ENABLED=0"),
		Tests: true,
		ParseFile: func(files *token.FileSet, path string, source []byte) (*ast.File, error) {
			file, err := parser.ParseFile(files, path, source, parser.SkipObjectResolution)
			if file != nil && !strings.HasPrefix(path, root+string(filepath.Separator)) {
				removeBodies(file)
			}
			return file, err
		},
	}, modulePath+"/...")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(loaded, func(p *packages.Package) bool { return p.ID == modulePath+"/graph" }) {
		t.Errorf("got %d packages without %s/graph, want all of the module", len(loaded), modulePath)
	}
	for _, p := range loaded {
		if strings.HasSuffix(p.ID, ".test") { // the main function that the go command writes
			continue
		}
		for _, wrong := range p.Errors {
			t.Error(wrong)
		}
	}
}

func removeBodies(file *ast.File) {
	for _, declared := range file.Decls {
		if function, ok := declared.(*ast.FuncDecl); ok {
			function.Body = nil
		}
	}
}
