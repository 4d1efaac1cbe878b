package chat

import (
	"context"

	"chattr/internal/model"
)

// action is a kind of access to a channel, a server or the installation.
type action int

const (
	see            action = iota // look at it
	seePeople                    // list members and roles
	manageServer                 // change the server
	seeWebhooks                  // list and look at webhooks
	manageWebhooks               // create, change and delete webhooks
	deleteServer
	manageChannels
	postMessages   // post; edit one's own
	deleteMessages // delete one's own
	deleteOthers   // delete the messages of others
	seeAuditLog    // read who did what
	seeInvitations
	manageInvitations // make and revoke them
	manageMembers     // end the membership of others
	manageRoles       // create, change, delete, give and take
	leaveServer
	transferServer
	createServer   // on the installation, as are the next
	joinServer     // by an invitation
	manageTokens   // make, list and revoke access tokens
	revokeOwnToken // as an access token
	manageAccount  // look at one's own account, and change it
	administer     // see and change the accounts of others, and read who did

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

var rules = map[action]rule{
	see:            {reads: true, bound: true},
	seePeople:      {reads: true},
	seeWebhooks:    {reads: true, granted: model.ManageServer},
	manageServer:   {granted: model.ManageServer},
	manageWebhooks: {granted: model.ManageServer},
	deleteServer:   {owner: true},
	manageChannels: {granted: model.ManageChannels},
	postMessages:   {bound: true, granted: model.PostMessages},
	deleteMessages: {bound: true},
	deleteOthers:   {bound: true, granted: model.ManageMessages},
	seeAuditLog:    {reads: true, granted: model.ManageServer},

	seeInvitations:    {reads: true, granted: model.ManageServer},
	manageInvitations: {granted: model.ManageServer},
	manageMembers:     {granted: model.ManageServer},
	manageRoles:       {granted: model.ManageServer},
	leaveServer:       {},
	transferServer:    {owner: true},

	createServer: {anywhere: true},
	joinServer:   {anywhere: true},
	// SECURITY: a token that creates other tokens would outlive its own expiry and bounds. A token in a web page shows who created it
	// (`viewer` is never null) but neither their address nor how they sign in.
	manageTokens:  {anywhere: true, inPerson: true},
	manageAccount: {anywhere: true, inPerson: true},
	// An access token of any bounds may revoke itself.
	revokeOwnToken: {anywhere: true, reads: true, bound: true},
	administer:     {anywhere: true, inPerson: true, highest: true},
}

// object is what an action is done to, with the standing of the actor on its server. channel is 0 for the server itself; the zero object is
// the installation.
type object struct {
	channel  model.ID
	standing model.Standing
}

// authorize returns nil if the actor may do this to the object. It returns UNAUTHENTICATED without a user, NOT_FOUND if the object is
// invisible to the actor, and FORBIDDEN if the object is visible and the action is not allowed.
//
// SECURITY: no other function decides who may do what.
func authorize(actor model.Actor, do action, to object) error {
	r, known := rules[do]
	switch {
	case actor.User == nil:
		return unauthenticated()
	case !known:
		return model.Errorf(model.Forbidden, "Nobody may do this.")
	case !r.anywhere && !to.standing.Member && !actor.Administers(), to.channel != 0 && !actor.Reaches(to.channel):
		return model.NoSuch("thing")
	case r.inPerson && actor.CredentialID.Kind() == model.KindAccessToken:
		return model.Errorf(model.Forbidden, "An access token may not do this; sign in to do it.")
	case actor.ReadOnly && !r.reads:
		return model.Errorf(model.Forbidden, "This access token can only read.")
	case actor.Bound() && !r.bound:
		return model.Errorf(model.Forbidden, "This access token is bound to channels and may do nothing else.")
	case r.highest && !actor.Administers():
		return model.Errorf(model.Forbidden, "Only administrators of the installation may do this.")
	case actor.Administers(), to.standing.Owner:
		return nil
	case r.owner:
		return model.Errorf(model.Forbidden, "Only the owner of the server may do this.")
	case r.granted != "" && !to.standing.Permissions.Has(r.granted):
		return model.Errorf(model.Forbidden, "This needs the permission %s.", r.granted)
	}
	return nil
}

// server returns a server that the actor can see and may do this to.
func (c *core) server(ctx context.Context, actor model.Actor, do action, id model.ID) (*model.Server, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	servers, err := c.db.Servers(ctx, actor, []model.ID{id})
	if err != nil {
		return nil, err
	}
	s := servers[id]
	if s == nil {
		return nil, model.NoSuch("server")
	}
	if err := c.authorize(ctx, actor, do, s.ID, 0); err != nil {
		return nil, err
	}
	return s, nil
}

// channel returns a channel that the actor can see and may do this to.
func (c *core) channel(ctx context.Context, actor model.Actor, do action, id model.ID) (*model.Channel, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	channels, err := c.db.Channels(ctx, actor, []model.ID{id})
	if err != nil {
		return nil, err
	}
	ch := channels[id]
	if ch == nil {
		return nil, model.NoSuch("channel")
	}
	if do == see { // SECURITY: the query returns only visible channels
		return ch, nil
	}
	if err := c.authorize(ctx, actor, do, ch.ServerID, ch.ID); err != nil {
		return nil, err
	}
	return ch, nil
}

// authorize reads the standing of the actor on a server and calls authorize with it.
func (c *core) authorize(ctx context.Context, actor model.Actor, do action, server, channel model.ID) error {
	standings, err := c.db.Standings(ctx, actor.UserID(), []model.ID{server})
	if err != nil {
		return err
	}
	return authorize(actor, do, object{channel: channel, standing: standings[server]})
}

func unauthenticated() error {
	return model.Errorf(model.Unauthenticated, "Sign in, or send a valid access token as `Authorization: Bearer …`.")
}

// invisible turns FORBIDDEN into NOT_FOUND, for things that only actors who may manage them may see, and makes NOT_FOUND name the kind of
// thing that was requested.
func invisible(err error, kind string) error {
	switch model.ErrorCode(err) {
	case model.Forbidden, model.NotFound:
		return model.NoSuch(kind)
	}
	return err
}

// notFoundAs makes NOT_FOUND name the kind of thing that was requested.
func notFoundAs(err error, kind string) error {
	if model.ErrorCode(err) == model.NotFound {
		return model.NoSuch(kind)
	}
	return err
}
