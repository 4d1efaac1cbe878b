package cli

import (
	"os/exec"
	"strings"
	"testing"
)

// completion returns the script for a shell.
func completion(t *testing.T, shell string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	p := &Program{Stdout: &stdout, Stderr: &stderr, Getenv: func(string) string { return "" }, Environ: func() []string { return nil }}
	if code := p.Run(t.Context(), []string{"completion", shell}); code != 0 || stderr.Len() > 0 {
		t.Fatalf("got the exit code %d and %q, want a script", code, stderr.String())
	}
	return stdout.String()
}

func TestBashCompletesCommandLines(t *testing.T) {
	t.Parallel()
	script := completion(t, "bash")
	// Each word of a line is one word of bash; it splits --name=value into three.
	for line, want := range map[string]string{
		"chattrd mig":                            "migrate",
		"chattrd --demo mig":                     "migrate",
		"chattrd --database-url sqlite:a.db mig": "migrate",
		"chattrd --log-f":                        "--log-format",
		"chattrd --no-d":                         "--no-demo",
		"chattrd serve --webhook-":               "--webhook-rate --webhook-burst",
		"chattrd migrate --webhook-":             "",
		"chattrd migrate --log-":                 "--log-format --log-level",
		"chattrd sign-in-link --pub":             "--public-url",
		"chattrd --log-format ":                  "text json",
		"chattrd -log-format j":                  "json",
		"chattrd --log-format = j":               "json",
		"chattrd --log-format =":                 "text json",
		"chattrd --avatars o":                    "on off",
		"chattrd --listen ":                      "",
		"chattrd --owner":                        "",
		"chattrd completion z":                   "zsh",
		"chattrd ver":                            "version",
	} {
		words := "'" + strings.ReplaceAll(line, " ", "' '") + "'"
		cmd := exec.CommandContext(t.Context(), "bash", "--norc", "-c", `source /dev/stdin
COMP_WORDS=(`+words+`) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_chattrd; echo "${COMPREPLY[*]}"`)
		cmd.Stdin = strings.NewReader(script)
		got, err := cmd.CombinedOutput()
		if err != nil || strings.TrimSpace(string(got)) != want {
			t.Errorf("%s: got %q, %v, want %q", line, got, err, want)
		}
	}
}

func TestScriptsOfOtherShellsAreComplete(t *testing.T) {
	t.Parallel()
	for shell, words := range map[string][]string{
		"zsh":  {"#compdef chattrd", "'--log-format=[format of the log]:value:(text json)'", "'--no-demo'", "'migrate:"},
		"fish": {"-l log-format -x -a 'text json'", "-l no-demo", "-a migrate "},
	} {
		script := completion(t, shell)
		for _, word := range words {
			if !strings.Contains(script, word) {
				t.Errorf("%s: got %s, want %q in it", shell, script, word)
			}
		}
		if strings.Contains(script, "owner-token") {
			t.Errorf("%s: got a flag for a secret, want none", shell)
		}
		path, err := exec.LookPath(shell)
		if err != nil {
			t.Logf("%s is not installed: the syntax of its script is not checked", shell)
			continue
		}
		cmd := exec.CommandContext(t.Context(), path, "-n", "/dev/stdin")
		cmd.Stdin = strings.NewReader(script)
		if output, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", shell, err, output)
		}
	}
}
