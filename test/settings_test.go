package test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chattr/db/dbtest"
)

// A wrong setting stops the start with one line that names it, and with nothing made.
func TestWrongSettings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env, args []string
		words     []string
	}{
		{nil, []string{"--listen", "nonsense"}, []string{"--listen", "nonsense"}},
		{nil, []string{"--listen", "127.0.0.1:70000"}, []string{"--listen", "70000"}},
		{nil, []string{"--listen"}, []string{"-listen"}},
		{[]string{"CHATTR_LISTEN=8080"}, nil, []string{"CHATTR_LISTEN", "8080"}},
		{nil, []string{"--public-url", "chat.example.com"}, []string{"--public-url", "chat.example.com"}},
		{[]string{"CHATTR_PUBLIC_URL=ftp://chat.example.com"}, nil, []string{"CHATTR_PUBLIC_URL"}},
		{nil, []string{"--database-url", "mysql://u:hunter2@h/d"}, []string{"--database-url", "postgres://"}},
		{nil, []string{"--database-url", "sqlite:"}, []string{"--database-url", "sqlite:"}},
		{nil, []string{"--no-demo=perhaps"}, []string{"-no-demo", "perhaps"}},
		{nil, []string{"--database-url", "sqlite:/no/such/folder/chattr.db"}, []string{"--database-url", "/no/such/folder/chattr.db"}},
		{[]string{"CHATTR_DATABASE_URL=postgres://u:hunter2@127.0.0.1:1/chat"}, nil, []string{"CHATTR_DATABASE_URL", `"chat"`, "127.0.0.1:1"}},
		{nil, []string{"--allowed-origins", "https://a.example,https://b.example/path"}, []string{"--allowed-origins", "https://b.example/path"}},
		{[]string{"CHATTR_ALLOWED_ORIGINS=*"}, nil, []string{"CHATTR_ALLOWED_ORIGINS", `"*"`}},
		{nil, []string{"--allowed-origins", "https://*.example.com"}, []string{"--allowed-origins", "https://*.example.com", "wildcard", "list each"}},
		{[]string{"CHATTR_ALLOWED_ORIGINS=https://a.example,https://*"}, nil, []string{"CHATTR_ALLOWED_ORIGINS", `"https://*"`}},
		{nil, []string{"--allowed-origins", "https://a.example;https://b.example"}, []string{"--allowed-origins", "https://a.example;https://b.example"}},
		{[]string{`CHATTR_ALLOWED_ORIGINS="https://a.example"`}, nil, []string{"CHATTR_ALLOWED_ORIGINS", "quotes"}},
		{[]string{`CHATTR_OWNER_TOKEN="hunter2` + ownerToken + `"`}, nil, []string{"CHATTR_OWNER_TOKEN", "quotes"}},
		{[]string{"CHATTR_OWNER_TOKEN='hunter2" + ownerToken + "'"}, nil, []string{"CHATTR_OWNER_TOKEN", "quotes"}},
		{[]string{`CHATTR_PUBLIC_URL="https://chat.example.com"`}, nil, []string{"CHATTR_PUBLIC_URL", "quotes"}},
		{nil, []string{"--public-url", "https://*.example.com"}, []string{"--public-url", "https://*.example.com"}},
		{[]string{`CHATTR_DATABASE_URL='postgres://u:hunter2@h/d'`}, nil, []string{"CHATTR_DATABASE_URL", "quotes"}},
		{nil, []string{"--demo=perhaps"}, []string{"--demo", "perhaps"}},
		{[]string{"CHATTR_DEMO=perhaps"}, nil, []string{"CHATTR_DEMO", "perhaps"}},
		{nil, []string{"--message-retention", "30"}, []string{"--message-retention", `"30"`, "30d"}},
		{nil, []string{"--message-retention", "0d"}, []string{"--message-retention", "1h"}},
		{[]string{"CHATTR_EVENT_RETENTION=59m"}, nil, []string{"CHATTR_EVENT_RETENTION", "59m", "1h"}},
		{[]string{"CHATTR_EVENT_RETENTION=-3d"}, nil, []string{"CHATTR_EVENT_RETENTION", "-3d"}},
		{[]string{"CHATTR_UNSAFE_DURABILITY=perhaps"}, nil, []string{"CHATTR_UNSAFE_DURABILITY", "perhaps"}},
		{nil, []string{"--oidc-issuer", "http://id.example.com"}, []string{"--oidc-issuer", "https://"}},
		{[]string{"CHATTR_OIDC_CLIENT_SECRET=hunter2"}, nil, []string{"CHATTR_OIDC_ISSUER"}},
		{[]string{"CHATTR_OIDC_NAME=Acme"}, nil, []string{"CHATTR_OIDC_NAME", "CHATTR_OIDC_ISSUER"}},
		{nil, []string{"--oidc-name", "two\nlines"}, []string{"--oidc-name", `two\nlines`, "60"}},
		{nil, []string{"--sign-up", "perhaps"}, []string{"--sign-up", "perhaps"}},
		{[]string{"CHATTR_PRINT_SECRETS=perhaps"}, nil, []string{"CHATTR_PRINT_SECRETS", "perhaps"}},
		{nil, []string{"--avatars", "perhaps"}, []string{"--avatars", "perhaps"}},
		{[]string{"CHATTR_OWNER_TOKEN=hunter2"}, nil, []string{"CHATTR_OWNER_TOKEN", "32"}},
		{[]string{"CHATTR_OWNER_TOKEN=" + strings.Repeat("hunter2", 40)}, nil, []string{"CHATTR_OWNER_TOKEN", "255"}},
		{[]string{"CHATTR_OWNER_TOKEN=hunter2 " + ownerToken}, nil, []string{"CHATTR_OWNER_TOKEN", "white space"}},
		{[]string{"CHATTR_OWNER_TOKEN=hunter2" + ownerToken + "\n" + ownerToken}, nil, []string{"CHATTR_OWNER_TOKEN", "white space"}},
		{[]string{`CHATTR_OWNER_TOKEN=hunter2"` + ownerToken}, nil, []string{"CHATTR_OWNER_TOKEN", "quotes"}},
		{[]string{"CHATTR_OWNER_TOKEN=" + strings.Repeat("a", 64)}, nil, []string{"CHATTR_OWNER_TOKEN", "8 different characters and has 1"}},
		{[]string{"CHATTR_OWNER_TOKEN=" + strings.Repeat("hunter2", 6)}, nil, []string{"CHATTR_OWNER_TOKEN", "different"}},
		{[]string{"CHATTR_OWNER_TOKEN=" + strings.Repeat("hunter2-change-me ", 2)[:35]}, nil, []string{"CHATTR_OWNER_TOKEN"}},
		{[]string{"CHATTR_OWNER_TOKEN=" + strings.Repeat("hunter2-over-again-", 2)}, nil, []string{"CHATTR_OWNER_TOKEN", "over and over"}},
		{[]string{"CHATTR_OWNER_TOKEN=abcdefghijklmnopqrstuvwxyz0123456789"}, nil, []string{"CHATTR_OWNER_TOKEN", "order"}},
		{[]string{"CHATTR_OWNER_TOKEN=0123456789abcdefghijklmnopqrstuvhunter2"}, nil, []string{"CHATTR_OWNER_TOKEN", "order"}},
		{[]string{`CHATTR_DATABASE_URL=sqlite:"chattr.db"`}, nil, []string{"CHATTR_DATABASE_URL", "quotes"}},
		{[]string{`CHATTR_DATABASE_URL="sqlite:chattr.db`}, nil, []string{"CHATTR_DATABASE_URL", "quotes"}},
		{nil, []string{"--database-url", "postgres://u:hunter2@h/'d'"}, []string{"--database-url", "quotes"}},
		{nil, []string{"--database-url", "sqlite:${DATA}/chattr.db"}, []string{"--database-url", "${", "not replaced"}},
		{nil, []string{"--public-url", "http://a.example/x y"}, []string{"--public-url", `"http://a.example/x y"`}},
		{nil, []string{"--public-url", `http://a.example/"x"`}, []string{"--public-url", "a.example"}},
		{nil, []string{"--public-url", "http://a.example:99999"}, []string{"--public-url", "a.example:99999", "65535"}},
		{nil, []string{"--public-url", "http://.example"}, []string{"--public-url", `".example"`}},
		{nil, []string{"--public-url", "http://a.example:"}, []string{"--public-url", "a.example:", "65535"}},
		{[]string{"CHATTR_PUBLIC_URL=https://${HOST}"}, nil, []string{"CHATTR_PUBLIC_URL", "${", "not replaced"}},
		{nil, []string{"--allowed-origins", "https://.example.com"}, []string{"--allowed-origins", `".example.com"`}},
		{nil, []string{"--allowed-origins", "https://a..example"}, []string{"--allowed-origins", `"a..example"`}},
		{nil, []string{"--allowed-origins", "https://a.example:99999"}, []string{"--allowed-origins", `65535`}},
		{nil, []string{"--allowed-origins", "https://a.example:0"}, []string{"--allowed-origins", `65535`}},
		{nil, []string{"--allowed-origins", "https://a.example:"}, []string{"--allowed-origins", `65535`}},
		{nil, []string{"--allowed-origins", "ftp://a.example"}, []string{"--allowed-origins", `https://`}},
		{nil, []string{"--allowed-origins", "file://a.example"}, []string{"--allowed-origins", `https://`}},
		{nil, []string{"--allowed-origins", "https://＊.example.com"}, []string{"--allowed-origins", `wildcard`}},
		{nil, []string{"--allowed-origins", "https://？.example.com"}, []string{"--allowed-origins", `https://？`}},
		{nil, []string{"--allowed-origins", "https://%2a.example.com"}, []string{"--allowed-origins", `not an origin`}},
		{nil, []string{"--allowed-origins", "https://a.example/"}, []string{"--allowed-origins", `slash`}},
		{nil, []string{"--allowed-origins", "https://user@a.example"}, []string{"--allowed-origins", `origin`}},
		{nil, []string{"--allowed-origins", "https://a b.example"}, []string{"--allowed-origins", `origin`}},
		{nil, []string{"--allowed-origins", "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example"}, []string{"--allowed-origins", `host`}},
		{nil, []string{"--allowed-origins", "https://.."}, []string{"--allowed-origins", `".."`}},
		{nil, []string{"--allowed-origins", "null"}, []string{"--allowed-origins", `origin`}},
		{[]string{"CHATTR_OWNER_TOKEN=${CHATTR_OWNER_TOKEN}hunter2xxxxxxxxxxxx"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN=$CHATTR_TOKEN_hunter2_REPLACE_ME_PLEASE"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN=<hunter2-put-your-owner-token-here!>"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN={{hunter2.Values.ownerToken.owner}}"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN=your-32-character-token-goes-here"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN=YOUR_32_CHARACTER_TOKEN_GOES_HERE"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN=Your.Owner.Token.Goes.Here.2026.12"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN=k9Xw2mQ7vLr4TzP-change-me-sBn3HdJf6Y"}, nil, []string{"CHATTR_OWNER_TOKEN", "not replaced"}},
		{[]string{"CHATTR_OWNER_TOKEN=qwertyuiopasdfghjklzxcvbnm123456"}, nil, []string{"CHATTR_OWNER_TOKEN", "keyboard"}},
		{[]string{"CHATTR_OWNER_TOKEN=1qwertzuiopasdfghjklyxcvbnm12345"}, nil, []string{"CHATTR_OWNER_TOKEN", "keyboard"}},
		{[]string{"CHATTR_OWNER_TOKEN=poiuytrewqlkjhgfdsamnbvcxz098765"}, nil, []string{"CHATTR_OWNER_TOKEN", "keyboard"}},
		{[]string{"CHATTR_OWNER_TOKEN=QWERTYUIOPASDFGHJKLZXCVBNM123456"}, nil, []string{"CHATTR_OWNER_TOKEN", "keyboard"}},
		{nil, []string{"--owner-token", ownerToken}, []string{"-owner-token"}},
		{nil, []string{"--database-url", ""}, []string{"--database-url", "empty"}},
		{nil, []string{"--public-url="}, []string{"--public-url", "empty"}},
		{[]string{"CHATTR_OWNER_TOKEN_FILE=/dev/null"}, nil, []string{"CHATTR_OWNER_TOKEN_FILE", "empty"}},
		{[]string{"CHATTR_OWNER_TOKEN=" + ownerToken, "CHATTR_OWNER_TOKEN_FILE=/dev/null"}, nil, []string{"CHATTR_OWNER_TOKEN and CHATTR_OWNER_TOKEN_FILE"}},
		{nil, []string{"--webhook-rate", "-1"}, []string{"--webhook-rate", "-1"}},
		{nil, []string{"--webhook-rate", "0.0001"}, []string{"--webhook-rate", "0.0001", "0.001"}},
		{nil, []string{"--webhook-rate=NaN"}, []string{"--webhook-rate", "NaN"}},
		{[]string{"CHATTR_WEBHOOK_RATE=2000000"}, nil, []string{"CHATTR_WEBHOOK_RATE", "2000000", "1000000"}},
		{nil, []string{"--post-rate", "-1"}, []string{"--post-rate", `"-1"`, "30"}},
		{[]string{"CHATTR_POST_BURST=0"}, nil, []string{"CHATTR_POST_BURST", `"0"`}},
		{nil, []string{"--mutation-rate", "fast"}, []string{"--mutation-rate", `"fast"`}},
		{nil, []string{"--mutation-burst", "1.5"}, []string{"--mutation-burst", "1.5"}},
		{nil, []string{"--webhook-burst", "0"}, []string{"--webhook-burst", `"0"`, "1"}},
		{[]string{"CHATTR_WEBHOOK_BURST=1.5"}, nil, []string{"CHATTR_WEBHOOK_BURST", "1.5"}},
		{nil, []string{"--trusted-proxies", "10.0.0.0/8,proxy"}, []string{"--trusted-proxies", `"proxy"`}},
		{[]string{"CHATTR_TRUSTED_PROXIES=*"}, nil, []string{"CHATTR_TRUSTED_PROXIES", `"*"`}},
		{nil, []string{"--metrics-listen", "9090"}, []string{"--metrics-listen", `"9090"`, ":9090"}},
		{[]string{"CHATTR_LOG_FORMAT=xml"}, nil, []string{"CHATTR_LOG_FORMAT", "xml", "json"}},
		{nil, []string{"--log-level", "loud"}, []string{"--log-level", "loud", "debug"}},
		{nil, []string{"--sockets-per-user", "-1"}, []string{"--sockets-per-user", `"-1"`}},
		{[]string{"CHATTR_SOCKETS_PER_ADDRESS=many"}, nil, []string{"CHATTR_SOCKETS_PER_ADDRESS", "many"}},
		{nil, []string{"sign-in-link"}, []string{"there is no database at /", "/chattr.db"}},
		{nil, []string{"sign-in-link", "--database-url"}, []string{"-database-url"}},
		{nil, []string{"--no-such-setting"}, []string{"-no-such-setting", "--help"}},
		{nil, []string{"conquer"}, []string{"conquer", "--help"}},
		{nil, []string{"serve", "dinner"}, []string{"dinner"}},
	} {
		t.Run(strings.Join(append(c.env, c.args...), " "), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			r := chattr(t, dir, c.env, c.args...)
			refusedIn(t, r, c.words...)
			if strings.Contains(r.stderr, "hunter2") {
				t.Errorf("it tells the secret: %s", r.stderr)
			}
			if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
				t.Errorf("it made %v, %v", entries, err)
			}
		})
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	for _, spelling := range []string{"version", "--version"} {
		if r := chattr(t, t.TempDir(), nil, spelling); r.code != 0 || !strings.HasPrefix(r.stdout, "chattrd ") || r.stderr != "" {
			t.Errorf("%s: %+v", spelling, r)
		}
	}
}

