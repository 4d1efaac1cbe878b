package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// ChangePasswordInput contains a new password, and the present one if the user has one.
type ChangePasswordInput struct {
	ReauthenticateInput
	New string
}

// ChangePassword sets the first or another password of the actor, and ends all their other sessions: on open streams within a second. It
// returns the errors of Reauthenticate, also if the password is changed in another place at that moment.
func (c *Accounts) ChangePassword(ctx context.Context, actor model.Actor, in ChangePasswordInput) error {
	if err := authz.Authorize(actor, authz.ManageAccount, authz.Object{}); err != nil {
		return err
	}
	if err := c.LimitMutation(ctx, actor); err != nil {
		return err
	}
	var f validate.Fields
	f.Password("new", in.New, actor.User)
	if err := f.Err(model.ValidationFailed); err != nil {
		return err
	}
	hash := ""
	err := withReauthentication(func() (db.SignInState, error) {
		return c.signIn.checkReauthentication(ctx, actor, in.ReauthenticateInput)
	}, func(verified db.SignInState) (err error) {
		if hash == "" {
			if hash, err = c.hasher.hash(ctx, hashFor{in.Client, actor.UserID().String()}, validate.Opaque(in.New)); err != nil {
				return err
			}
		}
		return c.storePassword(ctx, actor, hash, verified)
	})
	if err != nil {
		return err
	}
	c.accessChanged()
	return nil
}

// storePassword stores the hash of a new password of the actor. verified is what the actor reauthenticated against.
func (c *Accounts) storePassword(ctx context.Context, actor model.Actor, hash string, verified db.SignInState) error {
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return err
	}
	action := model.PasswordChanged
	if verified.PasswordHash == "" {
		action = model.PasswordSet
	}
	return c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.ManageAccount)
		if err != nil {
			return err
		}
		if err := requireUnchanged(tx, p.actor, verified); err != nil {
			return err
		}
		userID := p.actor.UserID()
		if err := tx.SetPassword(&model.Password{UserID: userID, Hash: hash, ChangedAt: c.o.Now()}); err != nil {
			return err
		}
		if err := tx.EndSessions(userID, p.actor.CredentialID); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, action, 0, userID, p.actor.User.Name))
	})
}
