package chat

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/validate"
)

const (
	// freshFor is how long after it started a session that was started with a link or at a provider counts as a reauthentication.
	freshFor = time.Hour

	// reauthenticationLasts is how long a reauthentication token is valid. A user who links an account is at the provider meanwhile.
	reauthenticationLasts = 10 * time.Minute
)

// The purposes of a reauthentication token. A token for one is refused for another.
const (
	reauthenticatedToLink   = "link"
	reauthenticatedToUpdate = "account"
)

// ReauthenticateInput contains the present password, if the user has one.
type ReauthenticateInput struct {
	Current *string // nil: the user has none, or the session was started with a link within the hour
	Client  netip.Addr
}

// Reauthenticate returns a token that UpdateViewer (for another name or address) and Identities.Unlink require. It is valid for ten minutes,
// in the same session. An access token may not reauthenticate.
//
// It returns VALIDATION_FAILED if the password is missing or wrong, RATE_LIMITED if there were too many failed attempts, and FORBIDDEN if
// the user has no password and the session was not started with a link or at a provider within the hour.
func (c *SignIn) Reauthenticate(ctx context.Context, actor model.Actor, in ReauthenticateInput) (token string, err error) {
	return c.reauthenticateFor(ctx, actor, reauthenticatedToUpdate, in)
}

func (c *SignIn) reauthenticateFor(ctx context.Context, actor model.Actor, purpose string, in ReauthenticateInput) (token string, err error) {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return "", err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return "", err
	}
	state, err := c.checkReauthentication(ctx, actor, in)
	if err != nil {
		return "", err
	}
	return reauthenticationToken(state, actor, purpose, strconv.FormatInt(c.o.Now().Add(reauthenticationLasts).Unix(), 10)), nil
}

// checkReauthentication checks that the user has shown more than the cookie of the session, and returns what that was checked against.
//
// SECURITY: a person who found an open browser must not take the account over. How a user signs in can be changed only with the password,
// or just after a sign-in with a link, which is given to a user who forgot the password. A user without a password must have just signed
// in with a link or at a provider.
func (c *SignIn) checkReauthentication(ctx context.Context, actor model.Actor, in ReauthenticateInput) (db.SignInState, error) {
	state, err := c.signInState(ctx, actor)
	switch {
	case err != nil:
		return state, err
	case state.PasswordHash == "" && c.isFresh(state):
		return state, nil
	case state.PasswordHash == "":
		return state, model.Errorf(model.Forbidden, "This needs a fresh sign-in, since you have no password: sign out and in again, "+
			"with the provider or a sign-in link, and do it within an hour.")
	case in.Current == nil && state.ByLink && c.isFresh(state):
		return state, nil
	case in.Current == nil:
		return state, model.Invalid(model.ValidationFailed, model.FieldError{Field: "current", Code: model.FieldRequired})
	}
	return state, c.checkPassword(ctx, actor, state, in)
}

// signInState returns how the session of the actor started. It returns UNAUTHENTICATED if the credential is not a session, or the session
// has ended.
func (c *SignIn) signInState(ctx context.Context, actor model.Actor) (db.SignInState, error) {
	state, err := c.db.SignInState(ctx, actor.CredentialID)
	if model.ErrorCode(err) == model.NotFound {
		err = model.Errorf(model.Unauthenticated, "Sign in with a browser to change your sign-in settings.")
	}
	return state, err
}

// isFresh reports whether the session was started with a link or at a provider within the hour.
func (c *SignIn) isFresh(state db.SignInState) bool {
	return (state.ByLink || state.ByProvider) && c.o.Now().Before(state.StartedAt.Add(freshFor))
}

// checkPassword compares the present password with the stored one. It returns VALIDATION_FAILED if it is wrong.
func (c *SignIn) checkPassword(ctx context.Context, actor model.Actor, state db.SignInState, in ReauthenticateInput) error {
	// Failed attempts count for the user and not for the address: the session is a credential, and other clients at the address must not
	// keep its user from using it.
	rules := []ratelimit.Rule{{Key: "user " + actor.UserID().String(), Limit: accountLimit}}
	err := c.limitFailures(ctx, rules, func() error {
		ok, err := c.hasher.matches(ctx, hashFor{in.Client, actor.UserID().String()}, state.PasswordHash, validate.Opaque(*in.Current))
		if err == nil && !ok {
			return authz.Unauthenticated()
		}
		return err
	})
	if model.ErrorCode(err) == model.Unauthenticated {
		return model.Invalid(model.ValidationFailed, model.FieldError{
			Field: "current", Code: model.FieldInvalid, Message: "is not the right one",
		})
	}
	return err
}

