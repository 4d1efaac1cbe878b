package chat

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// authorizedOtherwise has the functions whose transactions check no permission of an actor, with what authorizes them instead.
var authorizedOtherwise = map[string]string{
	"Begin":              "there is no user yet",
	"createAccount":      "an invitation, or the setting that opens sign-up",
	"inStoreTime":        "the functions that call it are checked",
	"startSession":       "the password, the OpenID provider or the sign-in link",
	"OperatorSignInLink": "access to the machine of the database",
}

// TestEveryTransactionIsAuthorized reads the program: each function that changes something in a transaction must call lockAndAuthorize,
// or one of its variants, inside of it.
func TestEveryTransactionIsAuthorized(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	dbtest.OK(t, err)
	found := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		dbtest.OK(t, err)
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			for _, call := range callsOf(f, "InTx", "inStoreTime") {
				found[f.Name.Name] = true
				authorizes := len(callsOf(call, "lockAndAuthorize", "lockAndAuthorizeIn", "lockAndAuthorizeUsers")) > 0
				if _, ok := authorizedOtherwise[f.Name.Name]; authorizes == ok {
					t.Errorf("%s: %s authorizes its actor in its transaction: %v; it is listed as authorized otherwise: %v", name, f.Name.Name, authorizes, ok)
				}
			}
		}
	}
	for name := range authorizedOtherwise {
		if !found[name] {
			t.Errorf("%s has no transaction any more", name)
		}
	}
	if len(found) < 25 {
		t.Errorf("found only %d functions with a transaction", len(found))
	}
}

// callsOf returns the calls of functions or methods with these names inside a node.
func callsOf(node ast.Node, names ...string) (calls []*ast.CallExpr) {
	ast.Inspect(node, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains(names, f.Sel.Name) {
			calls = append(calls, call)
		}
		return true
	})
	return calls
}

// lockRecorder notes the tables whose rows the statements of a transaction lock.
type lockRecorder struct {
	mu    sync.Mutex
	locks []string // of the transaction that has begun last
	wrong []string // transactions that locked out of order
	most  int      // the most locks of one transaction
}

var locks = regexp.MustCompile(`FROM "(servers|users|channel_heads)".*FOR NO KEY UPDATE|UPDATE (installation) SET audit_number`)

func (r *lockRecorder) note(query string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if query == "BEGIN" {
		r.locks = nil
		return
	}
	match := locks.FindStringSubmatch(query)
	if match == nil {
		return
	}
	r.locks = append(r.locks, match[1]+match[2])
	r.most = max(r.most, len(r.locks))
	order := []string{"servers", "users", "channel_heads", "installation"}
	if !slices.IsSortedFunc(r.locks, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) }) {
		r.wrong = append(r.wrong, strings.Join(r.locks, " "))
	}
}

// TestEveryMutationLocksInOrder reads the statements that every mutation sends to PostgreSQL.
func TestEveryMutationLocksInOrder(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	r := new(lockRecorder)
	s := &stepped{fixture: newFixture(t, dbtest.OpenWith(t, url, db.Options{OnQuery: r.note}))}
	s.o.OpenIDIssuer, s.o.OpenSignUp = issuer, true
	there := *s.fixture
	there.Chat = New(dbtest.Open(t, url), &pubsub.Local{}, s.o)
	t.Cleanup(there.background.Wait)
	s.other = &there

	mutation := func(name string, do func() error) {
		t.Helper()
		r.mu.Lock()
		r.locks, r.wrong, r.most = nil, nil, 0
		r.mu.Unlock()
		if err := do(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if len(r.wrong) > 0 || r.most == 0 {
			t.Errorf("%s locks %d rows or more, out of order: %v", name, r.most, r.wrong)
		}
	}
	for _, m := range s.changesOnServer(s.owner) {
		mutation(m.what, m.do)
	}
	mutation("postMessage", func() error {
		_, err := s.Messages.Post(t.Context(), s.owner, PostMessageInput{ChannelID: s.channel.ID, Content: "x"})
		return err
	})
	admin, other := s.administrator(), dbtest.User(t, s.db)
	signIn := func() model.Actor {
		return s.other.follow(must(s.other.SignIn.OperatorSignInLink(t.Context(), must(s.userOf(t.Context(), admin.UserID())).Name)))
	}
	for n := range s.personActs(signIn(), other.ID) {
		change := s.personActs(signIn(), other.ID)[n]
		mutation(change.what, change.do)
	}
	heir := s.member()
	mutation("transferServer", func() error { return s.transfer(s.owner, heir) })
}
