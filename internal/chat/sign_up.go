package chat

import (
	"context"
	"net/netip"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// SignUpInput contains the fields of a new account.
type SignUpInput struct {
	Name       string
	Email      *string
	Password   string
	Invitation string // the secret of an invitation, or ""
	Client     netip.Addr
}

// SignedUp is a session of a user, who may be new and may have used an invitation.
type SignedUp struct {
	SignedIn
	ServerID model.ID // the server of the invitation; 0: there was none
}

// SignUp creates an account and starts a session. With an invitation, the user becomes a member of its server. It returns FORBIDDEN without
// an invitation unless sign-up is open, NOT_FOUND if the invitation is not valid, CONFLICT if the name or the address is taken, and
// RATE_LIMITED if there were too many failed attempts from the address of the client, or it has created too many accounts without an
// invitation.
func (c *SignIn) SignUp(ctx context.Context, in SignUpInput) (up SignedUp, err error) {
	err = c.limitSignUp(ctx, in.Client, in.Invitation, failureRules(in.Client), func() error {
		up, err = c.signUp(ctx, in)
		return err
	})
	return up, err
}

// limitSignUp runs signUp. It returns RATE_LIMITED if there were too many failed attempts, or if the address has created too many
// accounts without an invitation. Failed attempts count in failures. With a valid invitation they count for this invitation and address
// alone, so that others at the address can still use theirs.
//
// SECURITY: a refused attempt counts, for any reason: it could find out names and secrets.
func (c *SignIn) limitSignUp(ctx context.Context, client netip.Addr, invitation string, failures []ratelimit.Rule, signUp func() error) error {
	if invitation == "" {
		return c.limits.attempts.Do(ctx, failures, ratelimit.Failed, func() error {
			return c.limits.attempts.Do(ctx, signUpRules(client), ratelimit.Succeeded, signUp)
		})
	}
	i, err := c.checkInvitation(ctx, invitation, client)
	if err != nil {
		return err
	}
	rules := ratelimit.AddressRules("invitation "+i.ID.String()+" ", client, addressLimit, networkLimit)
	return c.limits.attempts.Do(ctx, rules, ratelimit.Failed, signUp)
}

// checkInvitation does the same as goodInvitation. It returns RATE_LIMITED instead of NOT_FOUND if the address of the client has
// sent too many wrong secrets.
func (c *SignIn) checkInvitation(ctx context.Context, secret string, client netip.Addr) (i *model.Invitation, err error) {
	err = c.limits.wrongInvitations.Check(ctx, client, token.Hash(secret), token.IsWellFormed(token.Invitation, secret), func() error {
		i, err = c.invitations.goodInvitation(ctx, secret)
		return err
	})
	return i, err
}

func (c *SignIn) signUp(ctx context.Context, in SignUpInput) (SignedUp, error) {
	i, err := c.maySignUp(ctx, in.Invitation)
	if err != nil {
		return SignedUp{}, err
	}
	var f validate.Fields
	u := &model.User{Name: f.UserName("name", in.Name), Email: f.Email(in.Email), CreatedAt: c.o.Now()}
	f.Password("password", in.Password, u)
	if err := f.Err(model.ValidationFailed); err != nil {
		return SignedUp{}, err
	}
	if err := c.unique(ctx, u); err != nil {
		return SignedUp{}, err
	}
	hash, err := c.hasher.hash(ctx, hashFor{in.Client, model.FoldCase(u.Name)}, validate.Opaque(in.Password))
	if err != nil {
		return SignedUp{}, err
	}
	return c.createAccount(ctx, u, i, startedByPassword, func(tx *db.Tx) error {
		return tx.SetPassword(&model.Password{UserID: u.ID, Hash: hash, ChangedAt: u.CreatedAt})
	})
}

// maySignUp returns the invitation with a secret, or nil without a secret if sign-up is open.
//
// SECURITY: without an invitation, people create accounts only if the operator has allowed it.
func (c *SignIn) maySignUp(ctx context.Context, secret string) (*model.Invitation, error) {
	switch {
	case secret != "":
		return c.invitations.goodInvitation(ctx, secret)
	case c.o.OpenSignUp:
		return nil, nil
	}
	return nil, model.Errorf(model.Forbidden, "An account needs an invitation; ask somebody who is here already for one.")
}

// createAccount stores a user and a first session. With an invitation, which may be nil, the user becomes a member of its server.
// insertLogin stores what the user signs in with, when the user has an id. It returns CONFLICT if the name or the address is taken, and
// NOT_FOUND if the invitation is not valid any more.
func (c *SignIn) createAccount(
	ctx context.Context, u *model.User, i *model.Invitation, by sessionStart, insertLogin func(tx *db.Tx) error,
) (SignedUp, error) {
	ids, err := c.newIDs(ctx, model.KindUser, model.KindMember, model.KindAuditEntry)
	if err != nil {
		return SignedUp{}, err
	}
	s, cookie, err := c.newSession(ctx, by)
	if err != nil {
		return SignedUp{}, err
	}
	u.ID, u.LastSignedInAt, s.UserID = ids[0], &s.CreatedAt, ids[0]
	up := SignedUp{SignedIn: SignedIn{Cookie: cookie, ExpiresAt: s.ExpiresAt, User: u}}
	insert := func(tx *db.Tx) error {
		if err := tx.InsertUser(u); err != nil {
			return err
		}
		if err := insertLogin(tx); err != nil {
			return err
		}
		_, err := tx.InsertSession(s)
		return err
	}
	if i == nil {
		return up, c.taken(ctx, u, c.db.InTx(ctx, insert))
	}
	m := &model.Member{ID: ids[1], ServerID: i.ServerID, UserID: u.ID, CreatedAt: u.CreatedAt}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.LockServer(i.ServerID); err != nil {
			return err
		}
		if err := insert(tx); err != nil {
			return err
		}
		if err := useInvitation(tx, i, m); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(ids[2], model.Actor{User: u}, model.MemberJoined, m.ServerID, m.ID, u.Name))
	})
	if model.ErrorCode(err) == model.NotFound {
		return SignedUp{}, badInvitation()
	}
	up.ServerID = i.ServerID
	return up, c.taken(ctx, u, err)
}

// InvitationPreview contains the parts of an invitation that are shown before it is accepted.
type InvitationPreview struct {
	Invitation *model.Invitation
	Server     string
	Creator    string // the name of the user who created it
}

// PreviewInvitation returns the invitation with a secret. It needs no permission. It returns NOT_FOUND if the invitation is not valid, and
// RATE_LIMITED if the address of the client has sent too many wrong secrets.
func (c *SignIn) PreviewInvitation(ctx context.Context, secret string, client netip.Addr) (*InvitationPreview, error) {
	i, err := c.checkInvitation(ctx, secret, client)
	if err != nil {
		return nil, err
	}
	return c.preview(ctx, i)
}

func (c *SignIn) preview(ctx context.Context, i *model.Invitation) (*InvitationPreview, error) {
	// SECURITY: the secret gives the right to read these names.
	s, err := c.db.Server(ctx, i.ServerID)
	if err != nil {
		return nil, invisible(err, "invitation")
	}
	users, err := c.db.Users(ctx, []model.ID{i.CreatorID})
	p := &InvitationPreview{Invitation: i, Server: s.Name}
	if u := users[i.CreatorID]; u != nil {
		p.Creator = u.Name
	}
	return p, err
}
