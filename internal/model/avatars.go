package model

import (
	"crypto/sha256"
	"encoding/hex"
)

// avatarHashBytes are enough: whoever finds two URLs with the same hash has only mistaken themselves.
const avatarHashBytes = 16

// AvatarHash names the picture at a URL: the first 128 bits of the URL's SHA-256, in lower-case hex.
func AvatarHash(url string) string {
	sum := sha256.Sum256([]byte(url))
	return hex.EncodeToString(sum[:avatarHashBytes])
}

// AvatarPath is where a server has the picture at a URL that a message or a webhook has stored, relative to its public URL.
// Without a URL there is none: nil.
func AvatarPath(of ID, url *string) *string {
	if url == nil {
		return nil
	}
	path := "avatars/" + AvatarHash(*url) + "?of=" + of.String()
	return &path
}
