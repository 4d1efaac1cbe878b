package chat

import (
	"context"
	"fmt"
	"time"

	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

const (
	invitationLasts    = 7 * 24 * time.Hour
	invitationLastsMax = 365 * 24 * time.Hour
	maxInvitationUses  = 1000
)

// CreateInvitation makes a link that lets people become members, which is never shown again. Needs MANAGE_SERVER.
// LIMIT_REACHED at 100 that are still good; of the others, the oldest goes when there would be more than 100 in all.
func (c *Chat) CreateInvitation(
	ctx context.Context, actor model.Actor, in CreateInvitationInput,
) (*CreateInvitationPayload, error) {
	s, err := c.server(ctx, actor, manageInvitations, in.ServerID)
	if err != nil {
		return nil, err
	}
	i, err := c.newInvitation(actor, s.ID, in)
	if err != nil {
		return nil, err
	}
	if i.ID, err = c.db.NewID(ctx, model.KindInvitation); err != nil {
		return nil, err
	}
	secret := token.New(token.Invitation)
	i.TokenHash = token.Hash(secret)
	room := atMost(maxInvitationsPerServer, "invitations to this server")
	a := act(actor, manageInvitations, c.invitationEntry(actor, model.InvitationCreated, i))
	if err := c.db.InsertInvitation(ctx, i, maxInvitationsPerServer, room, a); err != nil {
		return nil, gone(err, "server")
	}
	return &CreateInvitationPayload{Invitation: i, URL: c.link("invite", secret)}, nil
}

// newInvitation is what the input asks for, without id and secret.
func (c *Chat) newInvitation(actor model.Actor, server model.ID, in CreateInvitationInput) (*model.Invitation, error) {
	now := c.o.Now()
	i := &model.Invitation{
		ServerID: server, CreatorID: actor.UserID(), MaxUses: 1, CreatedAt: now, ExpiresAt: now.Add(invitationLasts),
	}
	var f validate.Fields
	if in.MaxUses != nil {
		i.MaxUses = *in.MaxUses
	}
	if i.MaxUses < 1 || i.MaxUses > maxInvitationUses {
		f.Add(model.FieldError{
			Field: "maxUses", Code: model.FieldInvalid, Limit: maxInvitationUses, Got: i.MaxUses, Message: "must be from 1 to 1000",
		})
	}
	if in.ExpiresAt != nil {
		i.ExpiresAt = *in.ExpiresAt
	}
	if !i.ExpiresAt.After(now) || i.ExpiresAt.After(now.Add(invitationLastsMax)) {
		f.Add(model.FieldError{
			Field: "expiresAt", Code: model.FieldInvalid, Message: "must be in the future and within a year",
		})
	}
	return i, f.Err(model.BadUserInput)
}

func (c *Chat) invitationEntry(actor model.Actor, do model.AuditAction, i *model.Invitation) *model.AuditEntry {
	return c.entry(actor, do, i.ServerID, i.ID, invitationName(i.MaxUses))
}

// invitationName is what the audit log calls an invitation: it has no name of its own.
func invitationName(maxUses int) string {
	if maxUses == 1 {
		return "an invitation for 1 person"
	}
	return fmt.Sprintf("an invitation for %d people", maxUses)
}

// RevokeInvitation revokes an invitation: its link is dead when this has answered. Needs MANAGE_SERVER. NOT_FOUND the second
// time.
func (c *Chat) RevokeInvitation(
	ctx context.Context, actor model.Actor, in RevokeInvitationInput,
) (*RevokeInvitationPayload, error) {
	i, err := c.invitation(ctx, actor, in.InvitationID)
	if err != nil {
		return nil, err
	}
	if err := c.authorize(ctx, actor, manageInvitations, i.ServerID, 0); err != nil {
		return nil, err
	}
	a := act(actor, manageInvitations, c.invitationEntry(actor, model.InvitationRevoked, i))
	if err := c.db.DeleteInvitation(ctx, i, a); err != nil {
		return nil, invisible(err, "invitation")
	}
	return &RevokeInvitationPayload{Invitation: i}, nil
}

// AcceptInvitation makes the actor a member of the server that the invitation is for; who is one already stays one. NOT_FOUND
// when it is used up, has expired or was revoked, or never was. LIMIT_REACHED at 10,000 members.
func (c *Chat) AcceptInvitation(
	ctx context.Context, actor model.Actor, in AcceptInvitationInput,
) (*AcceptInvitationPayload, error) {
	if err := authorize(actor, joinServer, object{}); err != nil {
		return nil, err
	}
	i, err := c.goodInvitation(ctx, in.Secret)
	if err != nil {
		return nil, err
	}
	id, err := c.db.NewID(ctx, model.KindMember)
	if err != nil {
		return nil, err
	}
	m := &model.Member{ID: id, UserID: actor.UserID(), CreatedAt: c.o.Now()}
	a := act(actor, joinServer, c.entry(actor, model.MemberJoined, i.ServerID, m.ID, ""))
	switch err := c.db.UseInvitation(ctx, i, m, roomForMembers, a); model.ErrorCode(err) {
	case "", model.Conflict: // they are a member, now or already
	case model.NotFound:
		return nil, badInvitation()
	default:
		return nil, err
	}
	s, err := c.Server(ctx, actor, i.ServerID)
	if err != nil {
		return nil, err
	}
	return &AcceptInvitationPayload{Server: s}, nil
}

// goodInvitation is the invitation with that secret, while it lets somebody in.
func (c *Chat) goodInvitation(ctx context.Context, secret string) (*model.Invitation, error) {
	if !token.IsWellFormed(token.Invitation, secret) {
		return nil, badInvitation()
	}
	i, err := c.db.InvitationByHash(ctx, token.Hash(secret), c.o.Now())
	if model.ErrorCode(err) == model.NotFound {
		return nil, badInvitation()
	}
	return i, err
}

var roomForMembers = atMost(maxMembersPerServer, "members of this server")

func badInvitation() error {
	return model.Errorf(model.NotFound, "This invitation is used up, has expired or was revoked; ask for a new one.")
}

// InvitationsOf is a page of the invitations of each of those servers where the actor has MANAGE_SERVER, and for each other
// why not.
func (c *Chat) InvitationsOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*InvitationConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, seeInvitations, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.InvitationsOf(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return invitations.connectAll(servers, all, p), denied, nil
}

// SECURITY: who may not list invitations is not told whether one exists.
func (c *Chat) invitation(ctx context.Context, actor model.Actor, id model.ID) (*model.Invitation, error) {
	i, err := c.db.Invitation(ctx, id)
	if err != nil {
		return nil, invisible(err, "invitation")
	}
	if err := c.authorize(ctx, actor, seeInvitations, i.ServerID, 0); err != nil {
		return nil, invisible(err, "invitation")
	}
	return i, nil
}
