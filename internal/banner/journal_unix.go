//go:build unix

package banner

import (
	"fmt"
	"os"
	"syscall"
)

// isJournal reports whether stdout is a stream of systemd's journal: JOURNAL_STREAM names its device and inode (systemd.exec(5)).
func (b Banner) isJournal() bool {
	file, isFile := b.Stdout.(*os.File)
	if !isFile {
		return false
	}
	info, err := file.Stat()
	if err != nil {
		return false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && b.Getenv("JOURNAL_STREAM") == fmt.Sprintf("%d:%d", stat.Dev, stat.Ino)
}
