package test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const modulePath = "chattr"

// arrows lists which packages of this module each package may import. The packages inside it may import the same and each other. It is
// the picture of ARCHITECTURE.md: change both together.
var arrows = map[string][]string{
	"internal/model":       {},
	"migrations":           {},
	"internal/metrics":     {"internal/model"},
	"db":                   {"internal/model", "migrations"},
	"internal/pubsub":      {"internal/metrics", "internal/model"},
	"internal/authz":       {"internal/model"},
	"internal/chat":        {"db", "internal/authz", "internal/pubsub", "internal/metrics", "internal/model", "internal/logcount", "internal/fairslots", "internal/ingest", "internal/ratelimit", "internal/stream", "internal/tasks", "internal/token", "internal/validate"},
	"internal/ingest":      {"db", "internal/metrics", "internal/model"},
	"internal/stream":      {"db", "internal/metrics", "internal/model", "internal/tasks"},
	"internal/tasks":       {},
	"internal/ratelimit":   {"internal/fairslots", "internal/model"},
	"internal/strictjson":  {"internal/model"},
	"internal/problem":     {"internal/model", "internal/httpbody"},
	"internal/caller":      {},
	"internal/cors":        {"internal/caller", "internal/logcount"},
	"internal/logcount":    {},
	"internal/httpbody":    {"internal/model", "internal/connections"},
	"internal/connections": {"internal/caller", "internal/logcount"},
	"internal/fairslots":   {},
	"internal/backlog":     {"internal/model"},
	"internal/graphqlws":   {"internal/model", "internal/backlog", "internal/caller", "internal/connections", "internal/fairslots", "internal/httpbody", "internal/metrics", "internal/problem", "internal/ratelimit", "internal/strictjson"},
	"internal/token":       {},
	"internal/validate":    {"internal/model"},
	"internal/config":      {"internal/caller", "internal/pubsub"},
	"internal/background":  {},
	"internal/gctune":      {},
	"internal/logging":     {"internal/problem"},
	"internal/httpserver":  {"internal/connections", "internal/httpbody", "internal/metrics"},
	"internal/banner":      {"internal/chat", "internal/config"},
	"internal/router":      {"internal/accountapi", "internal/avatar", "internal/caller", "internal/chat", "internal/config", "internal/cors", "internal/metrics", "internal/model", "internal/problem", "internal/webhookapi", "web"},
	"internal/cli":         {"db", "internal/background", "internal/chat", "internal/config", "internal/logging", "internal/metrics", "internal/model", "internal/pubsub"},
	"graph":                {"internal/chat", "internal/metrics", "internal/model", "internal/strictjson", "internal/problem", "internal/caller", "internal/cors", "internal/httpbody", "internal/connections", "internal/fairslots", "internal/backlog", "internal/ratelimit", "internal/stream", "internal/graphqlws"},
	"internal/webhookapi":  {"internal/chat", "internal/ratelimit", "internal/metrics", "internal/model", "internal/strictjson", "internal/problem", "internal/caller", "internal/cors", "internal/httpbody"},
	"internal/accountapi":  {"internal/chat", "internal/model", "internal/problem", "internal/caller", "internal/cors", "internal/httpbody", "internal/connections", "internal/token"},
	"internal/avatar":      {"internal/ratelimit", "internal/chat", "internal/model", "internal/problem", "internal/picture"},
	"internal/picture":     {},
	"web":                  {},
	"examples":             {},
	"bench":                {"internal/model", "db", "internal/chat", "graph"}, // the baselines on the same connections and schema
	"test":                 {"db"},                                             // db/pgcluster only: see TestTortureSharesNoCodeWithTheServer
	".":                    {"graph", "internal/background", "internal/banner", "internal/chat", "internal/cli", "internal/config", "internal/connections", "internal/cors", "internal/gctune", "internal/httpserver", "internal/metrics", "internal/router"},
}

// homes lists the only packages (or files) that may import a library.
var homes = map[string][]string{
	"github.com/uptrace/bun":      {"db", "internal/model", "migrations", "internal/pubsub/postgres.go", "bench", "test"},
	"modernc.org/sqlite":          {"db", "test"},
	"github.com/nats-io":          {"internal/pubsub/nats.go"},
	"github.com/coreos/go-oidc":   {"internal/accountapi"},
	"golang.org/x/oauth2":         {"internal/accountapi"},
	"golang.org/x/crypto":         {"internal/chat"},
	"github.com/prometheus":       {"internal/metrics"},
	"database/sql":                {"db", "internal/model", "internal/metrics", "internal/pubsub/postgres.go", "bench", "test"},
	"github.com/99designs/gqlgen": {"graph", "bench/stock.go"},
	"github.com/vektah/gqlparser": {"graph", "bench/stock.go"},
	"golang.org/x/image":          {"internal/picture"},
	"golang.org/x/net":            {"internal/avatar", "internal/caller"},
	"golang.org/x/sync":           {"internal/avatar", "internal/chat", "internal/ratelimit"},
	"golang.org/x/tools":          {"."},
	"github.com/alecthomas/kong":  {"internal/config", "internal/cli"},
	"github.com/hashicorp":        {"graph", "internal/avatar", "internal/chat", "internal/ratelimit"},
	"net/http":                    {"graph", "internal/graphqlws", "internal/webhookapi", "internal/accountapi", "internal/avatar", "web", "internal/metrics", "internal/problem", "internal/caller", "internal/cors", "internal/httpbody", "internal/connections", "internal/httpserver", "internal/router", "examples", "bench", "test"},
}

