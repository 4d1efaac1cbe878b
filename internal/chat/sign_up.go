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

// SignUpInput is who wants an account.
type SignUpInput struct {
	Name       string
	Email      *string
	Password   string
	Invitation string // the secret of one, "" without
	Client     netip.Addr
}

// SignedUp is who has signed in, perhaps with a new account, and perhaps by an invitation.
type SignedUp struct {
	SignedIn
	ServerID model.ID // that the invitation let in to, 0 without one
}

// SignUp makes an account and begins a session; with an invitation the user is a member of its server. FORBIDDEN without an
// invitation unless sign-up is open; NOT_FOUND when the invitation is no good; CONFLICT when the name or the address is taken;
// RATE_LIMITED when the client's address has tried too often in vain, or made too many accounts without an invitation.
func (c *Chat) SignUp(ctx context.Context, in SignUpInput) (up SignedUp, err error) {
	err = c.limitSignUp(ctx, in.Client, in.Invitation, failureRules(in.Client), func() error {
		up, err = c.signUp(ctx, in)
		return err
	})
	return up, err
}

// limitSignUp runs signUp. It returns RATE_LIMITED if there were too many failed attempts, or if the address has made too many
// accounts without an invitation. Failed attempts count in failures, and with a right invitation for this invitation and address
// alone, so that others at the address can still use theirs.
//
// SECURITY: what is refused counts, for whatever reason: it finds out names and secrets.
func (c *Chat) limitSignUp(ctx context.Context, client netip.Addr, invitation string, failures []ratelimit.Rule, signUp func() error) error {
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

// checkInvitation is goodInvitation for a client of that address. It returns RATE_LIMITED instead of NOT_FOUND if the address has
// sent too many wrong secrets.
func (c *Chat) checkInvitation(ctx context.Context, secret string, client netip.Addr) (i *model.Invitation, err error) {
	err = c.limits.wrongInvitations.Check(ctx, client, token.Hash(secret), token.IsWellFormed(token.Invitation, secret), func() error {
		i, err = c.goodInvitation(ctx, secret)
		return err
	})
	return i, err
}

func (c *Chat) signUp(ctx context.Context, in SignUpInput) (SignedUp, error) {
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
	return c.newAccount(ctx, u, i, startedByPassword, func() any {
		return &model.Password{UserID: u.ID, Hash: hash, ChangedAt: u.CreatedAt}
	})
}

// SECURITY: strangers make no accounts unless the operator has said so. It answers the invitation they come by, if any.
func (c *Chat) maySignUp(ctx context.Context, secret string) (*model.Invitation, error) {
	switch {
	case secret != "":
		return c.goodInvitation(ctx, secret)
	case c.o.OpenSignUp:
		return nil, nil
	}
	return nil, model.Errorf(model.Forbidden, "An account needs an invitation; ask somebody who is here already for one.")
}

// newAccount stores a user with what they sign in with, which login returns when the user has an id, and their first session;
// with an invitation also their membership.
func (c *Chat) newAccount(ctx context.Context, u *model.User, i *model.Invitation, by sessionStart, login func() any) (SignedUp, error) {
	ids, err := c.newIDs(ctx, model.KindUser, model.KindMember)
	if err != nil {
		return SignedUp{}, err
	}
	u.ID = ids[0]
	s, cookie, err := c.newSession(ctx, by)
	if err != nil {
		return SignedUp{}, err
	}
	s.UserID, u.LastSignedInAt = u.ID, &s.CreatedAt
	up := SignedUp{SignedIn: SignedIn{Cookie: cookie, ExpiresAt: s.ExpiresAt, User: u}}
	rows := []any{u, login(), s}
	if i == nil {
		return up, c.taken(ctx, u, c.db.InsertNewUser(ctx, rows...))
	}
	up.ServerID = i.ServerID
	m := &model.Member{ID: ids[1], UserID: u.ID, CreatedAt: u.CreatedAt}
	entry := c.entry(model.Actor{User: u}, model.MemberJoined, i.ServerID, m.ID, u.Name)
	err = c.db.InsertInvitedUser(ctx, i, m, roomForMembers, &db.Act{Entry: entry}, rows...)
	if model.ErrorCode(err) == model.NotFound {
		return SignedUp{}, badInvitation()
	}
	return up, c.taken(ctx, u, err)
}

// InvitationPreview is what somebody sees of an invitation before they accept it.
type InvitationPreview struct {
	Invitation *model.Invitation
	Server     string
	Creator    string // who made it
}

// PreviewInvitation shows whoever has an invitation's secret what it is for. NOT_FOUND when it is no good, RATE_LIMITED when
// the client's address has sent too many wrong ones.
func (c *Chat) PreviewInvitation(ctx context.Context, secret string, client netip.Addr) (*InvitationPreview, error) {
	i, err := c.checkInvitation(ctx, secret, client)
	if err != nil {
		return nil, err
	}
	return c.preview(ctx, i)
}

func (c *Chat) preview(ctx context.Context, i *model.Invitation) (*InvitationPreview, error) {
	// SECURITY: the secret is the right to see these names.
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
