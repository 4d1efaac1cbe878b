//go:build linux

package main

import (
	"testing"
)

// Each mutant changes the program as it is now: a patch that does not apply any more proves nothing.
func TestMutantsApply(t *testing.T) {
	t.Parallel()
	const root = "../.."
	mutants, err := readMutants(root)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(mutants); got < 10 {
		t.Errorf("got %d mutants, want at least 10", got)
	}
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			if err := m.apply(t.Context(), root, "--check"); err != nil {
				t.Errorf("%v\nMake the patch again: it breaks this promise: %s", err, m.promise)
			}
		})
	}
}