// reauthenticationToken returns a token which says that the actor has reauthenticated in this session for a purpose. It is valid until
// end, in Unix seconds.
//
// SECURITY: if there is a password, only a person who can read the database can compute a token; to see the cookie of the session is not
// enough, because the hash of the password is in the key. A token does not help to find out the password: its hash has a salt, which is
// as secret.
func reauthenticationToken(state db.SignInState, actor model.Actor, purpose, end string) string {
	mac := hmac.New(sha256.New, append(state.TokenHash, state.PasswordHash...))
	_, _ = mac.Write([]byte(purpose + " " + actor.UserID().String() + " " + end))
	return end + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// verifyReauthentication reports whether a token is of the actor's session, for the purpose, and has not expired, and returns the state
// that it was compared with. It returns UNAUTHENTICATED if the session has ended.
func (c *SignIn) verifyReauthentication(
	ctx context.Context, actor model.Actor, purpose, token string,
) (state db.SignInState, isValid bool, err error) {
	state, err = c.signInState(ctx, actor)
	if err != nil {
		return state, false, err
	}
	// SECURITY: without a password in its key, a person who sees the cookie can compute a token. It is worth no more than the session.
	if state.PasswordHash == "" && !c.isFresh(state) {
		return state, false, nil
	}
	end, _, _ := strings.Cut(token, ".")
	seconds, err := strconv.ParseInt(end, 10, 64)
	if err != nil || !c.o.Now().Before(time.Unix(seconds, 0)) {
		return state, false, nil
	}
	return state, hmac.Equal([]byte(token), []byte(reauthenticationToken(state, actor, purpose, end))), nil
}

// errSignInChanged means that a password, a session or a link to a provider is no longer as it was when it was verified.
var errSignInChanged = errors.New("what was verified has changed since")

// maxReauthentications is how often a change is tried because the password was changed between its check and its transaction.
const maxReauthentications = 3

// withReauthentication calls check, and then change with the result of check. If change returns errSignInChanged, it calls both again: a
// password that was changed meanwhile is refused like any wrong one.
func withReauthentication[V any](check func() (V, error), change func(verified V) error) error {
	for range maxReauthentications {
		verified, err := check()
		if err != nil {
			return err
		}
		if err = change(verified); !errors.Is(err, errSignInChanged) {
			return err
		}
	}
	return model.Errorf(model.Conflict, "Your account is being changed in another place; try again.")
}

// requireUnchanged returns errSignInChanged unless the session of the actor and the password are as they were when the user reauthenticated. The
// row of the user must be locked.
//
// SECURITY: a hash takes tens of milliseconds. In that time the owner of the account can change the password, and a person who knows the
// old one must not change it back. Code that changes a password locks the row of its user.
func requireUnchanged(tx *db.Tx, actor model.Actor, verified db.SignInState) error {
	now, err := tx.SignInState(actor.CredentialID)
	if model.ErrorCode(err) == model.NotFound || err == nil && !now.Equal(verified) {
		return errSignInChanged
	}
	return err
}

// requireReauthenticated returns an error unless the actor uses the owner token, or has reauthenticated and requireUnchanged returns
// none. verified is what requireReauthentication has returned. The row of the user must be locked.
func requireReauthenticated(tx *db.Tx, actor model.Actor, verified *db.SignInState) error {
	switch {
	case actor.CredentialID == 0:
		return nil
	case verified == nil:
		return reauthenticationRequired()
	}
	return requireUnchanged(tx, actor, *verified)
}

// requireReauthentication checks the token that Reauthenticate has returned in this session, and returns the state that it was compared
// with. It returns BAD_USER_INPUT if the token is missing or not valid. For the owner token it returns nil: that needs no
// reauthentication, because it is in no open browser.
func (c *SignIn) requireReauthentication(ctx context.Context, actor model.Actor, token *string) (*db.SignInState, error) {
	if actor.CredentialID == 0 {
		return nil, nil
	}
	if token == nil {
		return nil, reauthenticationRequired()
	}
	verified, isValid, err := c.verifyReauthentication(ctx, actor, reauthenticatedToUpdate, *token)
	if err != nil {
		return nil, err
	}
	if isValid {
		return &verified, nil
	}
	return nil, model.Invalid(model.BadUserInput, model.FieldError{
		Field: "proof", Code: model.FieldInvalid, Message: "is too old or of another session; POST /proof returns another",
	})
}

func reauthenticationRequired() error {
	return model.Invalid(model.BadUserInput, model.FieldError{
		Field: "proof", Code: model.FieldRequired, Message: "is needed to change how you sign in; POST /proof returns one",
	})
}
