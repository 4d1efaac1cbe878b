package test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chattr/db"
)

// verbose returns the settings with which a server logs and shows most.
func verbose(t *testing.T) (env []string) {
	t.Helper()
	return []string{"CHATTR_LOG_LEVEL=debug", "CHATTR_METRICS_LISTEN=" + freeAddress(t)}
}

// newLog collects what a server logs. Whatever the test is about, no secret is in it.
func newLog(t *testing.T) *output {
	log := newOutput()
	t.Cleanup(func() { tellsNoSecret(t, log.text()) })
	return log
}

func tellsNoSecret(t *testing.T, log string) {
	t.Helper()
	if found := anySecret.FindString(log); found != "" {
		t.Errorf("it has logged a secret: %s", found)
	}
}

// anySecret is the begin of every token that Chattr makes, and the owner token of the tests.
var anySecret = regexp.MustCompile(`chattr_[a-z]{2}_[A-Za-z0-9_-]{16}|` + regexp.QuoteMeta(ownerToken))

// metrics is what the server measures, "" if it is not asked to.
func (p *process) metrics(t *testing.T) string {
	t.Helper()
	if !slices.ContainsFunc(p.env, func(v string) bool { return strings.HasPrefix(v, "CHATTR_METRICS_LISTEN=") }) {
		return ""
	}
	address, err := p.stderr.wait(regexp.MustCompile(`msg="serving metrics" address=(\S+)`))
	if err != nil {
		t.Fatal(err)
	}
	return secretCase{method: http.MethodGet, path: "/metrics"}.sendTo(t, "http://"+address)
}

// endedLog ends the server and is all that it has logged.
func (p *process) endedLog() string {
	p.t.Helper()
	p.Terminate()
	return p.stderr.text()
}

func signInSecret(t *testing.T, link string) string {
	t.Helper()
	_, secret, ok := strings.Cut(strings.TrimSpace(link), "#sign-in=")
	if !ok {
		t.Fatalf("printed %q", link)
	}
	return secret
}

// plantInvitation is the secret of an invitation that nobody has used.
func plantInvitation(t *testing.T, p *process) string {
	t.Helper()
	var seen struct {
		Channel struct{ Server struct{ ID string } }
	}
	p.GraphQL(&seen, `query($id:ID!){channel(id:$id){server{id}}}`, map[string]any{"id": p.webhookChannel()})
	var made struct{ CreateInvitation struct{ URL string } }
	p.GraphQL(&made, `mutation($id:ID!){createInvitation(input:{serverId:$id}){url}}`, map[string]any{"id": seen.Channel.Server.ID})
	_, secret, ok := strings.Cut(made.CreateInvitation.URL, "#invite=")
	if !ok {
		t.Fatalf("answered %q", made.CreateInvitation.URL)
	}
	return secret
}

// plantPassword is the password of a new account.
func plantPassword(t *testing.T, p *process) string {
	t.Helper()
	const password = "planted-password-of-an-account-0123456789"
	var up struct{ User struct{ Name string } }
	exchange(t, jsonRequest(t, p.url+"/sign-up", map[string]string{
		"name": "planted", "password": password, "invitation": plantInvitation(t, p),
	}), &up)
	if up.User.Name != "planted" {
		t.Fatal("nobody has signed up")
	}
	return password
}

// auditLog is the audit log of the demo's server, everything in it.
func auditLog(t *testing.T, p *process) string {
	t.Helper()
	var log struct {
		Viewer struct {
			Servers struct {
				Edges []struct {
					Node struct{ AuditLog struct{ Edges []any } }
				}
			}
		}
	}
	p.GraphQL(&log, `{viewer{servers{edges{node{auditLog(last:100){edges{node{
		action actorName target{kind id name} changes{field before after}}}}}}}}}`, nil)
	text := fmt.Sprint(log)
	if !strings.Contains(text, "WEBHOOK_URL_REGENERATED") {
		t.Errorf("the audit log is %s", text)
	}
	return text
}

// databasePassword is one that the throw-away cluster does not ask for.
const databasePassword = "plantedDatabasePassword-0123456789abcdef"

func withPassword(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	if _, has := u.User.Password(); !has {
		u.User = url.UserPassword(u.User.Username(), databasePassword)
	}
	return u.String()
}

// postgresRows is every row of every table, bytes in hexadecimal.
func postgresRows(t *testing.T, address string) string {
	t.Helper()
	pool, err := db.PostgresPool(address, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var all string
	if err := pool.QueryRow(`SELECT string_agg(query_to_xml('SELECT t::text FROM ' || tablename || ' AS t', false, true, '')::text, ' ')
		FROM pg_tables WHERE schemaname = 'public'`).Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// sqliteFiles is the database as it lies on the disk.
func sqliteFiles(t *testing.T, p *process) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(p.dir, "chattr.db*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%v, %v", names, err)
	}
	var all strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}
