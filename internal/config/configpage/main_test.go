package main

import (
	"os"
	"strings"
	"testing"
)

func TestPageIsUpToDate(t *testing.T) {
	t.Parallel()
	var want strings.Builder
	if err := writePage(&want); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want.String() {
		t.Error("docs/configuration.md is stale: run `make docs`")
	}
}
