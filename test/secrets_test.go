package test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

// Secrets are shown only where they are created. If a request contains a secret, no response, no log, no metric and no row of the
// database contains it, also if the request fails.
func TestSecretsAreShownOnce(t *testing.T) {
	t.Parallel()
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		address := withPassword(t, dbtest.PostgresURL(t))
		p := startServer(t, append(verbose(t), "CHATTR_DATABASE_URL="+address)...)
		all := plantSecrets(t, p)
		all["database password"] = databasePassword
		all.carry(t, p)
		all.absentFrom(t, "audit log", auditLog(t, p))
		all.onlyHashedIn(t, postgresRows(t, address))
		shutOut(t, address)
		all.carry(t, p)
		log := p.endedLog()
		if !strings.Contains(log, "level=ERROR") && !strings.Contains(log, "level=WARN") {
			t.Errorf("the log has no failure, so this test proves nothing:\n%s", log)
		}
		all.absentFrom(t, "log", log)
	})
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		p := startServer(t, verbose(t)...)
		all := plantSecrets(t, p)
		all.carry(t, p)
		all.absentFrom(t, "audit log", auditLog(t, p))
		all.onlyHashedIn(t, sqliteFiles(t, p))
		all.absentFrom(t, "log", p.endedLog())
		all.onlyHashedIn(t, sqliteFiles(t, p))
	})
}

// The error about a wrong setting does not contain the secret in it.
func TestSecretsStayOutOfErrorsAboutSettings(t *testing.T) {
	t.Parallel()
	const secret = "plantedPa55wordThatIsLongEnough"
	all := secrets{"password": secret}
	for _, env := range []string{
		"CHATTR_DATABASE_URL=postgres://u:" + secret + "@127.0.0.1:1/chattr?sslmode=disable",
		"CHATTR_DATABASE_URL=postgres://u:" + secret + "@[::1/chattr",
		"CHATTR_DATABASE_URL=postgres://u:" + secret + "@127.0.0.1:port/chattr",
		"CHATTR_DATABASE_URL=postgres://u:" + secret + "@127.0.0.1/chattr?sslmode=nonsense",
		"CHATTR_DATABASE_URL=mysql://u:" + secret + "@127.0.0.1/chattr",
		"CHATTR_OWNER_TOKEN=" + secret + " with a space",
		"CHATTR_NATS_URL=nats://u:" + secret + "@127.0.0.1:1",
		"CHATTR_NATS_URL=http://u:" + secret + "@127.0.0.1:1",
	} {
		ended := chattr(t, t.TempDir(), []string{env}, "serve")
		if ended.code != 1 || ended.stderr == "" {
			t.Errorf("%.22s…: got exit code %d, want 1 and an error", env, ended.code)
		}
		all.absentFrom(t, "error about "+env[:22], ended.stdout+ended.stderr)
	}
}

// secrets are planted secrets. The key describes the secret.
type secrets map[string]string

// absentFrom fails the test for each secret of which the text contains a part of 16 characters.
func (all secrets) absentFrom(t *testing.T, where, text string) {
	t.Helper()
	for name, secret := range all {
		if piece := secret[len(secret)/3:][:16]; strings.Contains(text, piece) {
			at := strings.Index(text, piece)
			t.Errorf("the %s contains the %s: …%s…", where, name, text[max(0, at-200):min(len(text), at+100)])
		}
	}
}

// onlyHashedIn fails the test if the stored data contains a secret. It must contain the hashes of tokens, or the test would prove
// nothing.
func (all secrets) onlyHashedIn(t *testing.T, stored string) {
	t.Helper()
	all.absentFrom(t, "database", stored)
	for _, name := range []string{"webhook token", "access token", "session cookie", "unused sign-in secret"} {
		hash := sha256.Sum256([]byte(all[name]))
		if !strings.Contains(stored, string(hash[:])) && !strings.Contains(stored, hex.EncodeToString(hash[:])) {
			t.Errorf("the database does not contain the hash of the %s", name)
		}
	}
}

// carry sends every secret in every place of a request that may contain one, or may contain one by mistake.
func (all secrets) carry(t *testing.T, p *process) {
	t.Helper()
	var carrying sync.WaitGroup
	for name, secret := range all {
		carrying.Go(func() {
			for _, c := range secretCases(webhookID(p), secret) {
				all.absentFrom(t, "response to "+name+" in "+c.what, c.responseOf(t, p))
			}
			for what, messages := range socketCases(secret) {
				all.absentFrom(t, "socket with "+name+" in "+what, p.talk(t, messages))
			}
			for what, text := range rawCases(webhookID(p), secret) {
				all.absentFrom(t, "response to "+name+" in "+what, p.raw(t, text))
			}
		})
	}
	carrying.Wait()
	all.absentFrom(t, "metrics", p.metrics(t))
}

