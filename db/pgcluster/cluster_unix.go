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

// clusterScript creates a cluster, prints "ready" and waits. It removes the cluster when its standard input ends. The operating system
// closes that input when this process ends, also when it crashes.
//
//go:embed cluster.sh
var clusterScript string

// lifelines retains the other ends of those inputs: the garbage collector would close an unreferenced one.
var lifelines []io.Closer

// Start creates and starts a cluster in a temporary directory. If this process runs as root, the cluster runs as the user that
// becomeUnprivileged chooses. Start returns an error if the programs of PostgreSQL are not installed or if they fail.
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
	script.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt from the keyboard must not reach the script
	if err := becomeUnprivileged(script.SysProcAttr, dir); err != nil {
		return nil, err
	}
	return &Cluster{Dir: dir}, awaitReady(script)
}

// awaitReady starts the script and waits until the cluster runs. If the script fails, the error contains its output.
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

// becomeUnprivileged makes a process of root run as another user, because PostgreSQL refuses to run as root, and gives dir to that
// user: postgres or, if there is none, the operating system's user without permissions. It does nothing for other users. It returns
// an error if neither user exists.
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

// postgresPrograms returns the directory of PostgreSQL's programs. It prefers the ones in PATH to the newest ones in
// /usr/lib/postgresql. It returns an error if there are none.
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

// version returns the major version in a path of the form /usr/lib/postgresql/16/bin/initdb, or 0 if it is not a number.
func version(path string) int {
	n, _ := strconv.Atoi(strings.Split(path, "/")[4])
	return n
}
