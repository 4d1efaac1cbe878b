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
		if code := p.Run(t.Context(), args); code != 0 || stderr.Len() > 0 {
			t.Errorf("%q returned %d and wrote %q", args, code, &stderr)
		}
		return stdout.String()
	}
	text := help("--help")
	for _, s := range config.Settings() {
		if !strings.Contains(text, s.Variable) || s.Flag != "" && !strings.Contains(text, "--"+s.Flag+",") {
			t.Errorf("--help does not list %s", s.Variable)
		}
	}
	for _, command := range []string{"serve", "migrate", "sign-in-link", "doctor", "backup", "completion", "version"} {
		if !strings.Contains(text, "\n  "+command+" ") {
			t.Errorf("--help does not list %s", command)
		}
		if own := help(command, "--help"); !strings.HasPrefix(own, "Usage: chattrd "+command+" ") || own != help("help", command) {
			t.Errorf("the help of %s: got %q", command, own)
		}
	}
	if strings.Contains(text, "`") {
		t.Errorf("--help has literal backticks:\n%s", text)
	}
	if own := help("sign-in-link", "--help"); !strings.Contains(own, "--public-url,") || strings.Contains(own, "--webhook-rate") {
		t.Errorf("got %s, want the settings that the command uses, and no others", own)
	}
}
