package chat

import (
	"context"

	"chattr/model"
)

// TransferServer hands a server over to another member. Only its owner and administrators of the installation may.
// LIMIT_REACHED when the new owner owns 100.
func (c *Chat) TransferServer(ctx context.Context, actor model.Actor, in TransferServerInput) (*TransferServerPayload, error) {
	s, err := c.server(ctx, actor, transferServer, in.ServerID)
	if err != nil {
		return nil, err
	}
	m, err := c.member(ctx, actor, in.MemberID)
	if err != nil {
		return nil, err
	}
	if m.ServerID != s.ID {
		return nil, model.NoSuch("member")
	}
	if m.UserID == s.OwnerID {
		return nil, model.Errorf(model.Conflict, "They own the server already.")
	}
	entry, err := c.transferEntry(ctx, actor, s, m)
	if err != nil {
		return nil, err
	}
	room := atMost(maxServersOwned, "servers of theirs")
	if s, err = c.db.UpdateServerOwner(ctx, s.ID, m.UserID, room, entry); err != nil {
		return nil, invisible(err, "member")
	}
	return &TransferServerPayload{Server: s}, nil
}

func (c *Chat) transferEntry(
	ctx context.Context, actor model.Actor, s *model.Server, to *model.Member,
) (*model.AuditEntry, error) {
	users, err := c.db.Users(ctx, []model.ID{s.OwnerID, to.UserID})
	if err != nil {
		return nil, err
	}
	change := model.AuditChange{Field: "owner"}
	for id, name := range map[model.ID]**string{s.OwnerID: &change.Before, to.UserID: &change.After} {
		if u := users[id]; u != nil {
			*name = &u.Name
		}
	}
	entry := c.entry(actor, model.ServerTransferred, s.ID, s.ID, s.Name)
	entry.Changes = []model.AuditChange{change}
	return entry, nil
}
