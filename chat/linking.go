package chat

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"chattr/model"
)

// linkLasts is how long somebody who links their account may be at the provider.
const linkLasts = 10 * time.Minute

// BeginLinkInput is the present password, where there is one.
type BeginLinkInput struct {
	Current *string // nil: there is none, or the session was begun with a link within the hour
	Client  netip.Addr
}

// BeginLink answers what LinkIdentity takes from the same session within ten minutes. VALIDATION_FAILED when the password is
// wrong, RATE_LIMITED when it was tried too often. An access token may not.
func (c *Chat) BeginLink(ctx context.Context, actor model.Actor, in BeginLinkInput) (proof string, err error) {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return "", err
	}
	// SECURITY: another way in is as good as another password; it is given to who may change that.
	if err := c.mayChangePassword(ctx, actor, in.Current, in.Client); err != nil {
		return "", err
	}
	return c.linkProof(ctx, actor, strconv.FormatInt(c.o.Now().Add(linkLasts).Unix(), 10))
}

// linkProof says that the actor began to link in this session, until the end, in Unix seconds.
//
// SECURITY: nobody can make one who cannot read the database, also not who sees the session's cookie: its key has the hash of
// the password in it. Who sees one cannot find out the password: the hash has a salt, which is as secret.
func (c *Chat) linkProof(ctx context.Context, actor model.Actor, end string) (string, error) {
	key, err := c.db.SignInProof(ctx, actor.CredentialID)
	if model.ErrorCode(err) == model.NotFound {
		return "", model.Errorf(model.Unauthenticated, "Only who signed in in a browser links an account; sign in.")
	}
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, key)
	_, _ = mac.Write([]byte("link " + actor.UserID().String() + " " + end))
	return end + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil)), nil
}

// LinkIdentityInput is whom a provider vouches for, and what BeginLink answered.
type LinkIdentityInput struct{ Issuer, Subject, Proof string }

// LinkIdentity lets the actor sign in as whom a provider vouches for. UNAUTHENTICATED unless BeginLink was asked in the same
// session, within ten minutes and since the last change of the password. A second call does nothing; CONFLICT when that is
// somebody else here, LIMIT_REACHED when the actor is another one to the provider. An access token may not.
func (c *Chat) LinkIdentity(ctx context.Context, actor model.Actor, in LinkIdentityInput) error {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return err
	}
	if err := c.checkLinkProof(ctx, actor, in.Proof); err != nil {
		return err
	}
	i := &model.Identity{Issuer: in.Issuer, Subject: in.Subject, UserID: actor.UserID(), CreatedAt: c.o.Now()}
	entry := c.entry(actor, model.AccountLinked, 0, actor.UserID(), actor.User.Name)
	entry.Changes = differences([]field{{"issuer", nil}}, []field{{"issuer", &in.Issuer}})
	err := c.db.InsertIdentity(ctx, i, entry)
	if model.ErrorCode(err) == model.Conflict {
		return c.linkedAlready(ctx, actor, in)
	}
	return err
}

// SECURITY: whoever ends a link is who began it, and has shown then that they may.
func (c *Chat) checkLinkProof(ctx context.Context, actor model.Actor, proof string) error {
	end, _, _ := strings.Cut(proof, ".")
	want, err := c.linkProof(ctx, actor, end)
	if err != nil {
		return err
	}
	seconds, err := strconv.ParseInt(end, 10, 64)
	if err != nil || !hmac.Equal([]byte(proof), []byte(want)) || !c.o.Now().Before(time.Unix(seconds, 0)) {
		return model.Errorf(model.Unauthenticated, "This took too long, or began in another session; link the account again.")
	}
	return nil
}

func (c *Chat) linkedAlready(ctx context.Context, actor model.Actor, in LinkIdentityInput) error {
	u, err := c.db.UserByIdentity(ctx, in.Issuer, in.Subject)
	if err == nil && u.ID != actor.UserID() {
		return model.Errorf(model.Conflict, "This account of the provider signs in somebody else here.")
	}
	return err
}

// Identities are who the actor is to OpenID providers, at most one for each. An access token is not told.
func (c *Chat) Identities(ctx context.Context, actor model.Actor) ([]*model.Identity, error) {
	// SECURITY: nobody but the user is told how they sign in.
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return nil, err
	}
	return c.db.Identities(ctx, actor.UserID())
}

// UnlinkIdentity has the actor no longer sign in with the provider of that issuer, and ends their other sessions: on open
// streams within a second. NOT_FOUND when they are not linked, also the second time; CONFLICT when they could not sign in any
// more. An access token may not.
func (c *Chat) UnlinkIdentity(ctx context.Context, actor model.Actor, in UnlinkIdentityInput) (*UnlinkIdentityPayload, error) {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return nil, err
	}
	entry := c.entry(actor, model.AccountUnlinked, 0, actor.UserID(), actor.User.Name)
	entry.Changes = differences([]field{{"issuer", &in.Issuer}}, []field{{"issuer", nil}})
	err := c.db.DeleteIdentity(ctx, actor.UserID(), in.Issuer, c.o.OpenIDIssuer, actor.CredentialID, entry)
	if model.ErrorCode(err) == model.NotFound {
		return nil, model.Errorf(model.NotFound, "Your account is not linked to that provider.")
	}
	if err != nil {
		return nil, err
	}
	c.accessChanged()
	return &UnlinkIdentityPayload{Viewer: &Viewer{User: actor.User}}, nil
}
