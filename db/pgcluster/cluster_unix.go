//go:build unix

package pgcluster

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
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

// Start starts a cluster, as an unprivileged user when root does.
func Start(durability Durability) (*Cluster, error) {
	programs, err := postgresPrograms()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "chattr-pg-")
	if err != nil {
		return nil, err
	}
	script := exec.Command("/bin/sh", "-c", clusterScript, "sh", programs, dir, string(durability))
	script.Dir = dir
	script.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	script.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt from the keyboard is not for it
	if err := becomeUnprivileged(script.SysProcAttr, dir); err != nil {
		return nil, err
	}
	return &Cluster{Dir: dir}, awaitReady(script)
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
