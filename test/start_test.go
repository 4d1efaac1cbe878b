package test

import (
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chattr/internal/model"
)

// With only the address configured, the database is a file in the working directory, and it has the demo.
func TestFirstStartWithNothingConfigured(t *testing.T) {
	t.Parallel()
	p := launchReady(t, nil)
	post(t, p.WebhookURL())
	if !strings.HasPrefix(p.SignInLink(), p.URL()+"/#sign-in=") || !strings.HasPrefix(p.WebhookURL(), p.URL()+"/webhooks/") {
		t.Errorf("got the output\n%s, want URLs of %s", p.Stdout(), p.URL())
	}
	if info, err := os.Stat(filepath.Join(p.dir, "chattr.db")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the database: got %v, %v; want a private file", info, err)
	}
}

func TestLaterStartsPrintNoSecrets(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_OWNER_TOKEN=")
	link := p.SignInLink()
	p.Terminate()
	p.Restart()
	if want := "Portal: " + p.URL() + "/\nPlayground: " + p.URL() + "/playground\n"; p.Stdout() != want {
		t.Errorf("printed %q, want %q", p.Stdout(), want)
	}
	p.signIn(t, link) // it is still valid, because it has not been used
}

// Browsers send the cookies of one host to all of its ports.
func TestTwoInstallationsOnOneHostKeepTheirSessions(t *testing.T) {
	t.Parallel()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	a, b := startServer(t, "CHATTR_OWNER_TOKEN="), startServer(t, "CHATTR_OWNER_TOKEN=")
	for _, p := range []*process{a, b} {
		_, secret, _ := strings.Cut(p.SignInLink(), "#sign-in=")
		response, err := browser.Do(jsonRequest(t, p.url+"/session", map[string]string{"secret": secret}))
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("signing in at %s: %v, %v", p.url, response, err)
		}
		response.Body.Close()
	}
	for _, p := range []*process{a, b} {
		response, err := browser.Get(p.url + "/session")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || !strings.Contains(string(body), `"name":"owner"`) {
			t.Errorf("the session at %s: got %s, %v; want the owner", p.url, body, err)
		}
	}
}

// If the address is in use, the server creates no secrets that are shown only once.
func TestPortInUse(t *testing.T) {
	t.Parallel()
	dir, address := t.TempDir(), freeAddress(t)
	env := []string{"CHATTR_LISTEN=" + address}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	refusedIn(t, chattr(t, dir, env), "--listen", address, "in use")
	p := launchReady(t, []string{"CHATTR_DATABASE_URL=sqlite:" + filepath.Join(dir, "chattr.db"), "CHATTR_DEMO=true"})
	p.signIn(t, p.SignInLink())
	post(t, p.WebhookURL())
}

func TestFlagsWinOverTheEnvironment(t *testing.T) {
	t.Parallel()
	public := "https://chat.example.com/of/ours"
	p := launchReady(t, []string{"CHATTR_PUBLIC_URL=http://nowhere.example", "CHATTR_DEMO=off"}, "serve", "--demo", "--public-url", public+"/")
	for _, url := range []string{p.WebhookURL(), p.SignInLink(), p.printed(`Playground: (\S+)`)} {
		if !strings.HasPrefix(url, public+"/") || strings.HasPrefix(url, public+"//") {
			t.Errorf("got %s, want a URL below %s", url, public)
		}
	}
	if none := launchReady(t, nil, "--no-demo"); strings.Contains(none.Stdout(), "curl") || none.SignInLink() == "" {
		t.Errorf("without the demo: got %q, want only the sign-in link", none.Stdout())
	}
}

func TestSecretsFromFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"token": ownerToken + "\n", "url": "sqlite:" + filepath.Join(dir, "elsewhere.db") + "\n", "short": "too-short\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := launchReady(t, []string{
		"CHATTR_OWNER_TOKEN_FILE=" + filepath.Join(dir, "token"), "CHATTR_DATABASE_URL_FILE=" + filepath.Join(dir, "url"),
	})
	p.GraphQL(nil, `{viewer{user{name}}}`, nil)
	if _, err := os.Stat(filepath.Join(dir, "elsewhere.db")); err != nil || strings.Contains(p.Stdout(), "chattr_") || !strings.Contains(p.Stdout(), "no sign-in link") {
		t.Errorf("got %v and the output %q, want the database of the file and no secret", err, p.Stdout())
	}
	refusedIn(t, chattr(t, dir, []string{"CHATTR_OWNER_TOKEN_FILE=" + filepath.Join(dir, "short")}), "CHATTR_OWNER_TOKEN_FILE")
	refusedIn(t, chattr(t, dir, []string{"CHATTR_OWNER_TOKEN_FILE=" + filepath.Join(dir, "absent")}), "CHATTR_OWNER_TOKEN_FILE", "absent")
}

// A server with a reader shuts down cleanly and soon. The reader continues after the restart.
func TestRestartUnderAReader(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	channel := p.webhookChannel()
	stream := p.follow(channel, model.Cursor{ChannelID: channel})
	post(t, p.WebhookURL())
	stream.upTo(t, 1)
	started := time.Now()
	p.Terminate()
	if took := time.Since(started); took > 4*time.Second {
		t.Errorf("the shutdown took %v, want at most 4s", took)
	}
	p.Restart()
	post(t, p.WebhookURL())
	if events := stream.upTo(t, 2); len(events) != 2 {
		t.Errorf("got %d events, want 2: %+v", len(events), events)
	}
}
