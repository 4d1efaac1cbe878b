// Package authz decides whether an actor may do an action to an object. It reads nothing: the caller passes what the decision depends on.
package authz

import "chattr/internal/model"

// Action is a kind of access to a channel, a server or the installation.
type Action int

// The actions.
const (
	See            Action = iota // look at it
	SeePeople                    // list members and roles
	ManageServer                 // change the server
	SeeWebhooks                  // list and look at webhooks
	ManageWebhooks               // create, change and delete webhooks
	DeleteServer
	ManageChannels
	PostMessages   // post; edit one's own
	DeleteMessages // delete one's own
	DeleteOthers   // delete the messages of others
	SeeAuditLog    // read who did what
	SeeInvitations
	ManageInvitations // make and revoke them
	ManageMembers     // end the membership of others
	ManageRoles       // create, change, delete, give and take
	LeaveServer
	TransferServer
	CreateServer   // on the installation, as are the next
	JoinServer     // by an invitation
	ManageTokens   // make, list and revoke access tokens
	RevokeOwnToken // as an access token
	ManageAccount  // look at one's own account, and change it
	Administer     // see and change the accounts of others, and read who did

	actions // how many there are
)

// rule says which actors may do an action.
type rule struct {
	reads   bool             // a read-only token may
	bound   bool             // a token that is bound to channels may, in those
	owner   bool             // only the server's owner may, and administrators of the installation
	granted model.Permission // the permission needed, if any

	anywhere bool // it concerns no server: every actor may do it
	inPerson bool // access tokens may not do it
	highest  bool // only administrators of the installation may do it
}

var rules = map[Action]rule{
	See:            {reads: true, bound: true},
	SeePeople:      {reads: true},
	SeeWebhooks:    {reads: true, granted: model.ManageServer},
	ManageServer:   {granted: model.ManageServer},
	ManageWebhooks: {granted: model.ManageServer},
	DeleteServer:   {owner: true},
	ManageChannels: {granted: model.ManageChannels},
	PostMessages:   {bound: true, granted: model.PostMessages},
	DeleteMessages: {bound: true},
	DeleteOthers:   {bound: true, granted: model.ManageMessages},
	SeeAuditLog:    {reads: true, granted: model.ManageServer},

	SeeInvitations:    {reads: true, granted: model.ManageServer},
	ManageInvitations: {granted: model.ManageServer},
	ManageMembers:     {granted: model.ManageServer},
	ManageRoles:       {granted: model.ManageServer},
	LeaveServer:       {},
	TransferServer:    {owner: true},

	CreateServer: {anywhere: true},
	JoinServer:   {anywhere: true},
	// SECURITY: a token that creates other tokens would outlive its own expiry and bounds. A token in a web page shows who created it
	// (`viewer` is never null) but neither their address nor how they sign in.
	ManageTokens:  {anywhere: true, inPerson: true},
	ManageAccount: {anywhere: true, inPerson: true},
	// An access token of any bounds may revoke itself.
	RevokeOwnToken: {anywhere: true, reads: true, bound: true},
	Administer:     {anywhere: true, inPerson: true, highest: true},
}

// Object is what an action is done to, with the standing of the actor on its server. Channel is 0 for the server itself; the zero Object is
// the installation.
type Object struct {
	Channel  model.ID
	Standing model.Standing
}

// Authorize returns nil if the actor may do this to the object. It returns UNAUTHENTICATED without a user, NOT_FOUND if the object is
// invisible to the actor, and FORBIDDEN if the object is visible and the action is not allowed.
//
// SECURITY: no other function decides who may do what.
func Authorize(actor model.Actor, do Action, to Object) error {
	r, known := rules[do]
	switch {
	case actor.User == nil:
		return Unauthenticated()
	case !known:
		return model.Errorf(model.Forbidden, "Nobody may do this.")
	case !r.anywhere && !to.Standing.Member && !actor.Administers(), to.Channel != 0 && !actor.Reaches(to.Channel):
		return model.NoSuch("thing")
	case r.inPerson && actor.CredentialID.Kind() == model.KindAccessToken:
		return model.Errorf(model.Forbidden, "An access token may not do this; sign in to do it.")
	case actor.ReadOnly && !r.reads:
		return model.Errorf(model.Forbidden, "This access token can only read.")
	case actor.Bound() && !r.bound:
		return model.Errorf(model.Forbidden, "This access token is bound to channels and may do nothing else.")
	case r.highest && !actor.Administers():
		return model.Errorf(model.Forbidden, "Only administrators of the installation may do this.")
	case actor.Administers(), to.Standing.Owner:
		return nil
	case r.owner:
		return model.Errorf(model.Forbidden, "Only the owner of the server may do this.")
	case r.granted != "" && !to.Standing.Permissions.Has(r.granted):
		return model.Errorf(model.Forbidden, "This needs the permission %s.", r.granted)
	}
	return nil
}

// Unauthenticated returns the error for an actor without a valid credential.
func Unauthenticated() error {
	return model.Errorf(model.Unauthenticated, "Sign in, or send a valid access token as `Authorization: Bearer …`.")
}

// Permissions returns the permissions of an actor with this standing, without those that a bound or read-only access token cannot use.
func Permissions(actor model.Actor, s model.Standing) []model.Permission {
	set := s.Permissions
	switch {
	case actor.ReadOnly:
		return []model.Permission{}
	case actor.Administers():
		set = model.PermissionSet(model.Administrator)
	}
	if !actor.Bound() {
		return set.List()
	}
	list := []model.Permission{}
	for _, p := range []model.Permission{model.ManageMessages, model.PostMessages} {
		if set.Has(p) {
			list = append(list, p)
		}
	}
	return list
}
