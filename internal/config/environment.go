package config

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/alecthomas/kong"
)

// fromEnvironment is a value of a setting, and the variable that it comes from.
type fromEnvironment struct{ name, value string }

// variable returns the name of the environment variable of a setting. With _FILE behind it, it names a file that has the value.
func variable(flag *kong.Flag) string {
	return "CHATTR_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
}

// Resolve returns the value of a setting that is not among the arguments, as a fromEnvironment: from its variable, or from the file that
// the variable with _FILE names, without white space around it. It returns nil if neither is set; an empty variable counts as unset.
func (p *Parser) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	name := variable(flag)
	if !isSetting(flag) {
		return nil, nil
	}
	if value := p.getenv(name); value != "" {
		return fromEnvironment{name, value}, nil
	}
	file := p.getenv(name + "_FILE")
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, settingError{fmt.Errorf("%s_FILE: %w", name, err)}
	}
	return fromEnvironment{name + "_FILE", strings.TrimSpace(string(text))}, nil
}

// Validate returns an error if a variable and its file are both set.
func (p *Parser) Validate(app *kong.Application) error {
	for _, flag := range app.Flags {
		if name := variable(flag); isSetting(flag) && p.getenv(name) != "" && p.getenv(name+"_FILE") != "" {
			return settingError{fmt.Errorf("%s and %[1]s_FILE are both set; set one", name)}
		}
	}
	return nil
}

// clientVariables are those that our examples and tests read: no setting of the server, and no mistake.
var clientVariables = []string{"CHATTR_TOKEN", "CHATTR_CHANNEL", "CHATTR_CHANNEL_ID", "CHATTR_URL"}

// serviceVariable matches what Kubernetes gives every container for a service called chattr or chattr-something, like
// CHATTR_SERVICE_HOST and CHATTR_DB_PORT_5432_TCP.
var serviceVariable = regexp.MustCompile(`^CHATTR_(SERVICE_|PORT(_|$)|.+_SERVICE_(HOST|PORT)(_|$)|.+_PORT(_\d+_(TCP|UDP|SCTP)(_|$)|$))`)

// UnknownVariable is the name of an environment variable CHATTR_… that no setting reads, with the nearest name that one does.
//
// SECURITY: it has names only. A misspelt variable can hold a secret.
type UnknownVariable struct{ Name, Nearest string }

// UnknownVariables returns the variables CHATTR_…, in upper or lower case, of an environment that no setting reads. environ is a list
// as os.Environ returns it.
func UnknownVariables(environ []string) (unknown []UnknownVariable) {
	known := settingVariables()
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(strings.ToUpper(name), "CHATTR_") || strings.HasPrefix(name, "CHATTR_TEST_") ||
			slices.Contains(known, name) || slices.Contains(clientVariables, name) || serviceVariable.MatchString(name) {
			continue
		}
		unknown = append(unknown, UnknownVariable{name, nearest(name, known)})
	}
	return unknown
}

// settingVariables returns the names of all environment variables that settings read.
func settingVariables() (names []string) {
	for _, s := range Settings() {
		names = append(names, s.Variable, s.Variable+"_FILE")
	}
	return names
}

// abbreviations are what people write for words in the names of settings.
var abbreviations = strings.NewReplacer("_DB_", "_DATABASE_", "_DATABASE_DSN", "_DATABASE_URL", "_DSN", "_DATABASE_URL", "_POSTGRES_URL", "_DATABASE_URL", "_CORS_", "_ALLOWED_")

// nearest returns the known name that name is most likely meant for.
func nearest(name string, known []string) string {
	name = abbreviations.Replace(strings.ToUpper(name))
	return slices.MinFunc(known, func(a, b string) int {
		return levenshtein.ComputeDistance(name, a) - levenshtein.ComputeDistance(name, b)
	})
}
