//go:build !unix

package banner

// isJournal reports false: only Linux has systemd.
func (b Banner) isJournal() bool { return false }
