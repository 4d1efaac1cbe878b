//go:build !linux

// Command torture needs Linux: it stops processes, mounts a small disk and limits the size of files.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "torture: this test needs Linux; run it in a container or a virtual machine")
	os.Exit(2)
}
