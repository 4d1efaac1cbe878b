package chat

import (
	"context"
	"fmt"
	"time"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/token"
	"chattr/internal/validate"
)

// Invitations creates, revokes and accepts invitations to servers.
type Invitations struct {
	*core
	servers *Servers
}

const (
	invitationLasts    = 7 * 24 * time.Hour
	invitationLastsMax = 365 * 24 * time.Hour
	maxInvitationUses  = 1000
)

// Create creates a link that lets people become members. The link is never shown again. It needs MANAGE_SERVER. It returns
// LIMIT_REACHED if the server has 100 valid invitations. If there would be more than 100 with those that have ended, the oldest of these
// are removed.
func (c *Invitations) Create(
	ctx context.Context, actor model.Actor, in CreateInvitationInput,
) (*CreateInvitationPayload, error) {
	s, err := c.server(ctx, actor, authz.ManageInvitations, in.ServerID)
	if err != nil {
		return nil, err
	}
	i, err := c.newInvitation(actor, s.ID, in)
	if err != nil {
		return nil, err
	}
	ids, err := c.newIDs(ctx, model.KindInvitation, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	secret := token.New(token.Invitation)
	i.ID, i.TokenHash = ids[0], token.Hash(secret)
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageInvitations, s.ID)
		if err != nil {
			return err
		}
		n, err := tx.CountInvitations(s.ID, i.CreatedAt)
		if err != nil {
			return err
		}
		if err := checkLimit(n, maxInvitationsPerServer, "invitations to this server"); err != nil {
			return err
		}
		if err := tx.DeleteEndedInvitations(s.ID, i.CreatedAt, maxInvitationsPerServer-1); err != nil {
			return err
		}
		if err := tx.InsertInvitation(i); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(ids[1], p.actor, model.InvitationCreated, s.ID, i.ID, invitationName(i.MaxUses)))
	})
	if err != nil {
		return nil, notFoundAs(err, "server")
	}
	return &CreateInvitationPayload{Invitation: i, URL: c.link("invite", secret)}, nil
}

// newInvitation validates the input and returns the invitation without id and secret. It stores nothing.
func (c *Invitations) newInvitation(actor model.Actor, server model.ID, in CreateInvitationInput) (*model.Invitation, error) {
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

// invitationName returns the name of an invitation in the audit log, because an invitation has no name of its own.
func invitationName(maxUses int) string {
	if maxUses == 1 {
		return "an invitation for 1 person"
	}
	return fmt.Sprintf("an invitation for %d people", maxUses)
}

// Revoke revokes an invitation: its link is invalid after the return. It needs MANAGE_SERVER. A second call returns NOT_FOUND.
func (c *Invitations) Revoke(
	ctx context.Context, actor model.Actor, in RevokeInvitationInput,
) (*RevokeInvitationPayload, error) {
	i, err := c.invitation(ctx, actor, in.InvitationID)
	if err != nil {
		return nil, err
	}
	if err := c.authorize(ctx, actor, authz.ManageInvitations, i.ServerID, 0); err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageInvitations, i.ServerID)
		if err != nil {
			return err
		}
		if err := tx.DeleteInvitation(i); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.InvitationRevoked, i.ServerID, i.ID, invitationName(i.MaxUses)))
	})
	if err != nil {
		return nil, invisible(err, "invitation")
	}
	return &RevokeInvitationPayload{Invitation: i}, nil
}

// Accept makes the actor a member of the server of the invitation. An actor who is a member stays one, and the invitation is
// not used. It returns NOT_FOUND if the invitation is unknown, used up, expired or revoked, and LIMIT_REACHED if the server has 10,000
// members.
func (c *Invitations) Accept(
	ctx context.Context, actor model.Actor, in AcceptInvitationInput,
) (*AcceptInvitationPayload, error) {
	if err := authz.Authorize(actor, authz.JoinServer, authz.Object{}); err != nil {
		return nil, err
	}
	i, err := c.goodInvitation(ctx, in.Secret)
	if err != nil {
		return nil, err
	}
	ids, err := c.newIDs(ctx, model.KindMember, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	m := &model.Member{ID: ids[0], ServerID: i.ServerID, UserID: actor.UserID(), CreatedAt: c.o.Now()}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.JoinServer, i.ServerID)
		if err != nil {
			return err
		}
		if err := useInvitation(tx, i, m); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(ids[1], p.actor, model.MemberJoined, m.ServerID, m.ID, p.actor.User.Name))
	})
	switch model.ErrorCode(err) {
	case "", model.Conflict: // the actor is a member, now or already
	case model.NotFound:
		return nil, badInvitation()
	default:
		return nil, err
	}
	s, err := c.servers.Get(ctx, actor, i.ServerID)
	if err != nil {
		return nil, err
	}
	return &AcceptInvitationPayload{Server: s}, nil
}

// useInvitation counts a use of an invitation and stores the membership that begins with it. The row of the server must be locked. It
// returns NOT_FOUND if the invitation is not valid, CONFLICT if the user is a member, and LIMIT_REACHED if the server has 10,000 members.
func useInvitation(tx *db.Tx, i *model.Invitation, m *model.Member) error {
	if err := tx.UseInvitation(i, m.CreatedAt); err != nil {
		return err
	}
	n, err := tx.CountOtherMembers(m.ServerID, m.UserID)
	if err != nil {
		return err
	}
	if err := checkLimit(n, maxMembersPerServer, "members of this server"); err != nil {
		return err
	}
	return tx.InsertMember(m)
}

// goodInvitation returns the invitation with this secret. It returns NOT_FOUND if it is not valid.
func (c *Invitations) goodInvitation(ctx context.Context, secret string) (*model.Invitation, error) {
	if !token.IsWellFormed(token.Invitation, secret) {
		return nil, badInvitation()
	}
	i, err := c.db.InvitationByHash(ctx, token.Hash(secret), c.o.Now())
	if model.ErrorCode(err) == model.NotFound {
		return nil, badInvitation()
	}
	return i, err
}

func badInvitation() error {
	return model.Errorf(model.NotFound, "This invitation is used up, has expired or was revoked; ask for a new one.")
}

// InvitationsOf returns a page of the invitations of each server on which the actor has MANAGE_SERVER, and an error for each other
// server.
func (c *Invitations) InvitationsOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*InvitationConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, authz.SeeInvitations, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.InvitationsOf(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return invitations.connectAll(servers, all, p), denied, nil
}

// invitation returns an invitation. It returns NOT_FOUND to an actor who may not list invitations.
//
// SECURITY: otherwise a caller without permissions could find out which invitations exist.
func (c *Invitations) invitation(ctx context.Context, actor model.Actor, id model.ID) (*model.Invitation, error) {
	i, err := c.db.Invitation(ctx, id)
	if err != nil {
		return nil, invisible(err, "invitation")
	}
	if err := c.authorize(ctx, actor, authz.SeeInvitations, i.ServerID, 0); err != nil {
		return nil, invisible(err, "invitation")
	}
	return i, nil
}