func TestMigrateTwice(t *testing.T) {
	t.Parallel()
	for name, empty := range map[string]struct {
		url     func(*testing.T) string
		refusal string
	}{
		"sqlite":   {newSQLite, "there is no database"},
		"postgres": {func(t *testing.T) string { return "CHATTR_DATABASE_URL=" + dbtest.PostgresURL(t) }, "not migrated"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := []string{empty.url(t)}
			refusedIn(t, chattr(t, t.TempDir(), env, "sign-in-link"), empty.refusal)
			for range 2 {
				if r := chattr(t, t.TempDir(), env, "migrate"); r.code != 0 || r.stdout != "The schema is up to date.\n" {
					t.Errorf("%+v", r)
				}
			}
			p := launchReady(t, env)
			p.signIn(t, p.SignInLink()) // migrating has not used up the first start
		})
	}
}

// The command sign-in-link works while the server runs. The scenario of signing in tests other errors of links.
func TestSignInLinkBesideTheServer(t *testing.T) {
	t.Parallel()
	p := launchReady(t, nil)
	r := p.beside("sign-in-link", "owner")
	if r.code != 0 || !strings.HasPrefix(r.stdout, "Sign in (once, within 24 hours): "+p.URL()+"/#sign-in=") || r.stderr != "" {
		t.Fatalf("%+v", r)
	}
	if r := chattr(t, p.dir, nil, "sign-in-link"); r.code != 0 || !strings.Contains(r.stdout, "http://127.0.0.1:8080/#") || !strings.Contains(r.stderr, "--listen") {
		t.Errorf("without an address: %+v, want a note that names --listen", r)
	}
	p.signIn(t, r.stdout)
	p.signIn(t, p.SignInLink()) // the older one still works
	refusedIn(t, p.beside("sign-in-link", "nobody-there"), "nobody-there")
	refusedIn(t, p.beside("sign-in-link", "owner", "again"), "again")
	refusedIn(t, p.beside("serve"), "another chattrd serves")
	for _, everywhere := range []string{":8080", "0.0.0.0:8080", "[::]:8080"} {
		r := chattr(t, p.dir, []string{"CHATTR_LISTEN=" + everywhere}, "sign-in-link")
		if !strings.Contains(r.stdout, " http://127.0.0.1:8080/#") {
			t.Errorf("%s: %+v", everywhere, r)
		}
	}
}

func TestDatabaseNewerThanTheProgram(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if r := chattr(t, dir, nil, "migrate"); r.code != 0 {
		t.Fatal(r.stderr)
	}
	database, err := sql.Open("sqlite", filepath.Join(dir, "chattr.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	if _, err := database.Exec("INSERT INTO bun_migrations (name, group_id, migrated_at) VALUES ('9999', 2, '2100-01-01')"); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"serve", "migrate", "sign-in-link"} {
		refusedIn(t, chattr(t, dir, []string{"CHATTR_LISTEN=" + freeAddress(t)}, command), "newer than this program", "9999", "backup")
	}
}
