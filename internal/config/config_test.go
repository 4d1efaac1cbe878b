package config

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever names an origin of pages is accepted, in the form in which browsers send it.
func TestOriginsAreAcceptedInEverySpelling(t *testing.T) {
	t.Parallel()
	for spelling, want := range map[string]string{
		"https://a.example": "https://a.example", "HTTPS://A.Example:443": "https://a.example", "http://a.example:80": "http://a.example",
		"https://bücher.example": "https://xn--bcher-kva.example", "https://xn--bcher-kva.example": "https://xn--bcher-kva.example",
		"http://[::1]:3000": "http://[::1]:3000", "http://127.0.0.1:5173": "http://127.0.0.1:5173", "http://localhost": "http://localhost",
		"http://a_b.lan": "http://a_b.lan", "https://a.example.": "https://a.example.", "https://a.example:8443": "https://a.example:8443",
		"chrome-extension://abcdefghijklmnop": "chrome-extension://abcdefghijklmnop", "capacitor://localhost": "capacitor://localhost",
	} {
		c := &Config{}
		if err := setAllowedOrigins(c, " "+spelling+" "); err != nil || c.AllowedOrigins[0] != want {
			t.Errorf("%s: got %q, %v, want %q", spelling, c.AllowedOrigins, err, want)
		}
	}
	for _, publicURL := range []string{"https://a.example", "http://127.0.0.1:8080", "http://[::1]:8080/x", "https://bücher.example/ä", "http://chat.lan:80"} {
		if err := setPublicURL(&Config{}, publicURL); err != nil {
			t.Errorf("%s: got %v, want no error", publicURL, err)
		}
	}
	for _, databaseURL := range []string{"sqlite:/home/o'neil/chattr.db", "postgres://u:it's@h/d", "sqlite:C:/chattr.db"} {
		if err := setDatabaseURL(&Config{}, databaseURL); err != nil {
			t.Errorf("%s: got %v, want no error", databaseURL, err)
		}
	}
}

// No random token is refused by accident.
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
		read, _, err := Read(nil, func(name string) string { return c.env[name] })
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
		c, _, err := Read(strings.Fields(spelling), func(string) string { return "" })
		if err != nil || c.Demo != want {
			t.Errorf("%q: got %v, %v, want %v", spelling, c != nil && c.Demo, err, want)
		}
	}
}
