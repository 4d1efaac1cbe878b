package chat

import (
	"time"

	"chattr/model"
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
