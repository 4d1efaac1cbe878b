package test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSettingsComeFromFlagsVariablesAndFiles observes which database a command creates.
func TestSettingsComeFromFlagsVariablesAndFiles(t *testing.T) {
	t.Parallel()
	const file = "url.txt"
	for name, c := range map[string]struct {
		env, args []string
		want      string // the database that is created
	}{
		"the default":                       {nil, []string{"migrate"}, "chattr.db"},
		"a flag with two dashes":            {nil, []string{"migrate", "--database-url", "sqlite:a.db"}, "a.db"},
		"a flag with one dash":              {nil, []string{"migrate", "-database-url", "sqlite:a.db"}, "a.db"},
		"a flag with an equals sign":        {nil, []string{"migrate", "--database-url=sqlite:a.db"}, "a.db"},
		"one dash and an equals sign":       {nil, []string{"migrate", "-database-url=sqlite:a.db"}, "a.db"},
		"a value with an equals sign":       {nil, []string{"migrate", "--database-url=sqlite:a=b.db"}, "a=b.db"},
		"the last of two flags":             {nil, []string{"migrate", "--database-url=sqlite:a.db", "-database-url", "sqlite:b.db"}, "b.db"},
		"a variable":                        {[]string{"CHATTR_DATABASE_URL=sqlite:a.db"}, []string{"migrate"}, "a.db"},
		"an empty variable is unset":        {[]string{"CHATTR_DATABASE_URL="}, []string{"migrate"}, "chattr.db"},
		"a file, without white space":       {[]string{"CHATTR_DATABASE_URL_FILE=" + file}, []string{"migrate"}, "file.db"},
		"an empty name of a file is unset":  {[]string{"CHATTR_DATABASE_URL_FILE="}, []string{"migrate"}, "chattr.db"},
		"a flag before a variable":          {[]string{"CHATTR_DATABASE_URL=sqlite:b.db"}, []string{"migrate", "--database-url=sqlite:a.db"}, "a.db"},
		"a flag before a file":              {[]string{"CHATTR_DATABASE_URL_FILE=" + file}, []string{"migrate", "--database-url=sqlite:a.db"}, "a.db"},
		"a flag of another command":         {nil, []string{"migrate", "--webhook-rate", "5", "-no-demo", "--database-url=sqlite:a.db"}, "a.db"},
		"a flag before the command":         {nil, []string{"-database-url", "sqlite:a.db", "migrate"}, "a.db"},
		"a switch does not take a value":    {nil, []string{"migrate", "--demo", "--database-url=sqlite:a.db"}, "a.db"},
		"the end of flags, without a value": {nil, []string{"migrate", "--database-url=sqlite:a.db", "--"}, "a.db"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, file), []byte("\n sqlite:file.db \n"), 0o600); err != nil {
				t.Fatal(err)
			}
			if r := chattr(t, dir, c.env, c.args...); r.code != 0 {
				t.Fatalf("got %+v, want success", r)
			}
			if got := databasesIn(t, dir); !slices.Equal(got, []string{c.want}) {
				t.Errorf("got the databases %q, want %q", got, c.want)
			}
		})
	}
}

// databasesIn returns the names of the SQLite databases in a folder.
func databasesIn(t *testing.T, dir string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		names = append(names, filepath.Base(file))
	}
	return names
}

func TestWrongSourcesOfSettings(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env, args []string
		words     []string
	}{
		"a file that does not exist": {[]string{"CHATTR_LISTEN_FILE=/no/such/file"}, nil, []string{"CHATTR_LISTEN_FILE", "/no/such/file"}},
		"a variable and a file beside a flag": {
			[]string{"CHATTR_LISTEN=127.0.0.1:1", "CHATTR_LISTEN_FILE=/dev/null"},
			[]string{"--listen", "127.0.0.1:1"},
			[]string{"CHATTR_LISTEN and CHATTR_LISTEN_FILE are both set"},
		},
		"a switch with a value behind a space": {nil, []string{"--demo", "off"}, []string{"off"}},
		"a wrong value of another command":     {nil, []string{"version", "--webhook-rate", "fast"}, []string{"--webhook-rate", "fast"}},
		"a wrong variable of another command":  {[]string{"CHATTR_WEBHOOK_RATE=fast"}, []string{"version"}, []string{"CHATTR_WEBHOOK_RATE", "fast"}},
		"a secret as a flag of a command":      {nil, []string{"version", "-owner-token=hunter2"}, []string{"-owner-token"}},
		"a backup without its file":            {nil, []string{"backup"}, []string{"backup", "FILE"}},
		"a flag behind an argument":            {nil, []string{"backup", "copy.db", "--database-url", "sqlite:missing.db"}, []string{"--database-url", "missing.db"}},
		"two files for a backup":               {nil, []string{"backup", "a.db", "b.db"}, []string{"b.db"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := chattr(t, t.TempDir(), c.env, c.args...)
			refusedIn(t, r, c.words...)
			if strings.Contains(r.stderr, "hunter2") {
				t.Errorf("got %q, want no secret", r.stderr)
			}
		})
	}
}

func TestHelpIsPrintedInEverySpelling(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--help"}, {"-help"}, {"-h"}, {"help"}, {"migrate", "--help"}, {"backup", "-h"}, {"--no-demo", "--help"}} {
		r := chattr(t, t.TempDir(), []string{"CHATTR_LOG_FORMAT=xml"}, args...)
		if r.code != 0 || r.stderr != "" || !strings.Contains(r.stdout, "Usage: chattrd ") || !strings.Contains(r.stdout, "CHATTR_DATABASE_URL") {
			t.Errorf("%q: got %+v, want the help, although a variable is wrong", args, r)
		}
	}
}
