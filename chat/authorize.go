package chat

import (
	"context"

	"chattr/model"
)

// action is something an actor wants to do to a channel or a server.
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
)

// rule is what an action needs.
type rule struct {
	reads   bool             // a read-only token may
	bound   bool             // a token that is bound to channels may, in those
	owner   bool             // only the server's owner may
	granted model.Permission // the permission needed, if any
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
}

// object is what an action is done to, with what the actor is on its server. Channel is 0 for the server itself.
type object struct {
	channel  model.ID
	owner    model.ID
	standing model.Standing
}

// SECURITY: the one function that says who may do what. It answers UNAUTHENTICATED to nobody, NOT_FOUND where the object is
// invisible, and FORBIDDEN where it is visible and the action is not allowed.
func authorize(actor model.Actor, do action, to object) error {
	r := rules[do]
	switch {
	case actor.User == nil:
		return unauthenticated()
	case !to.standing.Member && !actor.Administers(), to.channel != 0 && !actor.Reaches(to.channel):
		return notFound()
	case actor.ReadOnly && !r.reads:
		return model.Errorf(model.Forbidden, "This access token can only read.")
	case actor.Bound() && !r.bound:
		return model.Errorf(model.Forbidden, "This access token is bound to channels and may do nothing else.")
	case actor.Administers(), actor.UserID() == to.owner:
		return nil
	case r.owner:
		return model.Errorf(model.Forbidden, "Only the owner of the server may do this.")
	case r.granted != "" && !to.standing.Permissions.Has(r.granted):
		return model.Errorf(model.Forbidden, "This needs the permission %s.", r.granted)
	}
	return nil
}

// server loads a server that the actor can see and says whether they may do that to it.
func (c *Chat) server(ctx context.Context, actor model.Actor, do action, id model.ID) (*model.Server, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	servers, err := c.db.Servers(ctx, actor, []model.ID{id})
	if err != nil {
		return nil, err
	}
	s := servers[id]
	if s == nil {
		return nil, notFound()
	}
	return s, c.authorize(ctx, actor, do, s, 0)
}

// channel loads a channel that the actor can see and says whether they may do that to it.
func (c *Chat) channel(ctx context.Context, actor model.Actor, do action, id model.ID) (*model.Channel, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	channels, err := c.db.Channels(ctx, actor, []model.ID{id})
	if err != nil {
		return nil, err
	}
	ch := channels[id]
	if ch == nil {
		return nil, notFound()
	}
	return ch, c.authorize(ctx, actor, do, &model.Server{ID: ch.ServerID}, ch.ID)
}

func (c *Chat) authorize(ctx context.Context, actor model.Actor, do action, s *model.Server, channel model.ID) error {
	standings, err := c.db.Standings(ctx, actor.UserID(), []model.ID{s.ID})
	if err != nil {
		return err
	}
	return authorize(actor, do, object{channel: channel, owner: s.OwnerID, standing: standings[s.ID]})
}

// allowed are those of the servers on which the actor may do that.
func (c *Chat) allowed(ctx context.Context, actor model.Actor, do action, servers []model.ID) (map[model.ID]bool, error) {
	standings, err := c.db.Standings(ctx, actor.UserID(), servers)
	if err != nil {
		return nil, err
	}
	allowed := make(map[model.ID]bool, len(servers))
	for _, id := range servers {
		allowed[id] = authorize(actor, do, object{standing: standings[id]}) == nil
	}
	return allowed, nil
}

func unauthenticated() error {
	return model.Errorf(model.Unauthenticated, "Sign in, or send a valid access token as `Authorization: Bearer …`.")
}

func notFound() error {
	return model.Errorf(model.NotFound, "There is no such thing, or it may not be seen.")
}

// invisible turns FORBIDDEN into NOT_FOUND, for things that only those may see who may manage them.
func invisible(err error) error {
	if model.ErrorCode(err) == model.Forbidden {
		return notFound()
	}
	return err
}
