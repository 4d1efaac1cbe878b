package model

import (
	"crypto/sha256"
	"encoding/hex"
)

// avatarHashBytes is the length of the part of the hash that is used. 128 bits are enough: a user who finds two URLs with the
// same hash can only make their own messages show the wrong picture.
const avatarHashBytes = 16

// AvatarHash returns the name of the picture at a URL: the first 128 bits of the SHA-256 hash of the URL, in lower-case
// hexadecimal.
func AvatarHash(url string) string {
	sum := sha256.Sum256([]byte(url))
	return hex.EncodeToString(sum[:avatarHashBytes])
}

// AvatarPath returns the path at which Chattr serves the picture at url, relative to the public URL. The id names the message or
// the webhook that has the URL stored. AvatarPath returns nil if url is nil.
func AvatarPath(of ID, url *string) *string {
	if url == nil {
		return nil
	}
	path := "avatars/" + AvatarHash(*url) + "?of=" + of.String()
	return &path
}
