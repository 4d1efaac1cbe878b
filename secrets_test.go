package main

import (
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

// Secrets are shown where they are asked for and nowhere else: whatever happens to a request that carries one, the log does
// not.
func TestSecretsStayOutOfTheLog(t *testing.T) {
	t.Parallel()
	database := dbtest.PostgresURL(t)
	p := startServer(t, "CHATTR_DATABASE_URL="+database)
	secrets := plantSecrets(t, p)
	carrySecrets(t, p, secrets)
	shutOut(t, database)
	carrySecrets(t, p, secrets)
	p.Terminate()
	log := p.stderr.text()
	if !strings.Contains(log, "level=ERROR") && !strings.Contains(log, "level=WARN") {
		t.Errorf("it has logged no failure, so this proves nothing:\n%s", log)
	}
	for name, secret := range secrets {
		if strings.Contains(log, secret) || strings.Contains(log, url.QueryEscape(secret)) {
			t.Errorf("the log holds the %s", name)
		}
	}
}

// plantSecrets makes one of each kind, used and unused.
func plantSecrets(t *testing.T, p *process) map[string]string {
	t.Helper()
	var made struct{ CreateAccessToken struct{ Secret string } }
	p.GraphQL(&made, `mutation{createAccessToken(input:{name:"planted"}){secret}}`, nil)
	used, unused := p.beside("sign-in-link").stdout, p.beside("sign-in-link").stdout
	secretOf := func(link string) string {
		_, secret, ok := strings.Cut(strings.TrimSpace(link), "#sign-in=")
		if !ok {
			t.Fatalf("printed %q", link)
		}
		return secret
	}
	return map[string]string{
		"owner token":           ownerToken,
		"webhook token":         path.Base(p.WebhookURL()),
		"access token":          made.CreateAccessToken.Secret,
		"session cookie":        p.signIn(t, used),
		"used sign-in secret":   secretOf(used),
		"unused sign-in secret": secretOf(unused),
	}
}

// carrySecrets puts every secret into every place of a request where a secret may stand, or may stand by mistake.
func carrySecrets(t *testing.T, p *process, secrets map[string]string) {
	t.Helper()
	const viewer = `{"query":"{viewer{user{name}}}"}`
	for _, secret := range secrets {
		in := url.PathEscape(secret)
		for _, send := range []struct{ method, path, body, header, value string }{
			{http.MethodPost, "/webhooks/" + webhookID(p) + "/" + in, firstPost, "Idempotency-Key", secret},
			{http.MethodPost, "/webhooks/" + webhookID(p) + "/" + in + "/more", firstPost, "", ""},
			{http.MethodGet, "/webhooks/" + in, "", "", ""},
			{http.MethodPost, "/graphql", viewer, "Authorization", "Bearer " + secret},
			{http.MethodPost, "/graphql", viewer, "Authorization", secret},
			{http.MethodPost, "/graphql", viewer, "Cookie", "chattr_session=" + secret},
			{http.MethodPost, "/graphql", `{"query":"{` + secret + `"}`, "", ""},
			{http.MethodPost, "/graphql", execute(secret), "", ""},
			{http.MethodGet, "/graphql?token=" + in, "", "Accept", "text/event-stream"},
			{http.MethodGet, "/" + in + "?sign-in=" + in, "", "Referer", secret},
			{http.MethodGet, "/session", "", "Cookie", "chattr_session=" + secret},
			{http.MethodPost, "/session", `{"secret":"` + secret + `x"}`, "", ""},
		} {
			request, err := http.NewRequestWithContext(t.Context(), send.method, p.url+send.path, strings.NewReader(send.body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/json")
			if send.header != "" {
				request.Header.Set(send.header, send.value)
			}
			response, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, response.Body)
			_ = response.Body.Close()
		}
	}
}

func execute(token string) string {
	return `{"query":"mutation($t:String!){executeWebhook(input:{appId:\"1\",token:$t,content:\"x\"}){cursor}}","variables":{"t":"` + token + `"}}`
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
