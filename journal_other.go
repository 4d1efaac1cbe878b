//go:build !unix

package main

// stdoutIsJournal reports false: only Linux has systemd.
func (p *program) stdoutIsJournal() bool { return false }
