package chat

import (
	"context"

	"chattr/internal/model"
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
	entry := c.entry(actor, model.ServerTransferred, s.ID, s.ID, "")
	room := atMost(maxServersOwned, "servers of theirs")
	s, err = c.db.UpdateServerOwner(ctx, s.ID, m.UserID, room, handingOver(entry), act(actor, transferServer, entry))
	if err != nil {
		return nil, gone(err, "member")
	}
	return &TransferServerPayload{Server: s}, nil
}

// handingOver notes in the entry who had the server when it took effect, and who has it from then on.
func handingOver(entry *model.AuditEntry) func(from, to *model.User) error {
	return func(from, to *model.User) error {
		if from.ID == to.ID {
			return model.Errorf(model.Conflict, "They own the server already.")
		}
		entry.Changes = []model.AuditChange{{Field: "owner", Before: &from.Name, After: &to.Name}}
		return nil
	}
}
