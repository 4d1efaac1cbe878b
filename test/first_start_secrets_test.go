package test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"chattr/db/dbtest"
)

func TestSecretsOfTheFirstStartStayOutOfTheJournal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		env     func(stdout syscall.Stat_t) []string
		printed bool
	}{
		{"the journal", func(s syscall.Stat_t) []string { return []string{fmt.Sprintf("JOURNAL_STREAM=%d:%d", s.Dev, s.Ino)} }, false},
		{"the journal with the setting on", func(s syscall.Stat_t) []string {
			return []string{fmt.Sprintf("JOURNAL_STREAM=%d:%d", s.Dev, s.Ino), "CHATTR_PRINT_SECRETS=on"}
		}, false},
		{"the setting off", func(syscall.Stat_t) []string { return []string{"CHATTR_PRINT_SECRETS=off"} }, false},
		{"another stream is the journal", func(s syscall.Stat_t) []string { return []string{fmt.Sprintf("JOURNAL_STREAM=%d:%d", s.Dev, s.Ino+1)} }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			stdout, err := os.Create(filepath.Join(t.TempDir(), "stdout"))
			if err != nil {
				t.Fatal(err)
			}
			defer stdout.Close()
			var stat syscall.Stat_t
			if err := syscall.Fstat(int(stdout.Fd()), &stat); err != nil {
				t.Fatal(err)
			}
			p := startInto(t, stdout, c.env(stat)...)
			printed := readFile(t, stdout.Name())
			path := filepath.Join(p.dir, "chattr.db.first-start.txt")
			if c.printed {
				if _, err := os.Stat(path); !strings.Contains(printed, "chattr_si_") || !os.IsNotExist(err) {
					t.Errorf("printed %q, secrets file: %v; want the link, and no file", printed, err)
				}
				return
			}
			if strings.Contains(printed, "chattr_") || !strings.Contains(printed, path) {
				t.Errorf("printed %q, want no secret and the path %s", printed, path)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
				t.Fatalf("secrets file: %v, %v; want mode 0600", info, err)
			}
			text := readFile(t, path)
			p.signIn(t, regexp.MustCompile(`http\S+#sign-in=\S+`).FindString(text))
			post(t, regexp.MustCompile(`http[^' ]+/webhooks/[^' ]+`).FindString(text))
		})
	}
}

func TestSecretsFileOnPostgresIsInTheStateDirectory(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	p := launchReady(t, []string{
		"CHATTR_DATABASE_URL=" + dbtest.PostgresURL(t), "CHATTR_PRINT_SECRETS=off", "STATE_DIRECTORY=" + state + ":/elsewhere", "CHATTR_DEMO=on",
	})
	path := filepath.Join(state, "first-start.txt")
	if !strings.Contains(p.Stdout(), path) || strings.Contains(p.Stdout(), "chattr_si_") {
		t.Errorf("printed %q, want the path %s and no secret", p.Stdout(), path)
	}
	p.signIn(t, regexp.MustCompile(`http\S+#sign-in=\S+`).FindString(readFile(t, path)))
	withoutDirectory := launchReady(t, []string{"CHATTR_DATABASE_URL=" + dbtest.PostgresURL(t), "CHATTR_PRINT_SECRETS=off"})
	if !strings.Contains(withoutDirectory.Stdout(), "chattrd sign-in-link") || strings.Contains(withoutDirectory.Stdout(), "chattr_si_") {
		t.Errorf("printed %q, want the command that prints a link and no secret", withoutDirectory.Stdout())
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestUnknownVariablesAreNamed(t *testing.T) {
	t.Parallel()
	p := launchReady(t, []string{
		"CHATTR_WEBHOOK_RATES=5", "CHATTR_OWNERTOKEN=the-secret-of-a-misspelt-variable", "CHATTR_LISTEN_FILEE=x",
		"CHATTR_SERVICE_HOST=10.0.0.1", "CHATTR_PORT=tcp://10.0.0.1:80", "CHATTR_PORT_8080_TCP_ADDR=10.0.0.1",
		"CHATTR_DB_SERVICE_PORT=5432", "CHATTR_DB_PORT_5432_TCP=tcp://10.0.0.2:5432", "CHATTR_TOKEN=x",
		"chattr_log_level=debug", "CHATTR_DB_URL=x",
	})
	log := p.stderr.text()
	for name, nearest := range map[string]string{
		"CHATTR_WEBHOOK_RATES": "CHATTR_WEBHOOK_RATE", "CHATTR_OWNERTOKEN": "CHATTR_OWNER_TOKEN", "CHATTR_LISTEN_FILEE": "CHATTR_LISTEN_FILE",
		"chattr_log_level": "CHATTR_LOG_LEVEL", "CHATTR_DB_URL": "CHATTR_DATABASE_URL",
	} {
		if want := "name=" + name + " nearest=" + nearest + "\n"; !strings.Contains(log, want) {
			t.Errorf("the log does not contain %q:\n%s", want, log)
		}
	}
	if got := strings.Count(log, "no setting reads"); got != 5 {
		t.Errorf("%d warnings, want 5:\n%s", got, log)
	}
	if strings.Contains(log, "misspelt") {
		t.Errorf("the log contains the value of a variable:\n%s", log)
	}
}

func TestReadableDatabaseIsReported(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	p.Terminate()
	path := filepath.Join(p.dir, "chattr.db")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	p.Restart()
	if log := p.stderr.text(); !strings.Contains(log, "the database is not private") || !strings.Contains(log, "chmod") {
		t.Errorf("the log does not contain the warning with its remedy:\n%s", log)
	}
	if response, err := client.Get(p.url + "/healthz"); err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("got %v, %v; want the server to continue", response, err)
	}
}
