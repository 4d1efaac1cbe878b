package model

import "time"

// Account is a user with the fields that only administrators of the installation may read.
type Account struct {
	User          *User
	SignInMethods []SignInMethod

	SignInLinkExpiresAt *time.Time // of the unused link that expires last; nil: no unused link
}

// Email returns the address to sign in with, or nil if the user has none.
func (a *Account) Email() *string { return a.User.Email }

// Administrator reports whether the user is an administrator of the installation.
func (a *Account) Administrator() bool { return a.User.Administrator }

// Enabled reports whether the user may sign in.
func (a *Account) Enabled() bool { return a.User.Enabled() }

// CreatedAt returns the time at which the account was created.
func (a *Account) CreatedAt() time.Time { return a.User.CreatedAt }

// LastSignedInAt returns the time at which the user last signed in, or nil if they never did.
func (a *Account) LastSignedInAt() *time.Time { return a.User.LastSignedInAt }
