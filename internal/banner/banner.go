// Package banner prints the addresses of a started server and, after the first start, the secrets that are shown once.
package banner

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"chattr/internal/chat"
	"chattr/internal/config"
)

// firstPost is the body of the first post.
const firstPost = `{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}`

// Banner is the text on stdout after a start. All fields are required.
type Banner struct {
	Stdout io.Writer
	Getenv func(string) string
	Config *config.Config
	Log    *slog.Logger
}

// Print prints the addresses of the portal and the playground, which are below base. first has the secrets of the first start, which are
// never shown again; it is nil after a later start.
//
// SECURITY: a journal is kept for months, and people other than the operator read it. So Print writes the secrets to a private file
// instead if stdout is the journal of systemd or if --print-secrets is off.
func (b Banner) Print(base string, first *chat.FirstStart) {
	if text := secretsText(first); text != "" {
		if b.Config.PrintSecrets && !b.isJournal() {
			fmt.Fprint(b.Stdout, text)
		} else {
			b.writeSecrets(text)
		}
	}
	fmt.Fprintf(b.Stdout, "Portal: %s/\nPlayground: %s/playground\n", base, base)
}

// secretsText returns what a first start shows once, or "" after a later start.
func secretsText(first *chat.FirstStart) string {
	if first == nil {
		return ""
	}
	text := "There is an owner token, so no sign-in link was made: chattrd sign-in-link prints one.\n\n"
	if first.SignInLink != "" {
		text = fmt.Sprintf("Sign in (once, within 24 hours): %s\n\n", first.SignInLink)
	}
	if first.WebhookURL != "" {
		text += fmt.Sprintf("Post a message to #deploys:\n"+
			"curl -X POST '%s' -H 'Content-Type: application/json' -d '%s' --fail-with-body\n\n", first.WebhookURL, firstPost)
	}
	return text
}

// writeSecrets writes text to the secrets file, for its owner only, and prints where it is. If there is no place for the file, or it
// cannot be written, it prints the command that creates a sign-in link.
func (b Banner) writeSecrets(text string) {
	const instead = "Print a link that signs in once with: chattrd sign-in-link\n\n"
	path := b.secretsFile()
	if path == "" {
		fmt.Fprint(b.Stdout, instead)
		return
	}
	if err := writePrivate(path, text); err != nil {
		b.Log.Warn("the secrets of the first start could not be written", "error", err)
		fmt.Fprint(b.Stdout, instead)
		return
	}
	fmt.Fprintf(b.Stdout, "What the first start shows once, as a sign-in link, is in %s. Delete the file when you have signed in.\n\n", path)
}

// writePrivate replaces the file at path, or whatever has that name, by one with this text that only its owner can read.
//
// SECURITY: a temporary file that a crash left or that another user put there, perhaps as a link, would keep its permissions and give
// the secrets away. It is removed, and the new one must not exist before.
func writePrivate(path, text string) error {
	temporary := path + ".new"
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

// secretsFile returns the path of the file for secrets of the first start: beside the SQLite database, or with PostgreSQL in the state
// directory that systemd names. It returns "" if there is neither.
func (b Banner) secretsFile() string {
	if path, isSQLite := b.Config.SQLitePath(); isSQLite {
		return path + ".first-start.txt"
	}
	if directory, _, _ := strings.Cut(b.Getenv("STATE_DIRECTORY"), ":"); directory != "" {
		return filepath.Join(directory, "first-start.txt")
	}
	return ""
}
