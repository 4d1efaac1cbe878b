package chat

import (
	"context"

	"chattr/internal/model"
	"chattr/internal/validate"
)

// CreateServer makes a server that the actor owns, with the role everyone. LIMIT_REACHED at 100 owned ones.
func (c *Chat) CreateServer(ctx context.Context, actor model.Actor, in CreateServerInput) (*CreateServerPayload, error) {
	if err := authorize(actor, createServer, object{}); err != nil {
		return nil, err
	}
	var f validate.Fields
	name := f.Name("name", in.Name)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	s, everyone, owner, err := c.newServer(ctx, actor.UserID(), name)
	if err != nil {
		return nil, err
	}
	a := act(actor, createServer, c.entry(actor, model.ServerCreated, s.ID, s.ID, s.Name))
	if err := c.db.InsertServer(ctx, s, everyone, owner, atMost(maxServersOwned, "servers of yours"), a); err != nil {
		return nil, err
	}
	return &CreateServerPayload{Server: s}, nil
}

func (c *Chat) newServer(
	ctx context.Context, ownerID model.ID, name string,
) (*model.Server, *model.Role, *model.Member, error) {
	ids, err := c.newIDs(ctx, model.KindServer, model.KindRole, model.KindMember)
	if err != nil {
		return nil, nil, nil, err
	}
	now := c.o.Now()
	s := &model.Server{ID: ids[0], Name: name, OwnerID: ownerID, CreatedAt: now}
	everyone := &model.Role{
		ID: ids[1], ServerID: s.ID, Name: "everyone", Everyone: true,
		Permissions: model.PermissionSet(model.PostMessages), CreatedAt: now,
	}
	return s, everyone, &model.Member{ID: ids[2], ServerID: s.ID, UserID: ownerID, CreatedAt: now}, nil
}

func (c *Chat) newIDs(ctx context.Context, kinds ...model.Kind) (ids []model.ID, err error) {
	ids = make([]model.ID, len(kinds))
	for i, kind := range kinds {
		if ids[i], err = c.db.NewID(ctx, kind); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// UpdateServer changes a server's name. Needs MANAGE_SERVER.
func (c *Chat) UpdateServer(ctx context.Context, actor model.Actor, in UpdateServerInput) (*UpdateServerPayload, error) {
	s, err := c.server(ctx, actor, manageServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	name := f.Update(in.Name, s.Name, "name", f.Name)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	apply := func(s *model.Server) {
		if in.Name.Set {
			s.Name = name
		}
	}
	entry := c.entry(actor, model.ServerUpdated, s.ID, s.ID, "")
	s, err = c.db.UpdateServer(ctx, s.ID, noting(entry, serverFields, apply), act(actor, manageServer, entry))
	if err != nil {
		return nil, gone(err, "server")
	}
	return &UpdateServerPayload{Server: s}, nil
}

// DeleteServer deletes a server with all that is in it: at once for everybody, though the rows go in bites later. Only its
// owner and administrators of the installation may.
func (c *Chat) DeleteServer(ctx context.Context, actor model.Actor, in DeleteServerInput) (*DeleteServerPayload, error) {
	s, err := c.server(ctx, actor, deleteServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	entry := c.entry(actor, model.ServerDeleted, s.ID, s.ID, "")
	if s, err = c.db.DeleteServer(ctx, s.ID, entry.CreatedAt, act(actor, deleteServer, entry)); err != nil {
		return nil, gone(err, "server")
	}
	c.accessChanged()
	return &DeleteServerPayload{Server: s}, nil
}

// Server is a server that the actor can see. NOT_FOUND otherwise.
func (c *Chat) Server(ctx context.Context, actor model.Actor, id model.ID) (*model.Server, error) {
	return c.server(ctx, actor, see, id)
}

// Servers are those of the servers that the actor can see.
func (c *Chat) Servers(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Server, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	return c.db.Servers(ctx, actor, ids)
}

// ServersOf is a page of the servers that the actor is a member of.
func (c *Chat) ServersOf(ctx context.Context, actor model.Actor, p Page) (*ServerConnection, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	page, err := c.db.ServersOf(ctx, actor, p)
	if err != nil {
		return nil, err
	}
	return servers.connect(page, p), nil
}
