package model

import "time"

// Account is a user as administrators of the installation see them.
type Account struct {
	User          *User
	SignInMethods []SignInMethod

	SignInLinkExpiresAt *time.Time // the last of the links that were not used yet, nil without one
}

// Email is the address to sign in with, nil when none is known.
func (a *Account) Email() *string { return a.User.Email }

// Administrator says whether the user administers the whole installation.
func (a *Account) Administrator() bool { return a.User.Administrator }

// Enabled says whether the user may sign in.
func (a *Account) Enabled() bool { return a.User.Enabled() }

// CreatedAt is when the account was made.
func (a *Account) CreatedAt() time.Time { return a.User.CreatedAt }

// LastSignedInAt is when a session of the user last began, nil for never.
func (a *Account) LastSignedInAt() *time.Time { return a.User.LastSignedInAt }
