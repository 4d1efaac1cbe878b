//go:build unix

package pgcluster

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Restart stops the server and starts it again with the same options. It also starts a server that has stopped by itself, for example
// because its disk was full. It returns an error with the output of pg_ctl if the server does not start.
func (c *Cluster) Restart(how Stop) error {
	data := filepath.Join(c.Dir, "data")
	programs, err := programsOf(data)
	if err != nil {
		return err
	}
	cmd := exec.Command(filepath.Join(programs, "pg_ctl"), "-D", data, "-l", filepath.Join(c.Dir, "log"), "-m", string(how), "-w", "restart")
	cmd.Dir = c.Dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := becomeOwner(cmd.SysProcAttr, data); err != nil {
		return err
	}
	// The output goes to a file: the server would keep a pipe open, and Run would wait for its end.
	out, err := os.CreateTemp("", "chattr-pg-restart-")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(out.Name())
		return fmt.Errorf("restart PostgreSQL: %w: %s", err, text)
	}
	return nil
}

// programsOf returns the directory of the programs that the cluster with this data directory was started with.
func programsOf(data string) (string, error) {
	options, err := os.ReadFile(filepath.Join(data, "postmaster.opts"))
	if err != nil {
		return "", err
	}
	program, _, _ := strings.Cut(string(options), " ")
	return filepath.Dir(strings.Trim(program, `"`)), nil
}

// becomeOwner makes a process of root run as the owner of a file. It does nothing for other users.
func becomeOwner(process *syscall.SysProcAttr, file string) error {
	info, err := os.Stat(file)
	if err != nil || os.Geteuid() != 0 {
		return err
	}
	owner := info.Sys().(*syscall.Stat_t)
	process.Credential = &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid}
	return nil
}
