package chat

import (
	"time"

	"chattr/internal/model"
)

// The inputs and payloads of the mutations, as the schema describes them.
type (
	CreateServerInput struct{ Name string }
	UpdateServerInput struct {
		ServerID model.ID
		Name     model.OptionalString
	}
	DeleteServerInput   struct{ ServerID model.ID }
	CreateServerPayload struct{ Server *model.Server }
	UpdateServerPayload struct{ Server *model.Server }
	DeleteServerPayload struct{ Server *model.Server }

	LeaveServerInput      struct{ ServerID model.ID }
	LeaveServerPayload    struct{ Server *model.Server }
	TransferServerInput   struct{ ServerID, MemberID model.ID }
	TransferServerPayload struct{ Server *model.Server }

	RemoveMemberInput   struct{ MemberID model.ID }
	RemoveMemberPayload struct{ Member *model.Member }

	CreateRoleInput struct {
		ServerID    model.ID
		Name        string
		Permissions []model.Permission
	}
	UpdateRoleInput struct {
		RoleID      model.ID
		Name        model.OptionalString
		Permissions []model.Permission // nil: unchanged
	}
	DeleteRoleInput   struct{ RoleID model.ID }
	GiveRoleInput     struct{ RoleID, MemberID model.ID }
	TakeRoleInput     struct{ RoleID, MemberID model.ID }
	CreateRolePayload struct{ Role *model.Role }
	UpdateRolePayload struct{ Role *model.Role }
	DeleteRolePayload struct{ Role *model.Role }
	GiveRolePayload   struct {
		Role   *model.Role
		Member *model.Member
	}
	TakeRolePayload struct {
		Role   *model.Role
		Member *model.Member
	}

	CreateInvitationInput struct {
		ServerID  model.ID
		MaxUses   *int       // nil: 1
		ExpiresAt *time.Time // nil: in 7 days
	}
	CreateInvitationPayload struct {
		Invitation *model.Invitation
		URL        string
	}
	RevokeInvitationInput   struct{ InvitationID model.ID }
	RevokeInvitationPayload struct{ Invitation *model.Invitation }
	AcceptInvitationInput   struct{ Secret string }
	AcceptInvitationPayload struct{ Server *model.Server }

	UpdateViewerInput struct {
		Name  model.OptionalString
		Email model.OptionalString
		Proof *string
	}
	UpdateViewerPayload struct{ Viewer *Viewer }
	UnlinkIdentityInput struct {
		Issuer string
		Proof  *string
	}
	UnlinkIdentityPayload struct{ Viewer *Viewer }

	UpdateAccountInput struct {
		UserID        model.ID
		Administrator model.OptionalBool
		Enabled       model.OptionalBool
	}
	UpdateAccountPayload    struct{ Account *model.Account }
	CreateSignInLinkInput   struct{ UserID model.ID }
	CreateSignInLinkPayload struct {
		Account   *model.Account
		URL       string
		ExpiresAt time.Time
	}
	RevokeSignInLinksInput   struct{ UserID model.ID }
	RevokeSignInLinksPayload struct{ Account *model.Account }

	CreateChannelInput struct {
		ServerID model.ID
		Name     string
		Topic    *string
	}
	UpdateChannelInput struct {
		ChannelID model.ID
		Name      model.OptionalString
		Topic     model.OptionalString
	}
	DeleteChannelInput   struct{ ChannelID model.ID }
	CreateChannelPayload struct{ Channel *model.Channel }
	UpdateChannelPayload struct{ Channel *model.Channel }
	DeleteChannelPayload struct{ Channel *model.Channel }

	CreateWebhookInput struct {
		ChannelID model.ID
		Name      string
		AvatarURL *string
	}
	UpdateWebhookInput struct {
		WebhookID model.ID
		Name      model.OptionalString
		AvatarURL model.OptionalString
		ChannelID model.OptionalID
		Enabled   model.OptionalBool
	}
	DeleteWebhookInput        struct{ WebhookID model.ID }
	RegenerateWebhookURLInput struct{ WebhookID model.ID }
	CreateWebhookPayload      struct {
		Webhook *model.Webhook
		URL     string
	}
	UpdateWebhookPayload        struct{ Webhook *model.Webhook }
	DeleteWebhookPayload        struct{ Webhook *model.Webhook }
	RegenerateWebhookURLPayload struct {
		Webhook *model.Webhook
		URL     string
	}

	TestWebhookInput   struct{ WebhookID model.ID }
	TestWebhookPayload struct {
		Message *model.Message
		Cursor  model.Cursor
	}
	ExecuteWebhookInput struct {
		AppID          model.ID
		Token          string
		Content        string
		Name           *string
		AvatarURL      *string
		IdempotencyKey *string
	}
	ExecuteWebhookPayload struct {
		Message  *model.Message
		Cursor   model.Cursor
		Replayed bool
	}
	PostMessageInput struct {
		ChannelID      model.ID
		Content        string
		IdempotencyKey *string
	}
	PostMessagePayload struct {
		Message  *model.Message
		Cursor   model.Cursor
		Replayed bool
	}
	EditMessageInput struct {
		MessageID model.ID
		Content   string
	}
	EditMessagePayload struct {
		Message *model.Message
		Cursor  model.Cursor
	}
	DeleteMessageInput   struct{ MessageID model.ID }
	DeleteMessagePayload struct {
		Message *model.Message
		Cursor  model.Cursor
	}

	CreateAccessTokenInput struct {
		Name       string
		ExpiresAt  *time.Time
		ReadOnly   *bool
		ChannelIDs []model.ID
	}
	CreateAccessTokenPayload struct {
		AccessToken *model.AccessToken
		Secret      string
	}
	RevokeAccessTokenInput   struct{ AccessTokenID model.ID }
	RevokeAccessTokenPayload struct{ AccessToken *model.AccessToken }
)
