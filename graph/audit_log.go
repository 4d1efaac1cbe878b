package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *serverResolver) AuditLog(
	ctx context.Context, s *model.Server, first *int, after *string, last *int, before *string,
) (*chat.AuditEntryConnection, error) {
	return page(ctx, loaders(ctx).auditLogs, s.ID, model.KindAuditEntry, first, after, last, before)
}

func (r *auditEntryResolver) Actor(ctx context.Context, e *model.AuditEntry) (*model.User, error) {
	return found(loaders(ctx).users.one(ctx, e.ActorID))
}
