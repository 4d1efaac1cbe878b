package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"chattr/internal/caller"
)

// Parser parses the arguments and the environment of a program whose grammar has a Config.
type Parser struct {
	kong   *kong.Kong
	config *Config
	getenv func(string) string
	given  map[string]string // by flag, the name that a setting was given by: its flag, its variable, or that with _FILE
}

// NewParser returns a parser for a grammar of kong, which must embed c. It panics if the grammar is wrong.
func NewParser(grammar any, c *Config, getenv func(string) string, options ...kong.Option) *Parser {
	p := &Parser{config: c, getenv: getenv, given: map[string]string{}}
	p.kong = kong.Must(grammar, append(options, kong.Resolvers(p), kong.NoDefaultHelp(), p.mappers())...)
	return p
}

// Parse sets the values of the settings and of the command from args. A flag wins over the environment. An error is one line that names
// the setting as it was given, and never contains a secret.
func (p *Parser) Parse(args []string) (*kong.Context, error) {
	args, err := p.expand(args)
	if err != nil {
		return nil, err
	}
	parsed, err := p.kong.Parse(args)
	if wrong := (settingError{}); errors.As(err, &wrong) {
		return nil, wrong.error
	}
	if err != nil {
		return nil, err
	}
	return parsed, p.config.complete(p.given)
}

// settingError is an error that names the setting as it was given. Parse returns it without the name of the flag that kong writes before
// it.
type settingError struct{ error }

// expand rewrites args into the form that kong reads, so that flags mean what they mean to package flag: one dash is enough before a
// name, the argument after a name is its value whatever it looks like, and --no-NAME of a switch takes a value, too.
func (p *Parser) expand(args []string) (expanded []string, err error) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			return append(expanded, args[i:]...), nil
		}
		if !strings.HasPrefix(arg, "-") || arg == "-" {
			expanded = append(expanded, arg)
			continue
		}
		arg = strings.TrimPrefix(strings.TrimPrefix(arg, "-"), "-")
		if arg == "h" {
			arg = "help"
		}
		name, value, hasValue := strings.Cut(arg, "=")
		flag, isNegated := p.flag(name)
		switch {
		case flag == nil:
		case flag.Tag.Has("secret"):
			return nil, fmt.Errorf("--%s: there is no such flag, since other users of this machine can read it: set %s or %[2]s_FILE", name, variable(flag))
		case isNegated && hasValue:
			isOff, err := parseSwitch(value)
			if err != nil {
				return nil, fmt.Errorf("--%s: %w", name, err)
			}
			arg = flag.Name + "=" + strconv.FormatBool(!isOff)
		case isSetting(flag) && !isSwitch(flag) && !hasValue && i+1 < len(args):
			i++
			arg = name + "=" + args[i]
		}
		expanded = append(expanded, "--"+arg)
	}
	return expanded, nil
}

// flag returns the flag with a name, or the switch that no- and its name turn off. It returns nil if there is none.
func (p *Parser) flag(name string) (flag *kong.Flag, isNegated bool) {
	for _, flag := range p.kong.Model.Flags {
		if flag.Name == name {
			return flag, false
		}
		if isSwitch(flag) && "no-"+flag.Name == name {
			return flag, true
		}
	}
	return nil, false
}

// isSetting reports whether a flag is a setting, and not --help.
func isSetting(flag *kong.Flag) bool { return flag.Tag.Type != "" }

// isSwitch reports whether a flag is on without a value.
func isSwitch(flag *kong.Flag) bool { return flag.Tag.Type == "switch" }

// mappers registers the parsers of values, by the tag type.
func (p *Parser) mappers() kong.Option {
	options := []kong.Option{
		kong.NamedMapper("switch", switchMapper{p}),
		mapper(p, "on-off", parseSwitch),
		mapper(p, "text", func(v string) (string, error) { return v, nil }),
		mapper(p, "listen", func(v string) (string, error) { return parseAddress(v, "8080") }),
		mapper(p, "metrics-listen", func(v string) (string, error) { return parseAddress(v, "9090") }),
		mapper(p, "public-url", parsePublicURL),
		mapper(p, "database-url", parseDatabaseURL),
		mapper(p, "nats-url", parseNATSURL),
		mapper(p, "origins", parseOrigins),
		mapper(p, "proxies", caller.ParseProxies),
		mapper(p, "owner-token", parseOwnerToken),
		mapper(p, "sign-up", parseSignUp),
		mapper(p, "oidc-issuer", parseIssuer),
		mapper(p, "oidc-name", parseProviderName),
		mapper(p, "retention", parseRetention),
		mapper(p, "drain-window", parseDrainWindow),
		mapper(p, "rate", parseRate),
		mapper(p, "burst", func(v string) (int, error) { return parseCount(v, 1, maxBurst) }),
		mapper(p, "count", func(v string) (int, error) { return parseCount(v, 0, maxSockets) }),
		mapper(p, "sockets-per-address", parseSocketsPerAddress),
		mapper(p, "log-format", parseLogFormat),
		mapper(p, "log-level", parseLogLevel),
	}
	return kong.OptionFunc(func(k *kong.Kong) error {
		for _, option := range options {
			if err := option.Apply(k); err != nil {
				return err
			}
		}
		return nil
	})
}

