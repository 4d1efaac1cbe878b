package chat

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chattr/model"
)

// The length of a password, in code points.
const (
	minPassword = 10
	maxPassword = 256
)

// linkOpensFor is how long after signing in with a link a new password needs no old one.
const linkOpensFor = time.Hour

// ChangePasswordInput is a new password, and the present one where there is one.
type ChangePasswordInput struct {
	Current *string // nil: the first password, or the session was begun with a link within the hour
	New     string
	Client  netip.Addr
}

// ChangePassword gives the actor another password, or the first, and ends all their other sessions: on open streams within a
// second. VALIDATION_FAILED when the present one is wrong. RATE_LIMITED when it was tried too often. An access token may not.
func (c *Chat) ChangePassword(ctx context.Context, actor model.Actor, in ChangePasswordInput) error {
	if err := authorize(actor, manageAccount, object{}); err != nil {
		return err
	}
	var f fields
	f.password("new", in.New, actor.User)
	if err := f.err(model.ValidationFailed); err != nil {
		return err
	}
	if err := c.mayChangePassword(ctx, actor, in.Current, in.Client); err != nil {
		return err
	}
	hash, err := c.hasher.hash(ctx, opaque(in.New))
	if err != nil {
		return err
	}
	p := &model.Password{UserID: actor.UserID(), Hash: hash, ChangedAt: c.o.Now()}
	if err := c.db.UpdatePassword(ctx, p, actor.CredentialID); err != nil {
		return err
	}
	c.accessChanged()
	return nil
}

// SECURITY: who found an open browser must not take the account over: a password is changed by who knows it, or has just used
// a link, which the operator gives to who has forgotten it.
func (c *Chat) mayChangePassword(ctx context.Context, actor model.Actor, current *string, client netip.Addr) error {
	stored, err := c.db.PasswordOf(ctx, actor.UserID())
	if model.ErrorCode(err) == model.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if current == nil {
		fresh, err := c.db.SessionByLink(ctx, actor.CredentialID, c.o.Now().Add(-linkOpensFor))
		if err != nil || fresh {
			return err
		}
		return model.Invalid(model.ValidationFailed, model.FieldError{Field: "current", Code: model.FieldRequired})
	}
	err = c.guess(client, "user "+actor.UserID().String(), func() error {
		ok, err := c.hasher.matches(ctx, stored, opaque(*current))
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
