package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// Servers creates, changes, transfers and deletes servers.
type Servers struct{ *core }

// Create creates a server with the role "everyone". The actor owns it. It returns LIMIT_REACHED if the actor owns 100 servers.
func (c *Servers) Create(ctx context.Context, actor model.Actor, in CreateServerInput) (*CreateServerPayload, error) {
	if err := authz.Authorize(actor, authz.CreateServer, authz.Object{}); err != nil {
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
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorizeUsers(tx, actor, authz.CreateServer)
		if err != nil {
			return err
		}
		if err := checkServersOwnedBy(tx, s.OwnerID, "servers of yours"); err != nil {
			return err
		}
		if err := tx.InsertServer(s, everyone, owner); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.ServerCreated, s.ID, s.ID, s.Name))
	})
	if err != nil {
		return nil, err
	}
	return &CreateServerPayload{Server: s}, nil
}

// checkServersOwnedBy returns LIMIT_REACHED if a user cannot own one more server.
func checkServersOwnedBy(tx *db.Tx, user model.ID, what string) error {
	n, err := tx.CountServersOwnedBy(user)
	if err != nil {
		return err
	}
	return checkLimit(n, maxServersOwned, what)
}

// newServer returns a new server, its role "everyone" and the membership of its owner. It stores nothing.
func (c *Servers) newServer(
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

// newIDs returns a new id of each kind.
func (c *core) newIDs(ctx context.Context, kinds ...model.Kind) (ids []model.ID, err error) {
	ids = make([]model.ID, len(kinds))
	for i, kind := range kinds {
		if ids[i], err = c.db.NewID(ctx, kind); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// Update changes the name of a server. It needs MANAGE_SERVER.
func (c *Servers) Update(ctx context.Context, actor model.Actor, in UpdateServerInput) (*UpdateServerPayload, error) {
	seen, err := c.server(ctx, actor, authz.ManageServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	name := f.Update(in.Name, seen.Name, "name", f.Name)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var s *model.Server
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageServer, seen.ID)
		if err != nil {
			return err
		}
		s = p.server
		before := *s
		if in.Name.Set {
			s.Name = name
		}
		if err := tx.UpdateServer(s); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.ServerUpdated, s.ID, s.ID, s.Name)
		entry.Changes = differences(serverFields(&before), serverFields(s))
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "server")
	}
	return &UpdateServerPayload{Server: s}, nil
}

// Delete deletes a server with everything in it. No query returns it after the return; the rows are removed later, some at a time. Only
// the owner and administrators of the installation may delete it.
func (c *Servers) Delete(ctx context.Context, actor model.Actor, in DeleteServerInput) (*DeleteServerPayload, error) {
	seen, err := c.server(ctx, actor, authz.DeleteServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var s *model.Server
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.DeleteServer, seen.ID)
		if err != nil {
			return err
		}
		s = p.server
		if err := tx.LockHeads(s.ID); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.ServerDeleted, s.ID, s.ID, s.Name)
		if err := tx.DeleteServer(s, entry.CreatedAt); err != nil {
			return err
		}
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "server")
	}
	c.accessChanged()
	return &DeleteServerPayload{Server: s}, nil
}

// Get returns a server. It returns NOT_FOUND if the actor cannot see the server.
func (c *Servers) Get(ctx context.Context, actor model.Actor, id model.ID) (*model.Server, error) {
	return c.server(ctx, actor, authz.See, id)
}

// ByID returns the servers that the actor can see, by their ids.
func (c *Servers) ByID(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Server, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	return c.db.Servers(ctx, actor, ids)
}

// ServersOf returns a page of the servers that the actor is a member of.
func (c *Servers) ServersOf(ctx context.Context, actor model.Actor, p Page) (*ServerConnection, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	page, err := c.db.ServersOf(ctx, actor, p)
	if err != nil {
		return nil, err
	}
	return servers.connect(page, p), nil
}

// Transfer makes another member the owner of a server. Only the owner and administrators of the installation may do it. It returns
// LIMIT_REACHED if the new owner owns 100 servers.
func (c *Servers) Transfer(ctx context.Context, actor model.Actor, in TransferServerInput) (*TransferServerPayload, error) {
	seen, err := c.server(ctx, actor, authz.TransferServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	m, err := c.member(ctx, actor, in.MemberID)
	if err != nil {
		return nil, err
	}
	if m.ServerID != seen.ID {
		return nil, model.NoSuch("member")
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var s *model.Server
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.TransferServer, seen.ID, m.UserID)
		if err != nil {
			return err
		}
		s = p.server
		if _, err := tx.Member(m.ID); err != nil {
			return err
		}
		from, err := tx.User(s.OwnerID)
		if err != nil {
			return err
		}
		to := p.users[m.UserID]
		if from.ID == to.ID {
			return model.Errorf(model.Conflict, "They own the server already.")
		}
		if err := checkServersOwnedBy(tx, to.ID, "servers of theirs"); err != nil {
			return err
		}
		s.OwnerID = to.ID
		if err := tx.UpdateServer(s); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.ServerTransferred, s.ID, s.ID, s.Name)
		entry.Changes = []model.AuditChange{{Field: "owner", Before: &from.Name, After: &to.Name}}
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "member")
	}
	return &TransferServerPayload{Server: s}, nil
}
