package model

import (
	"cmp"
	"slices"
	"time"
)

// Actor is the user who acts, with the credential that they use. The zero Actor is unauthenticated. A webhook is never an Actor:
// the token of its URL permits only what the URL is for.
type Actor struct {
	User *User // nil: unauthenticated

	// ReadOnly and ChannelIDs are the restrictions of the access token, if the actor uses one.
	ReadOnly   bool
	ChannelIDs IDs // nil: not restricted to channels

	// CredentialID is the id of the session or the access token that the actor uses. It is 0 for the owner token.
	CredentialID ID
	// ExpiresAt is the time at which the credential expires. It is nil if the credential does not expire.
	ExpiresAt *time.Time
}

// UserID returns the id of the acting user, or 0 if the actor is unauthenticated.
func (a Actor) UserID() ID {
	if a.User == nil {
		return 0
	}
	return a.User.ID
}

// Credential returns the id of what must stay valid while the actor works: the session or the access token, or the user if the
// actor uses the owner token.
func (a Actor) Credential() ID { return cmp.Or(a.CredentialID, a.UserID()) }

// Administers reports whether the user is an administrator of the installation. The restrictions of the credential apply to
// administrators too.
func (a Actor) Administers() bool { return a.User != nil && a.User.Administrator }

// Bound reports whether the credential is restricted to channels.
func (a Actor) Bound() bool { return a.ChannelIDs != nil }

// Reaches reports whether the credential may be used for the channel. It does not check the permissions of the user.
func (a Actor) Reaches(channelID ID) bool {
	return a.ChannelIDs == nil || slices.Contains(a.ChannelIDs, channelID)
}

// Standing is the relation of a user to one server: membership, ownership and permissions.
type Standing struct {
	Member      bool
	Owner       bool
	Permissions Permissions // all permissions for the owner of the server and for administrators
}
