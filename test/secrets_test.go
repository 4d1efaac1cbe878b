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

// Secrets are shown where they are made and nowhere else: whatever happens to a request that carries one, no answer, no log, no
// metric and no row of the database has it.
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
			t.Errorf("it has logged no failure, so this proves nothing:\n%s", log)
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

// A wrong setting is told without the secret that is in it.
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
			t.Errorf("%.22s…: ended with %d", env, ended.code)
		}
		all.absentFrom(t, "complaint about "+env[:22], ended.stdout+ended.stderr)
	}
}

// secrets are planted ones, by what they are.
type secrets map[string]string

// absentFrom fails the test for each secret of which the text holds a piece that nobody could guess the rest of.
func (all secrets) absentFrom(t *testing.T, where, text string) {
	t.Helper()
	for name, secret := range all {
		if piece := secret[len(secret)/3:][:16]; strings.Contains(text, piece) {
			at := strings.Index(text, piece)
			t.Errorf("the %s holds the %s: …%s…", where, name, text[max(0, at-200):min(len(text), at+100)])
		}
	}
}

// onlyHashedIn looks through what is stored: the hash of the webhook's token must be there, or this proves nothing.
func (all secrets) onlyHashedIn(t *testing.T, stored string) {
	t.Helper()
	all.absentFrom(t, "database", stored)
	for _, name := range []string{"webhook token", "access token", "session cookie", "unused sign-in secret"} {
		hash := sha256.Sum256([]byte(all[name]))
		if !strings.Contains(stored, string(hash[:])) && !strings.Contains(stored, hex.EncodeToString(hash[:])) {
			t.Errorf("the database does not hold the hash of the %s", name)
		}
	}
}

// carry puts every secret into every place of a request where a secret may stand, or may stand by mistake.
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

// plantSecrets makes one of each kind, used and unused, good and no longer good.
func plantSecrets(t *testing.T, p *process) secrets {
	t.Helper()
	var made struct {
		Kept, Revoked struct {
			Secret      string
			AccessToken struct{ ID string }
		}
	}
	p.GraphQL(&made, `mutation{kept:createAccessToken(input:{name:"planted"}){secret accessToken{id}}
		revoked:createAccessToken(input:{name:"revoked"}){secret accessToken{id}}}`, nil)
	p.GraphQL(nil, `mutation($id:ID!){revokeAccessToken(input:{accessTokenId:$id}){accessToken{id}}}`,
		map[string]any{"id": made.Revoked.AccessToken.ID})
	regenerated, disabled := newHook(t, p, "Regenerated"), newDisabledHook(t, p)
	var again struct{ RegenerateWebhookURL struct{ URL string } }
	p.GraphQL(&again, `mutation($id:ID!){regenerateWebhookUrl(input:{webhookId:$id}){url}}`, map[string]any{"id": regenerated.appID})
	used, unused := p.beside("sign-in-link").stdout, p.beside("sign-in-link").stdout
	return secrets{
		"invitation": plantInvitation(t, p), "password of an account": plantPassword(t, p), "owner token": ownerToken, "access token": made.Kept.Secret, "revoked access token": made.Revoked.Secret,
		"webhook token": path.Base(p.WebhookURL()), "old webhook token": regenerated.token,
		"new webhook token": path.Base(again.RegenerateWebhookURL.URL), "disabled webhook token": disabled.token,
		"session cookie": p.signIn(t, used), "used sign-in secret": signInSecret(t, used), "unused sign-in secret": signInSecret(t, unused),
	}
}

// shutOut takes the database away from the server, so that everything it asks of it fails.
func shutOut(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := path.Base(u.Path)
	u.Path = "/postgres" // nobody can shut out a database that they are connected to
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

// verbose returns the settings with which a server logs and shows most.
func verbose(t *testing.T) (env []string) {
	t.Helper()
	return []string{"CHATTR_LOG_LEVEL=debug", "CHATTR_METRICS_LISTEN=" + freeAddress(t)}
}

// newLog collects what a server logs. Whatever the test is about, no secret is in it.
func newLog(t *testing.T) *output {
	log := newOutput()
	t.Cleanup(func() { containsNoSecret(t, log.text()) })
	return log
}

func containsNoSecret(t *testing.T, log string) {
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
