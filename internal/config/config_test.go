package config

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"chattr/internal/caller"
)

// parse parses settings from arguments and variables.
func parse(args []string, env map[string]string) (Config, error) {
	var grammar struct{ Config }
	_, err := NewParser(&grammar, &grammar.Config, func(name string) string { return env[name] }).Parse(args)
	return grammar.Config, err
}

func TestOriginsAreAcceptedInEverySpelling(t *testing.T) {
	t.Parallel()
	for spelling, want := range map[string]string{
		"https://a.example": "https://a.example", "HTTPS://A.Example:443": "https://a.example", "http://a.example:80": "http://a.example",
		"https://bücher.example": "https://xn--bcher-kva.example", "https://xn--bcher-kva.example": "https://xn--bcher-kva.example",
		"http://[::1]:3000": "http://[::1]:3000", "http://127.0.0.1:5173": "http://127.0.0.1:5173", "http://localhost": "http://localhost",
		"http://a_b.lan": "http://a_b.lan", "https://a.example.": "https://a.example.", "https://a.example:8443": "https://a.example:8443",
		"chrome-extension://abcdefghijklmnop": "chrome-extension://abcdefghijklmnop", "capacitor://localhost": "capacitor://localhost",
	} {
		if got, err := parseOrigins(" " + spelling + " "); err != nil || got[0] != want {
			t.Errorf("%s: got %q, %v, want %q", spelling, got, err, want)
		}
	}
	for _, publicURL := range []string{"https://a.example", "http://127.0.0.1:8080", "http://[::1]:8080/x", "https://bücher.example/ä", "http://chat.lan:80"} {
		if _, err := parsePublicURL(publicURL); err != nil {
			t.Errorf("%s: got %v, want no error", publicURL, err)
		}
	}
	for _, databaseURL := range []string{"sqlite:/home/o'neil/chattr.db", "postgres://u:it's@h/d", "sqlite:C:/chattr.db"} {
		if _, err := parseDatabaseURL(databaseURL); err != nil {
			t.Errorf("%s: got %v, want no error", databaseURL, err)
		}
	}
}

func TestRandomOwnerTokensAreAccepted(t *testing.T) {
	t.Parallel()
	for range 10_000 {
		b := make([]byte, 24)
		_, _ = rand.Read(b)
		uuid := fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
		base32Text := strings.ToLower(base32.StdEncoding.EncodeToString(b[:20]))
		for _, token := range []string{hex.EncodeToString(b[:16]), base64.RawURLEncoding.EncodeToString(b), uuid, base32Text} {
			if flaw := ownerTokenFlaw(token); flaw != "" {
				t.Fatalf("%s: %s", token, flaw)
			}
		}
	}
}

