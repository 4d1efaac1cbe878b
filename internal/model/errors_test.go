package model

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

func TestCodesAreAllOfThem(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("errors.go")
	if err != nil {
		t.Fatal(err)
	}
	written := regexp.MustCompile(`(?m)^\t\w+ +Code = "([A-Z0-9_]+)"`).FindAllStringSubmatch(string(source), -1)
	for _, code := range written {
		if !slices.Contains(Codes(), Code(code[1])) {
			t.Errorf("Codes does not have %s", code[1])
		}
	}
	if len(written) != len(Codes()) {
		t.Errorf("got %d codes from Codes, want the %d of errors.go", len(Codes()), len(written))
	}
}
