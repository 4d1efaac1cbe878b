package test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// helpSetting matches a setting in the text of --help: its flag, its variable and its default.
var helpSetting = regexp.MustCompile(`(?m)^  (?:(--[a-z-]+), )?(?:--no-[a-z-]+, )?(CHATTR_[A-Z_]+) \(default ([^)]+)\)$`)

func TestConfigurationPageListsEverySetting(t *testing.T) {
	t.Parallel()
	help := chattr(t, t.TempDir(), nil, "--help")
	settings := helpSetting.FindAllStringSubmatch(help.stdout, -1)
	if len(settings) < 20 {
		t.Fatalf("got %d settings in %q, want at least 20", len(settings), help.stdout)
	}
	page := readText(t, "docs/configuration.md")
	_, table, _ := strings.Cut(page, "| flag |")
	isSetting := map[string]bool{}
	for _, setting := range settings {
		flag, variable, standard := setting[1], setting[2], setting[3]
		isSetting[variable] = true
		row := regexp.MustCompile("(?m)^\\|.*`" + variable + "`.*$").FindString(table)
		switch {
		case row == "":
			t.Errorf("docs/configuration.md: got no row of %s, want one", variable)
		case flag != "" && !strings.Contains(row, "`"+flag+"`"):
			t.Errorf("docs/configuration.md: got %q, want the flag %s in it", row, flag)
		case !strings.Contains(strings.ReplaceAll(row, "`", ""), standard):
			t.Errorf("docs/configuration.md: got %q, want the default %s in it", row, standard)
		}
	}
	for _, match := range regexp.MustCompile("`(CHATTR_[A-Z_]+)`").FindAllStringSubmatch(table, -1) {
		if !isSetting[match[1]] {
			t.Errorf("docs/configuration.md: got %s, want only settings that exist", match[1])
		}
	}
}

func TestCommandsOfOperationsPageAreThoseOfHelp(t *testing.T) {
	t.Parallel()
	help := chattr(t, t.TempDir(), nil, "--help").stdout
	_, list, _ := strings.Cut(help, "Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	page := readText(t, "docs/operations.md")
	commands := regexp.MustCompile(`(?m)^  ([a-z-]+)`).FindAllStringSubmatch(list, -1)
	if len(commands) < 5 {
		t.Fatalf("got %d commands in %q, want at least 5", len(commands), help)
	}
	for _, command := range commands {
		if !strings.Contains(page, "\n| `chattrd "+command[1]) {
			t.Errorf("docs/operations.md: got no row of the command %s, want one", command[1])
		}
	}
}

// errorCode matches the definition of an error code, or of the code of a field, in Go.
var errorCode = regexp.MustCompile(`(?m)\b(?:Field)?Code\s*=\s*"([A-Z_]+)"`)

func TestEveryErrorCodeIsDocumented(t *testing.T) {
	t.Parallel()
	var pages strings.Builder
	for _, page := range documentationPages(t) {
		pages.WriteString(readText(t, page))
	}
	sources, _ := filepath.Glob("*/errors.go")
	internal, _ := filepath.Glob("internal/*/errors.go")
	codes := 0
	for _, source := range append(sources, internal...) {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range errorCode.FindAllStringSubmatch(string(text), -1) {
			codes++
			if !strings.Contains(pages.String(), "`"+match[1]+"`") {
				t.Errorf("docs: got no mention of %s of %s, want a row in the table of its page", match[1], source)
			}
		}
	}
	if codes < 40 {
		t.Errorf("got %d codes, want at least 40: are they still found?", codes)
	}
}
