//go:build race

package chat

// Under the race detector a password hash takes a second of a core, and the tests make hundreds. Races do not depend on the cost, so
// hashes are cheap here.
func init() { passwordCost = cost{memory: 64, time: 1, threads: 1} }
