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

// KnownFor is how long a browser is known after somebody signed in there.
const KnownFor = 180 * 24 * time.Hour

// KnownBrowser answers what a browser may keep where that user has just signed in, so that nobody elsewhere can lock them out by
// guessing: tries with it count by themselves. It signs nobody in, and is void when the password changes; "" for who has none.
func (c *Chat) KnownBrowser(ctx context.Context, userID model.ID) (known string, err error) {
	stored, err := c.db.PasswordOf(ctx, userID)
	switch {
	case model.ErrorCode(err) == model.NotFound:
		return "", nil
	case err != nil:
		return "", err
	}
	return knownBrowser(userID, stored, strconv.FormatInt(c.o.Now().Add(KnownFor).Unix(), 10)), nil
}

// SECURITY: nobody can make one who cannot read the database, nor find out a password by it, as with a proof.
func knownBrowser(userID model.ID, stored, end string) string {
	mac := hmac.New(sha256.New, []byte(stored))
	_, _ = mac.Write([]byte("browser " + userID.String() + " " + end))
	return end + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (c *Chat) knows(known string, userID model.ID, stored string) bool {
	end, _, _ := strings.Cut(known, ".")
	seconds, err := strconv.ParseInt(end, 10, 64)
	return err == nil && stored != "" && c.o.Now().Before(time.Unix(seconds, 0)) &&
		hmac.Equal([]byte(known), []byte(knownBrowser(userID, stored, end)))
}
