package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/alecthomas/kong"

	"chattr/internal/config"
)

// errHelp ends the parsing of a command line that asks for help.
var errHelp = errors.New("help is asked for")

// helpFlag is the flag --help. It works although other arguments or variables are wrong.
type helpFlag bool

// BeforeReset returns errHelp.
func (helpFlag) BeforeReset() error { return errHelp }

// IgnoreDefault makes kong select no command if none is named.
func (helpFlag) IgnoreDefault() {}

// printHelp prints the help of the command that was parsed, or of the program.
func printHelp(w io.Writer, parsed *kong.Context) error {
	const settings = "Settings, as a flag or in the environment (NAME, or NAME_FILE for a file that holds the value). A flag wins.\n"
	command := parsed.Selected()
	if command == nil {
		fmt.Fprint(w, "chattrd serves webhooks that post into text channels, seen live.\n\nUsage: chattrd [command] [flags]\n\nCommands:\n")
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, c := range parsed.Model.Children {
			fmt.Fprintf(t, "  %s %s\t%s\n", c.Name, c.Tag.Get("usage"), c.Help)
		}
		_ = t.Flush()
		fmt.Fprint(w, "\nchattrd COMMAND --help lists the settings that a command uses. Each command accepts all of them.\n\n"+settings)
		return printSettings(w, "serve")
	}
	fmt.Fprintf(w, "Usage: chattrd %s [flags] %s\n\n%s\n\n", command.Name, command.Tag.Get("usage"), command.Help)
	if command.Detail != "" {
		fmt.Fprintf(w, "%s\n\n", command.Detail)
	}
	fmt.Fprint(w, settings)
	return printSettings(w, command.Name)
}

// printSettings prints the settings that a command uses, in groups.
func printSettings(w io.Writer, command string) error {
	group := ""
	for _, s := range config.Settings() {
		if !s.IsFor(command) {
			continue
		}
		if s.Group != group {
			group = s.Group
			fmt.Fprintf(w, "\n%s:\n", group)
		}
		name := s.Variable
		if s.Flag != "" {
			name = "--" + s.Flag + ", " + s.Variable
		}
		if s.IsSwitch {
			name = "--" + s.Flag + ", --no-" + s.Flag + ", " + s.Variable
		}
		if _, err := fmt.Fprintf(w, "  %s (default %s)\n      %s\n", name, cmp.Or(s.Default, s.Unset), s.Text()); err != nil {
			return err
		}
	}
	return nil
}