// plantSecrets creates secrets of each kind: used and unused, valid and revoked.
func plantSecrets(t *testing.T, p *process) secrets {
	t.Helper()
	var created struct {
		Kept, Revoked struct {
			Secret      string
			AccessToken struct{ ID string }
		}
	}
	p.GraphQL(&created, `mutation{kept:createAccessToken(input:{name:"planted"}){secret accessToken{id}}
		revoked:createAccessToken(input:{name:"revoked"}){secret accessToken{id}}}`, nil)
	p.GraphQL(nil, `mutation($id:ID!){revokeAccessToken(input:{accessTokenId:$id}){accessToken{id}}}`,
		map[string]any{"id": created.Revoked.AccessToken.ID})
	regenerated, disabled := newHook(t, p, "Regenerated"), newDisabledHook(t, p)
	var again struct{ RegenerateWebhookURL struct{ URL string } }
	p.GraphQL(&again, `mutation($id:ID!){regenerateWebhookUrl(input:{webhookId:$id}){url}}`, map[string]any{"id": regenerated.appID})
	used, unused := p.beside("sign-in-link").stdout, p.beside("sign-in-link").stdout
	return secrets{
		"invitation": plantInvitation(t, p), "password of an account": plantPassword(t, p), "owner token": ownerToken, "access token": created.Kept.Secret, "revoked access token": created.Revoked.Secret,
		"webhook token": path.Base(p.WebhookURL()), "old webhook token": regenerated.token,
		"new webhook token": path.Base(again.RegenerateWebhookURL.URL), "disabled webhook token": disabled.token,
		"session cookie": p.signIn(t, used), "used sign-in secret": signInSecret(t, used), "unused sign-in secret": signInSecret(t, unused),
	}
}

// shutOut ends all connections to the database and refuses new ones, so that every query of the server fails.
func shutOut(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := path.Base(u.Path)
	u.Path = "/postgres" // a connection to the database itself would be ended too
	pool, err := db.PostgresPool(u.String(), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	for _, statement := range []string{
		"ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
		"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'",
	} {
		if _, err := pool.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

// verbose returns the settings with the most detailed log, and with metrics.
func verbose(t *testing.T) (env []string) {
	t.Helper()
	return []string{"CHATTR_LOG_LEVEL=debug", "CHATTR_METRICS_LISTEN=" + freeAddress(t)}
}

// newLog returns an output for the log of a server. In every test, the log must contain no secret.
func newLog(t *testing.T) *output {
	log := newOutput()
	t.Cleanup(func() { containsNoSecret(t, log.text()) })
	return log
}

func containsNoSecret(t *testing.T, log string) {
	t.Helper()
	if found := anySecret.FindString(log); found != "" {
		t.Errorf("the log contains a secret: %s", found)
	}
}

// anySecret matches the start of every token that Chattr creates, and the owner token of the tests.
var anySecret = regexp.MustCompile(`chattr_[a-z]{2}_[A-Za-z0-9_-]{16}|` + regexp.QuoteMeta(ownerToken))

// metrics returns the response of /metrics, or "" if the server has no listener for metrics.
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

// endedLog shuts the server down and returns its whole log.
func (p *process) endedLog() string {
	p.t.Helper()
	p.Terminate()
	return p.stderr.text()
}

func signInSecret(t *testing.T, link string) string {
	t.Helper()
	_, secret, ok := strings.Cut(strings.TrimSpace(link), "#sign-in=")
	if !ok {
		t.Fatalf("got %q, want a sign-in link", link)
	}
	return secret
}

// plantInvitation creates an invitation and returns its secret, which has not been used.
func plantInvitation(t *testing.T, p *process) string {
	t.Helper()
	var seen struct {
		Channel struct{ Server struct{ ID string } }
	}
	p.GraphQL(&seen, `query($id:ID!){channel(id:$id){server{id}}}`, map[string]any{"id": p.webhookChannel()})
	var created struct{ CreateInvitation struct{ URL string } }
	p.GraphQL(&created, `mutation($id:ID!){createInvitation(input:{serverId:$id}){url}}`, map[string]any{"id": seen.Channel.Server.ID})
	_, secret, ok := strings.Cut(created.CreateInvitation.URL, "#invite=")
	if !ok {
		t.Fatalf("got the URL %q, want one with #invite=", created.CreateInvitation.URL)
	}
	return secret
}

// plantPassword creates an account and returns its password.
func plantPassword(t *testing.T, p *process) string {
	t.Helper()
	const password = "planted-password-of-an-account-0123456789"
	var up struct{ User struct{ Name string } }
	exchange(t, jsonRequest(t, p.url+"/sign-up", map[string]string{
		"name": "planted", "password": password, "invitation": plantInvitation(t, p),
	}), &up)
	if up.User.Name != "planted" {
		t.Fatalf("got the user %q, want planted", up.User.Name)
	}
	return password
}

// auditLog returns the text of the audit log of the demo's server.
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
		t.Errorf("got the audit log %s, want WEBHOOK_URL_REGENERATED in it", text)
	}
	return text
}

// databasePassword is a password that the throw-away cluster ignores.
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

// postgresRows returns all rows of all tables, with bytes in hexadecimal.
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

// sqliteFiles returns the contents of all files of the database.
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
