package config

import (
	"regexp"
	"slices"
	"strings"
)

// Setting describes a setting, for people.
type Setting struct {
	Flag     string // without dashes; "": a secret, which has no flag
	Variable string
	Group    string
	Default  string   // "": there is no value without the setting
	Unset    string   // what happens without the setting, if there is no default
	Values   []string // all values, if they are few
	IsSwitch bool     // on without a value; no- before its name turns it off

	markdown string
	commands []string // that use it
}

// Settings returns all settings in the order of their groups.
func Settings() (all []Setting) {
	var grammar struct{ Config }
	p := NewParser(&grammar, &grammar.Config, nil)
	for _, flag := range p.kong.Model.Flags {
		s := Setting{
			Flag: flag.Name, Variable: variable(flag), Group: flag.Group.Title, Default: flag.Default, Unset: flag.Tag.Get("unset"),
			Values: strings.Fields(flag.Tag.Get("values")), IsSwitch: isSwitch(flag),
			markdown: markCode(flag.Help), commands: strings.Fields(flag.Tag.Get("commands")),
		}
		if flag.Tag.Has("secret") {
			s.Flag = ""
		}
		all = append(all, s)
	}
	return all
}

// IsFor reports whether a command uses the setting. serve uses all.
func (s Setting) IsFor(command string) bool {
	return command == "serve" || slices.Contains(s.commands, "all") || slices.Contains(s.commands, command)
}

// Text describes the setting without Markdown.
func (s Setting) Text() string {
	return strings.ReplaceAll(link.ReplaceAllString(s.markdown, "$1"), "`", "'")
}

// Markdown describes the setting in Markdown, with links relative to docs.
func (s Setting) Markdown() string { return s.markdown }

var (
	quoted = regexp.MustCompile(`'([^']+)'`)
	link   = regexp.MustCompile(`\[([^\]]+)\]\([^)]+\)`)
)

// markCode returns a text with 'quoted' parts as code in Markdown.
func markCode(text string) string { return quoted.ReplaceAllString(text, "`$1`") }
