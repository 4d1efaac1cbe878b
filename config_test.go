package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// No random token is refused by accident.
func TestRandomOwnerTokensAreAccepted(t *testing.T) {
	t.Parallel()
	for range 10_000 {
		b := make([]byte, 24)
		_, _ = rand.Read(b)
		for _, token := range []string{hex.EncodeToString(b[:16]), base64.RawURLEncoding.EncodeToString(b)} {
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
		read, _, err := readConfig(nil, func(name string) string { return c.env[name] })
		switch {
		case c.wrong == "" && (err != nil || read.natsURL == ""):
			t.Errorf("%s: %v", name, err)
		case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
			t.Errorf("%s: %v", name, err)
		case err != nil && (strings.Contains(err.Error(), "pw") || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHelpListsEverySettingAndCommand(t *testing.T) {
	t.Parallel()
	help := func(args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		p := &program{stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, environ: func() []string { return nil }}
		if err := p.run(t.Context(), args); err != nil || stderr.Len() > 0 {
			t.Errorf("%q returned %v and wrote %q", args, err, &stderr)
		}
		return stdout.String()
	}
	text := help("--help")
	for _, s := range settings {
		if !strings.Contains(text, s.env) || !s.secret && !strings.Contains(text, "--"+s.flag+",") {
			t.Errorf("--help does not list %s", s.env)
		}
	}
	for _, c := range commands() {
		if !strings.Contains(text, "  "+c.name+" ") {
			t.Errorf("--help does not list %s", c.name)
		}
	}
	if same := help("sign-in-link", "--help"); same != text {
		t.Errorf("after a command --help prints %s", same)
	}
}
