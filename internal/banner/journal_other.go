//go:build !unix

package banner

// stdoutIsJournal reports false: only Linux has systemd.
func (p *program) stdoutIsJournal() bool { return false }
