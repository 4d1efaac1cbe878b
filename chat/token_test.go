package chat

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var tokenKinds = []tokenKind{webhookToken, accessToken, sessionToken, signInToken}

func TestNewTokensHaveTheShapeOfTheirKind(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^chattr_(wh|at|se|si)_[A-Za-z0-9_-]{52}[A-Za-z0-9]{6}$`)
	seen := map[string]bool{}
	for _, kind := range tokenKinds {
		for range 200 {
			token := newToken(kind)
			if len(token) != tokenLength || !shape.MatchString(token) || !strings.HasPrefix(token, string(kind)) {
				t.Fatalf("token of kind %s is %q", kind, token)
			}
			if seen[token] {
				t.Fatalf("token %q came twice", token)
			}
			seen[token] = true
			for _, other := range tokenKinds {
				if wellFormed(other, token) != (kind == other) {
					t.Errorf("wellFormed(%s, %s) is wrong", other, token)
				}
			}
		}
	}
}

// The checksum is part of what was handed out: a program that computes it otherwise would refuse every old token.
func TestTheChecksumStaysTheSame(t *testing.T) {
	t.Parallel()
	const knownSum = "1ug4Zo"
	const body = "chattr_wh_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	if got := tokenSum(body); got != knownSum {
		t.Errorf("tokenSum = %s, want %s", got, knownSum)
	}
	if !wellFormed(webhookToken, body+knownSum) {
		t.Error("a token with a right checksum is refused")
	}
	if got := tokenSum(""); got != "000000" {
		t.Errorf("the sum of nothing is %s: it must be padded", got)
	}
}

func TestADamagedTokenIsRefusedWithoutALookUp(t *testing.T) {
	t.Parallel()
	token := newToken(webhookToken)
	for at := range len(token) {
		for _, other := range []byte("Az0_-!\n\x00\xff=") {
			damaged := []byte(token)
			damaged[at] = other
			if other != token[at] && wellFormed(webhookToken, string(damaged)) {
				t.Errorf("character %d as %q is accepted", at, other)
			}
		}
	}
	for _, other := range []string{"", token[1:], token + "A", " " + token, strings.ToUpper(token), strings.Repeat("é", 34)} {
		if wellFormed(webhookToken, other) {
			t.Errorf("%q is accepted", other)
		}
	}
}

func TestWellFormedAcceptsNothingByChance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		token := rapid.String().Draw(t, "token")
		if wellFormed(webhookToken, token) || wellFormed(webhookToken, string(webhookToken)+token) {
			t.Fatalf("%q is accepted", token)
		}
	})
}

func TestHashes(t *testing.T) {
	t.Parallel()
	one, two := newToken(sessionToken), newToken(sessionToken)
	if len(hashToken(one)) != 32 {
		t.Errorf("the hash has %d bytes", len(hashToken(one)))
	}
	if !sameHash(hashToken(one), hashToken(one)) || sameHash(hashToken(one), hashToken(two)) {
		t.Error("sameHash does not tell hashes apart")
	}
	if sameHash(hashToken(one), hashToken(one)[:31]) || sameHash(hashToken(one), nil) {
		t.Error("a part of a hash is taken for the whole")
	}
}
