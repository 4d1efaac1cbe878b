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
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/validate"
)

const (
	// freshFor is how long after signing in with a link or at a provider the session is a proof itself.
	freshFor = time.Hour

	// proofLasts is how long somebody may take to use a proof; who links their account is at the provider meanwhile.
	proofLasts = 10 * time.Minute
)

// What a proof is for.
const (
	proofToLink    = "link"
	proofToAccount = "account"
)

// ProveInput is the present password, where there is one.
type ProveInput struct {
	Current *string // nil: there is none, or the session was begun with a link within the hour
	Client  netip.Addr
}

// Prove answers what changes of the actor's own account take from the same session within ten minutes: UpdateViewer of a name or
// an address, UnlinkIdentity. VALIDATION_FAILED when the password is missing or wrong, RATE_LIMITED when it was tried too often;
// FORBIDDEN for who has none, in a session that was not begun with a link or at a provider within the hour. An access token may
// not.
func (c *Chat) Prove(ctx context.Context, actor model.Actor, in ProveInput) (proof string, err error) {
	return c.prove(ctx, actor, proofToAccount, in)
}

func (c *Chat) prove(ctx context.Context, actor model.Actor, what string, in ProveInput) (proof string, err error) {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return "", err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return "", err
	}
	p, err := c.checkProof(ctx, actor, in)
	if err != nil {
		return "", err
	}
	return proofOf(p, actor, what, strconv.FormatInt(c.o.Now().Add(proofLasts).Unix(), 10)), nil
}

// checkProof lets through who has shown more than the cookie of a session.
//
// SECURITY: who found an open browser must not take the account over: how one signs in is changed by who knows the password, or
// has just used a link, which is given to who has forgotten it. Who has no password has just come by a link or from a provider.
func (c *Chat) checkProof(ctx context.Context, actor model.Actor, in ProveInput) (db.SignInProof, error) {
	p, err := c.signInProof(ctx, actor)
	switch {
	case err != nil:
		return p, err
	case p.Password == "" && c.fresh(p):
		return p, nil
	case p.Password == "":
		return p, model.Errorf(model.Forbidden, "This needs a fresh sign-in, since you have no password: sign out and in again, "+
			"with the provider or a sign-in link, and do it within an hour.")
	case in.Current == nil && p.ByLink && c.fresh(p):
		return p, nil
	case in.Current == nil:
		return p, model.Invalid(model.ValidationFailed, model.FieldError{Field: "current", Code: model.FieldRequired})
	}
	return p, c.checkCurrent(ctx, actor, p, in)
}

func (c *Chat) signInProof(ctx context.Context, actor model.Actor) (db.SignInProof, error) {
	p, err := c.db.SignInProof(ctx, actor.CredentialID)
	if model.ErrorCode(err) == model.NotFound {
		err = model.Errorf(model.Unauthenticated, "Only who signed in in a browser changes how they sign in; sign in.")
	}
	return p, err
}

// fresh says whether the session began with more than a password, lately.
func (c *Chat) fresh(p db.SignInProof) bool {
	return (p.ByLink || p.ByProvider) && c.o.Now().Before(p.BeganAt.Add(freshFor))
}

func (c *Chat) checkCurrent(ctx context.Context, actor model.Actor, p db.SignInProof, in ProveInput) error {
	// Not by the address: the session is a credential, and others at the address must not keep its user from using it.
	rules := []ratelimit.Rule{{Key: "user " + actor.UserID().String(), Limit: accountLimit}}
	err := c.limitFailures(ctx, rules, func() error {
		ok, err := c.hasher.matches(ctx, hashFor{in.Client, actor.UserID().String()}, p.Password, validate.Opaque(*in.Current))
		if err == nil && !ok {
			return unauthenticated()
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

// proofOf says that the actor has shown in this session that they may do that, until the end, in Unix seconds.
//
// SECURITY: where there is a password nobody can make one who cannot read the database, also not who sees the session's cookie:
// its hash is in the key. Who sees one cannot find out the password: the hash has a salt, which is as secret.
func proofOf(p db.SignInProof, actor model.Actor, what, end string) string {
	mac := hmac.New(sha256.New, append(p.TokenHash, p.Password...))
	_, _ = mac.Write([]byte(what + " " + actor.UserID().String() + " " + end))
	return end + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// proves says whether a proof is the actor's, for that, and not too old, and returns what it was compared with. UNAUTHENTICATED
// when the session has ended.
func (c *Chat) proves(ctx context.Context, actor model.Actor, what, proof string) (verified *db.SignInProof, good bool, err error) {
	p, err := c.signInProof(ctx, actor)
	if err != nil {
		return nil, false, err
	}
	// SECURITY: without a password in its key who sees the cookie can make a proof. It is worth no more than the session.
	if p.Password == "" && !c.fresh(p) {
		return nil, false, nil
	}
	end, _, _ := strings.Cut(proof, ".")
	seconds, err := strconv.ParseInt(end, 10, 64)
	if err != nil || !c.o.Now().Before(time.Unix(seconds, 0)) {
		return nil, false, nil
	}
	return &p, hmac.Equal([]byte(proof), []byte(proofOf(p, actor, what, end))), nil
}

// maxReauthentications is how often a change is tried again because the password was changed between its check and its
// transaction.
const maxReauthentications = 3

// reauthenticated runs check and passes change what was verified. If that has changed when change is stored, it runs both again:
// so a password that was changed meanwhile is refused like any wrong one.
func reauthenticated(check func() (*db.SignInProof, error), change func(verified *db.SignInProof) error) error {
	for range maxReauthentications {
		verified, err := check()
		if err != nil {
			return err
		}
		if err = change(verified); !errors.Is(err, db.ErrSignInChanged) {
			return err
		}
	}
	return model.Errorf(model.Conflict, "Your account is being changed in another place; try again.")
}

// requireProof returns what was verified, nil for the owner token, which needs no proof: it lies open in no browser.
// BAD_USER_INPUT without what Prove has answered in this session.
func (c *Chat) requireProof(ctx context.Context, actor model.Actor, proof *string) (*db.SignInProof, error) {
	if actor.CredentialID == 0 {
		return nil, nil
	}
	if proof == nil {
		return nil, proofRequired()
	}
	verified, good, err := c.proves(ctx, actor, proofToAccount, *proof)
	if err != nil || good {
		return verified, err
	}
	return nil, model.Invalid(model.BadUserInput, model.FieldError{
		Field: "proof", Code: model.FieldInvalid, Message: "is too old or of another session; POST /proof answers another",
	})
}

func proofRequired() error {
	return model.Invalid(model.BadUserInput, model.FieldError{
		Field: "proof", Code: model.FieldRequired, Message: "is needed to change how you sign in; POST /proof answers one",
	})
}
