package cli

import (
	"bytes"
	"strings"
	"testing"

	"chattr/internal/config"
)

func TestHelpListsEverySettingAndCommand(t *testing.T) {
	t.Parallel()
	help := func(args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		p := &Program{Stdout: &stdout, Stderr: &stderr, Getenv: func(string) string { return "" }, Environ: func() []string { return nil }}
		if err := p.run(t.Context(), args); err != nil || stderr.Len() > 0 {
			t.Errorf("%q returned %v and wrote %q", args, err, &stderr)
		}
		return stdout.String()
	}
	text := help("--help")
	if strings.Contains(text, "`") {
		t.Errorf("--help has literal backticks:\n%s", text)
	}
	for _, s := range config.Settings() {
		if !strings.Contains(text, s.Variable) || !s.IsSecret && !strings.Contains(text, "--"+s.Flag+",") {
			t.Errorf("--help does not list %s", s.Variable)
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