// vagueNames are names that do not describe the contents of a package.
var vagueNames = []string{"util", "common", "helper", "service", "manager", "impl", "misc", "shared", "base", "lib"}

func TestPackagesImportOnlyWhatThePictureAllows(t *testing.T) {
	t.Parallel()
	for _, file := range sourceFiles(t) {
		for _, imported := range file.imports() {
			ours, isOurs := strings.CutPrefix(imported, modulePath+"/")
			switch {
			case !isOurs:
				checkHome(t, file.path, imported)
			case !mayImport(file.dir(), ours):
				t.Errorf("%s imports %s, which the picture in ARCHITECTURE.md does not allow", file.path, imported)
			}
		}
	}
}

func TestPackagesAreInThePicture(t *testing.T) {
	t.Parallel()
	for _, file := range sourceFiles(t) {
		if _, known := arrows[levelOf(file.dir())]; !known {
			t.Errorf("%s: the package is not in the picture of ARCHITECTURE.md", file.path)
		}
	}
}

func TestPackageNamesDescribeContents(t *testing.T) {
	t.Parallel()
	for _, file := range sourceFiles(t) {
		for _, name := range append(strings.Split(file.dir(), "/"), file.syntax.Name.Name) {
			if slices.Contains(vagueNames, strings.TrimSuffix(name, "s")) {
				t.Errorf("%s: %q does not describe the contents of a package", file.path, name)
			}
		}
	}
}

// The torture test drives the built program from outside. It imports only a throw-away PostgreSQL and its own checker from this module,
// and the checker imports only the standard library. A mistake in the server must not be repeated in its test.
func TestTortureSharesNoCodeWithTheServer(t *testing.T) {
	t.Parallel()
	const torture, checker = "test/torture", "test/torture/checker"
	found := map[string]int{}
	for _, file := range sourceFiles(t) {
		if !liesWithin(file.dir(), torture) {
			continue
		}
		found[file.dir()]++
		for _, imported := range file.imports() {
			ours, isOurs := strings.CutPrefix(imported, modulePath+"/")
			if file.dir() == checker && (isOurs || strings.Contains(imported, ".")) {
				t.Errorf("%s imports %s, want the standard library only", file.path, imported)
			}
			if isOurs && ours != checker && ours != "db/pgcluster" {
				t.Errorf("%s imports %s, want db/pgcluster and the checker only", file.path, imported)
			}
		}
	}
	if found[torture] == 0 || found[checker] == 0 {
		t.Errorf("found %v source files, want some in %s and in %s", found, torture, checker)
	}
}

// mayImport reports whether package dir may import package other, both relative to the module.
func mayImport(dir, other string) bool {
	if isForTests(other) && !isForTests(dir) {
		return false
	}
	return levelOf(dir) == levelOf(other) || slices.Contains(arrows[levelOf(dir)], levelOf(other))
}

// isForTests reports whether a package (like db/dbtest) exists for tests. The program must not import it.
func isForTests(dir string) bool { return strings.HasSuffix(dir, "test") }

func checkHome(t *testing.T, file, imported string) {
	t.Helper()
	for library, places := range homes {
		if !liesWithin(imported, library) {
			continue
		}
		if !slices.Contains(places, file) && !slices.Contains(places, levelOf(path.Dir(file))) {
			t.Errorf("%s imports %s, want this only in %s", file, imported, strings.Join(places, ", "))
		}
	}
}

// liesWithin reports whether the path is root or below it.
func liesWithin(p, root string) bool { return p == root || strings.HasPrefix(p, root+"/") }

// levelOf returns the first element of a package's path, or the first two for a package below internal.
func levelOf(dir string) string {
	first, rest, _ := strings.Cut(dir, "/")
	if first == "internal" && rest != "" {
		second, _, _ := strings.Cut(rest, "/")
		return first + "/" + second
	}
	return first
}

// sourceFile is a Go file that is not a test. It can be generated.
type sourceFile struct {
	path   string // relative to the module, with slashes
	syntax *ast.File
}

func (f sourceFile) dir() string { return path.Dir(f.path) }

func (f sourceFile) imports() (paths []string) {
	for _, spec := range f.syntax.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

func sourceFiles(t *testing.T) (files []sourceFile) {
	t.Helper()
	for _, name := range goFileNames(t) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, sourceFile{name, syntax})
	}
	return files
}

// goFileNames returns the paths of the module's Go files, tests included.
func goFileNames(t *testing.T) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && isForeign(name):
			return fs.SkipDir
		case !entry.IsDir() && strings.HasSuffix(name, ".go"):
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// isForeign reports whether a directory is not part of the module, as the go tool sees it, or contains code of other projects.
func isForeign(dir string) bool {
	base := path.Base(dir)
	return base == "testdata" || base == "node_modules" || dir == "e2e" || // a separate module that contains only tests
		dir != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_"))
}
