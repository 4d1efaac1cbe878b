// Package token creates and checks the secrets that Chattr hands out: webhook tokens, access tokens, session cookies, invitations and
// sign-in links.
package token

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"hash/crc32"
	"strings"
)

// Kind is the fixed prefix of a token. It names the use: a token of another kind is refused without a look-up, and scanners for
// leaked secrets find it in a repository.
type Kind string

// The kinds.
const (
	Webhook    Kind = "chattr_wh_" // the last part of a webhook's URL
	Access     Kind = "chattr_at_" // a bearer token
	Session    Kind = "chattr_se_" // the cookie of a browser
	Invitation Kind = "chattr_in_" // the fragment of an invitation's link
	SignIn     Kind = "chattr_si_" // the fragment of a sign-in link
)

const (
	tokenRandomBytes = 39 // 52 characters of base64url without padding
	tokenSumLength   = 6  // 62^6 holds every CRC-32
	tokenLength      = 68

	base62        = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	tokenAlphabet = base62 + "-_"
)

// New returns a new secret of 312 random bits: prefix, random part, checksum. Show it once and store only its Hash.
func New(kind Kind) string {
	var random [tokenRandomBytes]byte
	_, _ = rand.Read(random[:]) // never fails: crypto/rand ends the process instead
	body := string(kind) + base64.RawURLEncoding.EncodeToString(random[:])
	return body + tokenSum(body)
}

// IsWellFormed reports whether a text can be a token of that kind: length, prefix, alphabet and checksum. It proves nothing; it saves
// the look-up of what cannot be valid.
func IsWellFormed(kind Kind, token string) bool {
	if len(token) != tokenLength || token[:len(kind)] != string(kind) {
		return false
	}
	body, sum := token[:tokenLength-tokenSumLength], token[tokenLength-tokenSumLength:]
	return strings.Trim(body, tokenAlphabet) == "" && tokenSum(body) == sum
}

// tokenSum returns the CRC-32 (IEEE) of the body in base 62, zero-padded.
func tokenSum(body string) string {
	var sum [tokenSumLength]byte
	rest := crc32.ChecksumIEEE([]byte(body))
	for i := tokenSumLength - 1; i >= 0; i-- {
		sum[i] = base62[rest%62]
		rest /= 62
	}
	return string(sum[:])
}

// Hash returns the SHA-256 of a token, which is what is stored. One round is enough: the token has 312 random bits.
func Hash(token string) []byte {
	hash := sha256.Sum256([]byte(token))
	return hash[:]
}

// Equal reports whether two secrets, or two hashes, are equal. Those of different lengths are different. Each comparison of a secret
// uses it.
//
// SECURITY: against timing attacks. It takes the same time wherever a and b differ, so that the time does not reveal which part of an
// attempt was right.
func Equal(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }
