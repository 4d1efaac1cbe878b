package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// ChangePasswordInput is a new password, and the present one where there is one.
type ChangePasswordInput struct {
	ReauthenticateInput
	New string
}

// ChangePassword gives the actor another password, or the first, and ends all their other sessions: on open streams within a
// second. It takes what Prove takes, and is refused as that is, also if the password is changed elsewhere at that moment.
func (c *Chat) ChangePassword(ctx context.Context, actor model.Actor, in ChangePasswordInput) error {
	if err := authorize(actor, manageAccount, object{}); err != nil {
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
	err := withReauthentication(func() (*db.SignInState, error) {
		p, err := c.checkReauthentication(ctx, actor, in.ReauthenticateInput)
		return &p, err
	}, func(verified *db.SignInState) (err error) {
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

func (c *Chat) storePassword(ctx context.Context, actor model.Actor, hash string, verified *db.SignInState) error {
	p := &model.Password{UserID: actor.UserID(), Hash: hash, ChangedAt: c.o.Now()}
	action := model.PasswordChanged
	if verified.PasswordHash == "" {
		action = model.PasswordSet
	}
	a := c.accountAct(actor, manageAccount, c.entry(actor, action, 0, actor.UserID(), actor.User.Name))
	a.Reauthenticated = verified
	return c.db.UpdatePassword(ctx, p, a)
}
