package model

import (
	"cmp"
	"slices"
	"time"
)

// Actor is who acts now. The zero Actor is nobody. A webhook is never an Actor: its token opens one door and nothing else.
type Actor struct {
	User *User // nil: nobody

	// ReadOnly and ChannelIDs are the bounds of the access token used, if any.
	ReadOnly   bool
	ChannelIDs IDs // nil: not bound to channels

	// CredentialID is the session or access token used; 0 for the owner token.
	CredentialID ID
	// ExpiresAt is when the credential stops being good; nil: never.
	ExpiresAt *time.Time
}

// UserID is the acting user, 0 for nobody.
func (a Actor) UserID() ID {
	if a.User == nil {
		return 0
	}
	return a.User.ID
}

// Credential is what must be good still for the actor to go on: the session or access token, or where there is none, with the
// owner token, the user.
func (a Actor) Credential() ID { return cmp.Or(a.CredentialID, a.UserID()) }

// Administers says whether the user is an administrator of the installation. The bounds of the credential hold all the same.
func (a Actor) Administers() bool { return a.User != nil && a.User.Administrator }

// Bound says whether the credential is bound to channels.
func (a Actor) Bound() bool { return a.ChannelIDs != nil }

// Reaches says whether the bounds of the credential leave room for the channel.
func (a Actor) Reaches(channelID ID) bool {
	return a.ChannelIDs == nil || slices.Contains(a.ChannelIDs, channelID)
}

// Standing is what a user is on one server.
type Standing struct {
	Member      bool
	Owner       bool
	Permissions Permissions // of an owner or an administrator: all
}