func TestNATSSettings(t *testing.T) {
	t.Parallel()
	const postgres = "postgres://user:pw@host/database"
	file := filepath.Join(t.TempDir(), "nats-url")
	if err := os.WriteFile(file, []byte("tls://a:pw@host\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		env   map[string]string
		wrong string // what the error says; "" when there is none
	}{
		"by variable":       {map[string]string{"CHATTR_DATABASE_URL": postgres, "CHATTR_NATS_URL": "nats://a:pw@host"}, ""},
		"by file":           {map[string]string{"CHATTR_DATABASE_URL": postgres, "CHATTR_NATS_URL_FILE": file}, ""},
		"with SQLite":       {map[string]string{"CHATTR_NATS_URL": "nats://a:pw@host"}, "SQLite"},
		"not a NATS URL":    {map[string]string{"CHATTR_DATABASE_URL": postgres, "CHATTR_NATS_URL": "http://a:pw@host"}, "nats://"},
		"cannot be read":    {map[string]string{"CHATTR_DATABASE_URL": postgres, "CHATTR_NATS_URL": "nats://a:pw%@host"}, "nats://"},
		"one of two is bad": {map[string]string{"CHATTR_DATABASE_URL": postgres, "CHATTR_NATS_URL": "nats://a:pw@host,b"}, "nats://"},
	} {
		read, err := parse(nil, c.env)
		switch {
		case c.wrong == "" && (err != nil || read.NATSURL == ""):
			t.Errorf("%s: %v", name, err)
		case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
			t.Errorf("%s: %v", name, err)
		case err != nil && (strings.Contains(err.Error(), "pw") || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSwitchesInEverySpelling(t *testing.T) {
	t.Parallel()
	for spelling, want := range map[string]bool{
		"--demo": true, "-demo": true, "--demo=true": true, "--demo=on": true, "--demo=YES": true, "-demo=1": true, "--no-demo=false": true, "--no-demo=off": true,
		"--no-demo": false, "-no-demo": false, "--no-demo=true": false, "--no-demo=on": false, "--demo=false": false, "--demo=off": false, "-demo=n": false,
		"--demo --no-demo": false, "--no-demo --demo": true, "--database-url=sqlite:other.db": false, "--database-url=sqlite:chattr.db": true, "": true,
		"--demo --database-url=sqlite:other.db": true, "--database-url=sqlite:other.db --demo": true,
	} {
		c, err := parse(strings.Fields(spelling), nil)
		if err != nil || c.Demo != want {
			t.Errorf("%q: got %v, %v, want %v", spelling, c.Demo, err, want)
		}
	}
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	c, err := parse(nil, nil)
	want := Config{
		Listen: DefaultListen, DatabaseURL: "sqlite:chattr.db", DatabaseSetting: "--database-url", Demo: true, PrintSecrets: true, Avatars: true,
		WebhookRate: 30, WebhookBurst: 60, PostRate: 30, PostBurst: 60, MutationRate: 5, MutationBurst: 60, LogFormat: "text",
	}
	if err != nil || !reflect.DeepEqual(c, want) {
		t.Errorf("got %+v, %v, want %+v", c, err, want)
	}
}

func TestEverySettingIsSetByItsVariable(t *testing.T) {
	t.Parallel()
	env := map[string]string{
		"CHATTR_LISTEN": ":1", "CHATTR_PUBLIC_URL": "https://a.example/", "CHATTR_ALLOWED_ORIGINS": "https://b.example", "CHATTR_TRUSTED_PROXIES": "10.0.0.0/8",
		"CHATTR_DATABASE_URL": "postgres://h/d", "CHATTR_NATS_URL": "nats://n", "CHATTR_MESSAGE_RETENTION": "30d", "CHATTR_EVENT_RETENTION": "72h",
		"CHATTR_UNSAFE_DURABILITY": "on", "CHATTR_DEMO": "yes", "CHATTR_PRINT_SECRETS": "off", "CHATTR_OWNER_TOKEN": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
		"CHATTR_SIGN_UP": "open", "CHATTR_OIDC_ISSUER": "https://id.example", "CHATTR_OIDC_CLIENT_ID": "id", "CHATTR_OIDC_CLIENT_SECRET": "secret",
		"CHATTR_OIDC_NAME": "Acme", "CHATTR_AVATARS": "off", "CHATTR_WEBHOOK_RATE": "1", "CHATTR_WEBHOOK_BURST": "2", "CHATTR_POST_RATE": "0.5",
		"CHATTR_POST_BURST": "4", "CHATTR_MUTATION_RATE": "0", "CHATTR_MUTATION_BURST": "6", "CHATTR_SOCKETS_PER_USER": "7",
		"CHATTR_SOCKETS_PER_ADDRESS": "0", "CHATTR_LOG_FORMAT": "json", "CHATTR_LOG_LEVEL": "debug", "CHATTR_METRICS_LISTEN": ":9", "CHATTR_DRAIN_WINDOW": "20s",
	}
	c, err := parse(nil, env)
	want := Config{
		Listen: ":1", PublicURL: "https://a.example", AllowedOrigins: []string{"https://b.example"}, TrustedProxies: caller.Proxies{netip.MustParsePrefix("10.0.0.0/8")},
		DatabaseURL: "postgres://h/d", DatabaseSetting: "CHATTR_DATABASE_URL", NATSURL: "nats://n", MessageRetention: 720 * time.Hour, EventRetention: 72 * time.Hour,
		UnsafeDurability: true, Demo: true, OwnerToken: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
		OpenSignUp: true, OpenID: OpenID{Issuer: "https://id.example", ClientID: "id", ClientSecret: "secret", Name: "Acme"},
		WebhookRate: 1, WebhookBurst: 2, PostRate: 0.5, PostBurst: 4, MutationBurst: 6, SocketsPerUser: 7,
		SocketsPerAddress: -1, LogFormat: "json", LogLevel: slog.LevelDebug, MetricsListen: ":9", DrainWindow: 20 * time.Second,
	}
	if err != nil || !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v, %v\nwant %+v", c, err, want)
	}
	for _, s := range Settings() {
		if env[s.Variable] == "" {
			t.Errorf("%s: got no value in this test, want one", s.Variable)
		}
	}
}

func TestSettingsAreDescribed(t *testing.T) {
	t.Parallel()
	for _, s := range Settings() {
		switch text := s.Text(); {
		case text == "" || s.Group == "" || s.Default+s.Unset == "":
			t.Errorf("%s: got %+v, want a text, a group and a default", s.Variable, s)
		case strings.ContainsAny(text, "`[]") || strings.Count(s.Markdown(), "`")%2 != 0 || strings.Contains(s.Markdown(), "'"):
			t.Errorf("%s: got %q and %q, want plain text and Markdown", s.Variable, text, s.Markdown())
		}
	}
}