// mapper returns an option that decodes flags of a type with parse.
func mapper[T any](p *Parser, name string, parse func(string) (T, error)) kong.Option {
	return kong.NamedMapper(name, kong.MapperFunc(func(ctx *kong.DecodeContext, target reflect.Value) error {
		given, value, err := p.pop(ctx)
		if err != nil {
			return settingError{err}
		}
		parsed, err := parse(value)
		if err != nil {
			return settingError{fmt.Errorf("%s: %w", given, err)}
		}
		target.Set(reflect.ValueOf(parsed))
		return nil
	}))
}

// pop takes the value of a setting from the arguments, and the name that it was given by. A value that is set but empty is an error: a
// variable that a script left empty must not mean the default.
func (p *Parser) pop(ctx *kong.DecodeContext) (given, value string, err error) {
	given = "--" + ctx.Value.Name
	switch token := ctx.Scan.Pop(); v := token.Value.(type) {
	case fromEnvironment:
		given, value = v.name, v.value
	case string:
		value = v
	default:
		return "", "", fmt.Errorf("%s needs a value", given)
	}
	p.given[ctx.Value.Name] = given
	switch {
	case value == "":
		return "", "", fmt.Errorf("%s is empty", given)
	case isQuoted(value):
		return "", "", fmt.Errorf("%s has quotes around its value, and they would be part of it: remove them "+
			"(an env file of Docker or systemd is not read by a shell)", given)
	case !ctx.Value.Tag.Has("secret") && strings.Contains(value, "${"):
		return "", "", fmt.Errorf("%s has a variable ${…} in it that was not replaced by its value "+
			"(an env file of Docker or systemd is not read by a shell)", given)
	}
	return given, value, nil
}

// isQuoted reports whether a value stands in quotes, as it does in files that a shell reads.
func isQuoted(value string) bool {
	return len(value) > 1 && value[0] == value[len(value)-1] && (value[0] == '"' || value[0] == '\'')
}

// switchMapper decodes flags that are on without a value.
type switchMapper struct{ parser *Parser }

// IsBool reports that the flag needs no value.
func (switchMapper) IsBool() bool { return true }

// Decode sets target to on, to the value after an equals sign, or to that of the environment.
func (m switchMapper) Decode(ctx *kong.DecodeContext, target reflect.Value) error {
	next := ctx.Scan.Peek()
	isOn, isNegation := next.Value.(bool) // of --no-NAME
	if isNegation {
		ctx.Scan.Pop()
	}
	if next.Type != kong.FlagValueToken || isNegation {
		m.parser.given[ctx.Value.Name] = "--" + ctx.Value.Name
		target.SetBool(isOn || !isNegation)
		return nil
	}
	given, value, err := m.parser.pop(ctx)
	if err != nil {
		return settingError{err}
	}
	isOn, err = parseSwitch(value)
	if err != nil {
		return settingError{fmt.Errorf("%s: %w", given, err)}
	}
	target.SetBool(isOn)
	return nil
}

// parseSwitch parses on and off, in every usual spelling.
func parseSwitch(v string) (isOn bool, err error) {
	switch strings.ToLower(v) {
	case "1", "t", "true", "on", "y", "yes":
		return true, nil
	case "0", "f", "false", "off", "n", "no":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither on nor off", v)
}

// oneOf returns an error that names the choices, unless v is one of them.
func oneOf(v string, choices ...string) error {
	if slices.Contains(choices, v) {
		return nil
	}
	return fmt.Errorf("%q is not one of %s", v, strings.Join(choices, ", "))
}
