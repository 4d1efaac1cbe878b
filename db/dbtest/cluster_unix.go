//go:build unix

package dbtest

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// The script makes a cluster, says "ready", and destroys it when its input ends: that is when this process ends, however
// it ends.
//
//go:embed cluster.sh
var clusterScript string

// lifelines hold the other end of that input, so that nothing closes it before the end.
var lifelines []io.Closer

// startCluster starts a throw-away cluster and returns the URL of its maintenance database.
func startCluster() (string, error) {
	programs, err := postgresPrograms()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "chattr-pg-")
	if err != nil {
		return "", err
	}
	script := exec.Command("/bin/sh", "-c", clusterScript, "sh", programs, dir)
	script.Dir = dir
	script.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	script.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt from the keyboard is not for it
	if err := becomeUnprivileged(script.SysProcAttr, dir); err != nil {
		return "", err
	}
	if err := awaitReady(script); err != nil {
		return "", err
	}
	return "postgres://postgres@/postgres?host=" + url.QueryEscape(dir), nil
}

func awaitReady(script *exec.Cmd) error {
	input, err := script.StdinPipe()
	if err != nil {
		return err
	}
	lifelines = append(lifelines, input)
	output, err := script.StdoutPipe()
	if err != nil {
		return err
	}
	if err := script.Start(); err != nil {
		return err
	}
	said := make([]byte, 6)
	if _, err := io.ReadFull(output, said); err == nil && string(said) == "ready\n" {
		return nil
	}
	rest, _ := io.ReadAll(output)
	_ = script.Wait()
	return fmt.Errorf("a throw-away cluster cannot be made: %s%s", said, rest)
}

// becomeUnprivileged makes root's script run as another user, because PostgreSQL refuses to run as root.
func becomeUnprivileged(process *syscall.SysProcAttr, dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		account, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.Atoi(account.Uid)
		gid, _ := strconv.Atoi(account.Gid)
		process.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return os.Chown(dir, uid, gid)
	}
	return errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody")
}

// postgresPrograms is the folder of the installed programs: of those in the path, else the newest of the others.
func postgresPrograms() (string, error) {
	if program, err := exec.LookPath("initdb"); err == nil {
		if program, err = filepath.EvalSymlinks(program); err == nil {
			return filepath.Dir(program), nil
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", errors.New("no initdb is in the path or in /usr/lib/postgresql; CHATTR_TEST_POSTGRES may name a server")
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest), nil
}

func version(path string) int {
	n, _ := strconv.Atoi(strings.Split(path, "/")[4])
	return n
}
