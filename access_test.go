package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"testing"
)

// No random token is refused by accident.
func TestRandomOwnerTokensAreAccepted(t *testing.T) {
	t.Parallel()
	for range 10_000 {
		b := make([]byte, 24)
		_, _ = rand.Read(b)
		for _, token := range []string{hex.EncodeToString(b[:16]), base64.RawURLEncoding.EncodeToString(b)} {
			if flaw := ownerTokenFlaw(token); flaw != "" {
				t.Fatalf("%s: %s", token, flaw)
			}
		}
	}
	if flaw := ownerTokenFlaw(ownerToken); flaw != "" {
		t.Error(flaw)
	}
}
