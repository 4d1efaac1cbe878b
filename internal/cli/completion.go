package cli

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"

	"chattr/internal/config"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish"`
}

// Help returns how to use the output.
func (completionCommand) Help() string {
	return "bash: source <(chattrd completion bash), in ~/.bashrc\n" +
		"zsh:  source <(chattrd completion zsh), in ~/.zshrc after compinit\n" +
		"fish: chattrd completion fish | source, in ~/.config/fish/config.fish"
}

// Run prints a script that completes the command line in the shell.
func (command completionCommand) Run(p *Program, parsed *kong.Context) error {
	commands := parsed.Model.Children
	scripts := map[string]func([]*kong.Node) string{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}
	_, err := fmt.Fprint(p.Stdout, scripts[command.Shell](commands))
	return err
}

// commandNames returns the names of all commands.
func commandNames(commands []*kong.Node) (names []string) {
	for _, c := range commands {
		names = append(names, c.Name)
	}
	return names
}

// flagsOf returns the flags that a command uses, with their dashes.
func flagsOf(command string) []string {
	flags := []string{"--help"}
	for _, s := range config.Settings() {
		if s.Flag != "" && s.IsFor(command) {
			flags = append(flags, "--"+s.Flag)
		}
		if s.IsSwitch && s.IsFor(command) {
			flags = append(flags, "--no-"+s.Flag)
		}
	}
	return flags
}

// summary returns the first words of a text, without characters that a shell interprets.
func summary(text string) string {
	text, _, _ = strings.Cut(text, ";")
	text, _, _ = strings.Cut(text, ": ")
	text, _, _ = strings.Cut(text, ". ")
	text, _, _ = strings.Cut(text, ", like ")
	return strings.NewReplacer("'", "", "[", "(", "]", ")", ":", "", `\`, "", `"`, "").Replace(text)
}

// bashCompletion returns a script for bash, which splits words at equals signs.
func bashCompletion(commands []*kong.Node) string {
	var values, flags strings.Builder
	for _, s := range config.Settings() {
		if s.Flag == "" || s.IsSwitch {
			continue
		}
		fmt.Fprintf(&values, "    --%s | -%[1]s) COMPREPLY=($(compgen -W '%s' -- \"$current\")); return ;;\n", s.Flag, strings.Join(s.Values, " "))
	}
	for _, c := range commands {
		fmt.Fprintf(&flags, "    %s) flags='%s' ;;\n", c.Name, strings.Join(flagsOf(c.Name), " "))
	}
	return fmt.Sprintf(bashScript, values.String(), strings.Join(commandNames(commands), " | "), flags.String(), strings.Join(commandNames(commands), " "))
}

// bashScript is a format of the cases of flags with values, the commands as a pattern, the cases of commands, and the commands as words.
const bashScript = `# Completion of chattrd for bash.
_chattrd() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= flags= word
  COMPREPLY=()
  if [[ $current == = ]]; then
    current=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $before in
%s  esac
  for word in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $word in
    %s) command=$word && break ;;
    esac
  done
  case ${command:-serve} in
%s  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -z $command ]]; then
    COMPREPLY=($(compgen -W 'help %s' -- "$current"))
  elif [[ $command == completion ]]; then
    COMPREPLY=($(compgen -W 'bash zsh fish' -- "$current"))
  elif [[ $command == backup ]]; then
    compopt -o default
  fi
}
complete -F _chattrd chattrd
`

// zshCompletion returns a script for zsh.
func zshCompletion(commands []*kong.Node) string {
	var flags, names strings.Builder
	for _, s := range config.Settings() {
		switch text := summary(s.Text()); {
		case s.Flag == "":
		case s.IsSwitch:
			fmt.Fprintf(&flags, "    '--%s[%s]' '--no-%[1]s'\n", s.Flag, text)
		default:
			fmt.Fprintf(&flags, "    '--%s=[%s]:value:(%s)'\n", s.Flag, text, strings.Join(s.Values, " "))
		}
	}
	for _, c := range commands {
		fmt.Fprintf(&names, "    '%s:%s'\n", c.Name, summary(c.Help))
	}
	return fmt.Sprintf(zshScript, flags.String(), names.String())
}

// zshScript is a format of the flags and the commands.
const zshScript = `#compdef chattrd
# Completion of chattrd for zsh.
_chattrd() {
  local context state line
  local -a flags commands
  typeset -A opt_args
  flags=(
    '--help[print this help]'
%s  )
  commands=(
%s  )
  _arguments "$flags[@]" '1:command:->command' '2:argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
        backup) _files ;;
        completion) _values shell bash zsh fish ;;
      esac ;;
  esac
}
compdef _chattrd chattrd
`

// fishCompletion returns a script for fish.
func fishCompletion(commands []*kong.Node) string {
	var script strings.Builder
	script.WriteString("# Completion of chattrd for fish.\ncomplete -c chattrd -f\ncomplete -c chattrd -l help -d 'print this help'\n")
	for _, s := range config.Settings() {
		switch text := summary(s.Text()); {
		case s.Flag == "":
		case s.IsSwitch:
			fmt.Fprintf(&script, "complete -c chattrd -l %s -d '%s'\ncomplete -c chattrd -l no-%[1]s\n", s.Flag, text)
		default:
			fmt.Fprintf(&script, "complete -c chattrd -l %s -x -a '%s' -d '%s'\n", s.Flag, strings.Join(s.Values, " "), text)
		}
	}
	for _, c := range commands {
		fmt.Fprintf(&script, "complete -c chattrd -n __fish_use_subcommand -a %s -d '%s'\n", c.Name, summary(c.Help))
	}
	script.WriteString("complete -c chattrd -n '__fish_seen_subcommand_from backup' -F\n" +
		"complete -c chattrd -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n")
	return script.String()
}
