package token

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var tokenKinds = []Kind{Webhook, Access, Session, SignIn}

func TestNewTokensHaveTheShapeOfTheirKind(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^chattr_(wh|at|se|si)_[A-Za-z0-9_-]{52}[A-Za-z0-9]{6}$`)
	seen := map[string]bool{}
	for _, kind := range tokenKinds {
		for range 200 {
			token := New(kind)
			if len(token) != tokenLength || !shape.MatchString(token) || !strings.HasPrefix(token, string(kind)) {
				t.Fatalf("got token %q of kind %s, want it to match %v", token, kind, shape)
			}
			if seen[token] {
				t.Fatalf("got token %q twice, want different tokens", token)
			}
			seen[token] = true
			for _, other := range tokenKinds {
				if IsWellFormed(other, token) != (kind == other) {
					t.Errorf("IsWellFormed(%s, %s): got %v, want %v", other, token, kind != other, kind == other)
				}
			}
		}
	}
}

// The checksum is part of existing tokens: a program that computes it differently would refuse all of them.
func TestTheChecksumStaysTheSame(t *testing.T) {
	t.Parallel()
	const knownSum = "1ug4Zo"
	const body = "chattr_wh_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	if got := tokenSum(body); got != knownSum {
		t.Errorf("tokenSum = %s, want %s", got, knownSum)
	}
	if !IsWellFormed(Webhook, body+knownSum) {
		t.Error("a token with a correct checksum is refused")
	}
	if got := tokenSum(""); got != "000000" {
		t.Errorf("the checksum of the empty text: got %s, want 000000 (padded)", got)
	}
}

func TestADamagedTokenIsRefusedWithoutALookUp(t *testing.T) {
	t.Parallel()
	token := New(Webhook)
	for at := range len(token) {
		for _, other := range []byte("Az0_-!\n\x00\xff=") {
			damaged := []byte(token)
			damaged[at] = other
			if other != token[at] && IsWellFormed(Webhook, string(damaged)) {
				t.Errorf("character %d as %q is accepted", at, other)
			}
		}
	}
	for _, other := range []string{"", token[1:], token + "A", " " + token, strings.ToUpper(token), strings.Repeat("é", 34)} {
		if IsWellFormed(Webhook, other) {
			t.Errorf("%q is accepted", other)
		}
	}
}

func TestWellFormedAcceptsNothingByChance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		token := rapid.String().Draw(t, "token")
		if IsWellFormed(Webhook, token) || IsWellFormed(Webhook, string(Webhook)+token) {
			t.Fatalf("%q is accepted", token)
		}
	})
}

func TestHashes(t *testing.T) {
	t.Parallel()
	one, two := New(Session), New(Session)
	if len(Hash(one)) != 32 {
		t.Errorf("got a hash of %d bytes, want 32", len(Hash(one)))
	}
	if !Equal(Hash(one), Hash(one)) || Equal(Hash(one), Hash(two)) {
		t.Error("Equal does not distinguish equal from different hashes")
	}
	if Equal(Hash(one), Hash(one)[:31]) || Equal(Hash(one), nil) {
		t.Error("Equal accepts a part of a hash")
	}
}
