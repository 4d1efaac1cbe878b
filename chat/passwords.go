package chat

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chattr/db"
	"chattr/model"
)

// The length of a password, in code points.
const (
	minPassword = 10
	maxPassword = 256
)

// ChangePasswordInput is a new password, and the present one where there is one.
type ChangePasswordInput struct {
	ProveInput
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
	var f fields
	f.password("new", in.New, actor.User)
	if err := f.err(model.ValidationFailed); err != nil {
		return err
	}
	hash := ""
	err := reauthenticated(func() (*db.SignInProof, error) {
		p, err := c.checkProof(ctx, actor, in.ProveInput)
		return &p, err
	}, func(verified *db.SignInProof) (err error) {
		if hash == "" {
			if hash, err = c.hasher.hash(ctx, hashFor{in.Client, actor.UserID().String()}, opaque(in.New)); err != nil {
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

func (c *Chat) storePassword(ctx context.Context, actor model.Actor, hash string, verified *db.SignInProof) error {
	p := &model.Password{UserID: actor.UserID(), Hash: hash, ChangedAt: c.o.Now()}
	action := model.PasswordChanged
	if verified.Password == "" {
		action = model.PasswordSet
	}
	a := c.accountAct(actor, manageAccount, c.entry(actor, action, 0, actor.UserID(), actor.User.Name))
	a.Reauthenticated = verified
	return c.db.UpdatePassword(ctx, p, a)
}

// opaque is a password as it is hashed: the same characters typed on another keyboard are the same password (RFC 8265,
// section 4.2, OpaqueString).
func opaque(password string) string { return norm.NFC.String(password) }

// password says what is wrong with a new password of that user. What people are told to mix into one makes none better.
func (f *fields) password(field, value string, u *model.User) {
	n := utf8.RuneCountInString(opaque(value))
	switch {
	case value == "":
		f.add(model.FieldError{Field: field, Code: model.FieldRequired})
	case invalidUTF8(value) >= 0:
		f.add(model.FieldError{Field: field, Code: model.FieldInvalidCharacter, Message: "is not valid UTF-8"})
	case n < minPassword:
		f.add(model.FieldError{
			Field: field, Code: model.FieldInvalid, Limit: minPassword, Got: n,
			Message: fmt.Sprintf("is %d characters long; at least %d are needed, and a few words are easiest to keep in mind", n, minPassword),
		})
	case n > maxPassword:
		f.add(model.FieldError{Field: field, Code: model.FieldTooLong, Limit: maxPassword, Got: n})
	case tooPlain(value, u):
		f.add(model.FieldError{Field: field, Code: model.FieldInvalid, Message: "is the name, the address or one character over and over"})
	}
}

// tooPlain holds what is guessed first.
func tooPlain(password string, u *model.User) bool {
	first, _ := utf8.DecodeRuneInString(password)
	if strings.Trim(password, string(first)) == "" {
		return true
	}
	folded := model.FoldCase(password)
	return folded == model.FoldCase(u.Name) || u.Email != nil && folded == model.FoldCase(*u.Email)
}
