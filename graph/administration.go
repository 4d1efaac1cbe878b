package graph

import (
	"context"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func (r *queryResolver) Accounts(
	ctx context.Context, first *int, after *string, last *int, before *string, search *string,
) (*chat.AccountConnection, error) {
	p, err := chat.ParsePage(model.KindUser, first, after, last, before)
	if err != nil {
		return nil, err
	}
	return r.chat.Accounts.Accounts(ctx, actor(ctx), search, p)
}

func (r *queryResolver) AuditLog(
	ctx context.Context, first *int, after *string, last *int, before *string,
) (*chat.AuditEntryConnection, error) {
	p, err := chat.ParsePage(model.KindAuditEntry, first, after, last, before)
	if err != nil {
		return nil, err
	}
	return r.chat.AuditLog.InstallationLog(ctx, actor(ctx), p)
}

func (r *viewerResolver) ManagesAccounts(ctx context.Context, _ *chat.Viewer) (bool, error) {
	return r.chat.Accounts.ManagesAccounts(actor(ctx)), nil
}

func (r *mutationResolver) UpdateAccount(ctx context.Context, in chat.UpdateAccountInput) (*chat.UpdateAccountPayload, error) {
	return r.chat.Accounts.UpdateAccount(ctx, actor(ctx), in)
}

func (r *mutationResolver) CreateSignInLink(
	ctx context.Context, in chat.CreateSignInLinkInput,
) (*chat.CreateSignInLinkPayload, error) {
	return r.chat.SignIn.CreateSignInLink(ctx, actor(ctx), in)
}

func (r *mutationResolver) RevokeSignInLinks(
	ctx context.Context, in chat.RevokeSignInLinksInput,
) (*chat.RevokeSignInLinksPayload, error) {
	return r.chat.SignIn.RevokeSignInLinks(ctx, actor(ctx), in)
}
