package banner

import (
	"os"
	"path/filepath"
	"testing"
)

// An existing file, link or half-written file receives no secret, and its permissions are not used.
func TestSecretsNeverGoIntoAFileThatExists(t *testing.T) {
	t.Parallel()
	for name, put := range map[string]func(path, other string) error{
		"readable files": func(path, _ string) error {
			for _, at := range []string{path, path + ".new"} {
				if err := os.WriteFile(at, []byte("old"), 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		"symbolic links": func(path, other string) error {
			for _, at := range []string{path, path + ".new"} {
				if err := os.Symlink(other, at); err != nil {
					return err
				}
			}
			return nil
		},
		"a hard link": func(path, other string) error { return os.Link(other, path+".new") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, other := filepath.Join(t.TempDir(), "first-start.txt"), filepath.Join(t.TempDir(), "other")
			if err := os.WriteFile(other, []byte("untouched"), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := put(path, other); err != nil {
				t.Fatal(err)
			}
			if err := writePrivate(path, "secret"); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Lstat(path); err != nil || info.Mode() != 0o600 {
				t.Errorf("got %v, %v; want a regular file with mode 0600", info.Mode(), err)
			}
			if got := readFile(t, path); got != "secret" {
				t.Errorf("the file has %q, want the secret", got)
			}
			if got := readFile(t, other); got != "untouched" {
				t.Errorf("the other file has %q, want it as it was", got)
			}
			if _, err := os.Lstat(path + ".new"); !os.IsNotExist(err) {
				t.Errorf("the temporary file: %v, want none", err)
			}
		})
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
