package chat

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"hash/crc32"
	"strings"
)

// tokenKind is the fixed prefix of a token. It names the use, so that a token shown to the wrong door is refused unread,
// and lets scanners for leaked secrets find it in a repository.
type tokenKind string

const (
	webhookToken    tokenKind = "chattr_wh_" // the last part of a webhook's URL
	accessToken     tokenKind = "chattr_at_" // a bearer token
	sessionToken    tokenKind = "chattr_se_" // the cookie of a browser
	invitationToken tokenKind = "chattr_in_" // the fragment of an invitation's link
	signInToken     tokenKind = "chattr_si_" // the fragment of a sign-in link
)

const (
	tokenRandomBytes = 39 // 52 characters of base64url without padding
	tokenSumLength   = 6  // 62^6 holds every CRC-32
	tokenLength      = 68

	base62        = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	tokenAlphabet = base62 + "-_"
)

// newToken makes a secret of 312 random bits: prefix, random part, checksum. Show it once and store only its hash.
func newToken(kind tokenKind) string {
	var random [tokenRandomBytes]byte
	_, _ = rand.Read(random[:]) // never fails: crypto/rand ends the process instead
	body := string(kind) + base64.RawURLEncoding.EncodeToString(random[:])
	return body + tokenSum(body)
}

// wellFormed says whether the token can be one of ours: length, prefix, alphabet and checksum. It is no proof of
// anything; it only lets garbage be refused without a look-up.
func wellFormed(kind tokenKind, token string) bool {
	if len(token) != tokenLength || token[:len(kind)] != string(kind) {
		return false
	}
	body, sum := token[:tokenLength-tokenSumLength], token[tokenLength-tokenSumLength:]
	return strings.Trim(body, tokenAlphabet) == "" && tokenSum(body) == sum
}

// tokenSum is the CRC-32 (IEEE) of the body in base 62, zero-padded.
func tokenSum(body string) string {
	var sum [tokenSumLength]byte
	rest := crc32.ChecksumIEEE([]byte(body))
	for i := tokenSumLength - 1; i >= 0; i-- {
		sum[i] = base62[rest%62]
		rest /= 62
	}
	return string(sum[:])
}

// hashToken is what is stored of a token. One round of SHA-256 is enough: there are 312 random bits to guess, no word.
func hashToken(token string) []byte {
	hash := sha256.Sum256([]byte(token))
	return hash[:]
}

// SECURITY: sameHash takes the same time wherever two hashes differ. Hashes of different length are different.
func sameHash(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }
