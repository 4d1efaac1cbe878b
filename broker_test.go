package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chattr/db/dbtest"
)

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

// Hints only save time: an instance that cannot reach its neighbours serves all the same.
func TestANATSServerThatIsDownDoesNotStopTheStart(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_DATABASE_URL="+dbtest.PostgresURL(t), "CHATTR_NATS_URL=nats://user:secret-password@"+freeAddress(t))
	if _, err := p.stderr.wait(regexp.MustCompile(`(hints do not travel)`)); err != nil {
		t.Error(err)
	}
	p.Terminate()
	if text := p.stderr.text(); strings.Contains(text, "secret-password") {
		t.Errorf("the log: %s", text)
	}
}
