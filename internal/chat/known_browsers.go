package chat

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"chattr/internal/model"
)

// KnownFor is how long a browser is known after a user signed in with it.
const KnownFor = 180 * 24 * time.Hour

// KnownBrowser returns a value that a browser may keep with which the user has just signed in: failed attempts with it are counted
// separately, so that failed attempts of others cannot lock the user out. It does not authenticate, and is void when the password changes.
// KnownBrowser returns "" for a user without a password.
func (c *SignIn) KnownBrowser(ctx context.Context, userID model.ID) (known string, err error) {
	stored, err := c.db.PasswordOf(ctx, userID)
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return "", nil
	case err != nil:
		return "", err
	}
	return knownBrowser(userID, stored, strconv.FormatInt(c.o.Now().Add(KnownFor).Unix(), 10)), nil
}

// knownBrowser returns the value for a user with a stored password, until end.
//
// SECURITY: only a reader of the database can compute it, and it does not reveal the password, as with a reauthentication token.
func knownBrowser(userID model.ID, stored, end string) string {
	mac := hmac.New(sha256.New, []byte(stored))
	_, _ = mac.Write([]byte("browser " + userID.String() + " " + end))
	return end + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// isKnown reports whether a browser sent a value that KnownBrowser has returned for the user, and which is neither expired nor void.
func (c *SignIn) isKnown(known string, userID model.ID, stored string) bool {
	end, _, _ := strings.Cut(known, ".")
	seconds, err := strconv.ParseInt(end, 10, 64)
	return err == nil && stored != "" && c.o.Now().Before(time.Unix(seconds, 0)) &&
		hmac.Equal([]byte(known), []byte(knownBrowser(userID, stored, end)))
}
