package config

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func parseFlags(args []string) (given map[string]string, rest []string, err error) {
	given = map[string]string{}
	flags := flag.NewFlagSet("chattrd", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for _, s := range settings {
		if s.IsSecret {
			continue
		}
		note := func(value string) error { given[s.Flag] = value; return nil }
		if s.isSwitch {
			flags.BoolFunc(s.Flag, s.Usage, note)
			flags.BoolFunc("no-"+s.Flag, s.Usage, func(value string) error {
				no, err := parseSwitch(value)
				return errors.Join(err, note(strconv.FormatBool(!no)))
			})
			continue
		}
		flags.Func(s.Flag, s.Usage, note)
	}
	if err := flags.Parse(args); err != nil && !errors.Is(err, flag.ErrHelp) {
		return nil, nil, fmt.Errorf("%w; chattrd --help lists all settings", err)
	} else if err != nil {
		return nil, nil, err
	}
	return given, flags.Args(), nil
}

// value finds what a setting is set to, "" when it is not, and the name that an error should call it by. Set to nothing it is
// an error: a variable that a script left empty must not mean the default. Only an empty environment variable counts as unset.
func (s Setting) value(given map[string]string, getenv func(string) string) (name, value string, err error) {
	plain, file := getenv(s.Variable), getenv(s.Variable+"_FILE")
	flagged, isFlagged := given[s.Flag]
	switch {
	case plain != "" && file != "":
		return "", "", fmt.Errorf("%s and %s_FILE are both set; set one", s.Variable, s.Variable)
	case isFlagged && !s.IsSecret:
		name, value = "--"+s.Flag, flagged
	case plain != "":
		name, value = s.Variable, plain
	case file != "":
		text, err := os.ReadFile(file)
		if err != nil {
			return "", "", fmt.Errorf("%s_FILE: %w", s.Variable, err)
		}
		name, value = s.Variable+"_FILE", strings.TrimSpace(string(text))
	default:
		return "--" + s.Flag, s.Default, nil
	}
	if value == "" {
		return "", "", fmt.Errorf("%s is empty", name)
	}
	if isQuoted(value) {
		return "", "", fmt.Errorf("%s has quotes around its value, and they would be part of it: remove them "+
			"(an env file of Docker or systemd is not read by a shell)", name)
	}
	if !s.IsSecret && strings.Contains(value, "${") {
		return "", "", fmt.Errorf("%s has a variable ${…} in it that was not replaced by its value "+
			"(an env file of Docker or systemd is not read by a shell)", name)
	}
	return name, value, nil
}

// isQuoted reports whether a value stands in quotes, as it does in files that a shell reads.
func isQuoted(value string) bool {
	return len(value) > 1 && value[0] == value[len(value)-1] && (value[0] == '"' || value[0] == '\'')
}

func parseSwitch(v string) (bool, error) {
	switch strings.ToLower(v) {
	case "1", "t", "true", "on", "y", "yes":
		return true, nil
	case "0", "f", "false", "off", "n", "no":
		return false, nil
	default:
		return false, fmt.Errorf("%q is neither on nor off", v)
	}
}
