package chat

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"chattr/internal/model"
)

type deed = func(context.Context) error

func (c *clients) onServer(s *fixture, a model.Actor) []deed {
	name, id := fmt.Sprint(rand.IntN(1000)), s.server.ID
	return []deed{
		func(ctx context.Context) error {
			_, err := s.Servers.Update(ctx, a, UpdateServerInput{ServerID: id, Name: model.Some(name)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Channels.Create(ctx, a, CreateChannelInput{ServerID: id, Name: name})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Channels.Update(ctx, a, UpdateChannelInput{ChannelID: c.channelOf(s).ID, Topic: model.Some(name)})
			return err
		},
		func(ctx context.Context) error {
			ch := c.channelOf(s)
			if ch.ID == s.channel.ID {
				return nil
			}
			_, err := s.Channels.Delete(ctx, a, DeleteChannelInput{ChannelID: ch.ID})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Webhooks.Create(ctx, a, CreateWebhookInput{ChannelID: c.channelOf(s).ID, Name: name})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Webhooks.Update(ctx, a, UpdateWebhookInput{WebhookID: c.webhookOf(s), ChannelID: model.Some(c.channelOf(s).ID)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Webhooks.RegenerateURL(ctx, a, RegenerateWebhookURLInput{WebhookID: c.webhookOf(s)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Webhooks.Test(ctx, a, TestWebhookInput{WebhookID: c.webhookOf(s)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Webhooks.Delete(ctx, a, DeleteWebhookInput{WebhookID: c.webhookOf(s)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Messages.Post(ctx, a, PostMessageInput{ChannelID: c.channelOf(s).ID, Content: name})
			return err
		},
		func(ctx context.Context) error {
			posted, err := s.Messages.Post(ctx, a, PostMessageInput{ChannelID: s.channel.ID, Content: name})
			if err != nil {
				return err
			}
			_, err = s.Messages.Delete(ctx, oneOf(c.actors), DeleteMessageInput{MessageID: posted.Message.ID})
			return err
		},
		func(ctx context.Context) error {
			made, err := s.Servers.Create(ctx, a, CreateServerInput{Name: name})
			if err != nil {
				return err
			}
			_, err = s.Servers.Delete(ctx, a, DeleteServerInput{ServerID: made.Server.ID})
			return err
		},
		func(ctx context.Context) error { _, err := s.db.Sweep(ctx, model.Now(), 100); return err },
	}
}

func (c *clients) onPeople(s *fixture, a model.Actor, secret string) []deed {
	name, id, other := fmt.Sprint(rand.IntN(1000)), s.server.ID, oneOf(c.actors)
	transfer := func(ctx context.Context) error {
		_, err := s.Servers.Transfer(ctx, a, TransferServerInput{ServerID: id, MemberID: c.memberOf(s, other)})
		return err
	}
	return []deed{
		func(ctx context.Context) error {
			_, err := s.Roles.Create(ctx, a, CreateRoleInput{ServerID: id, Name: name, Permissions: []model.Permission{model.Administrator}})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Roles.Update(ctx, a, UpdateRoleInput{RoleID: c.roleOf(s), Name: model.Some(name)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Roles.GiveRole(ctx, a, GiveRoleInput{RoleID: c.roleOf(s), MemberID: c.memberOf(s, other)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Roles.TakeRole(ctx, a, TakeRoleInput{RoleID: c.roleOf(s), MemberID: c.memberOf(s, other)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Roles.Delete(ctx, a, DeleteRoleInput{RoleID: c.roleOf(s)})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.Members.Remove(ctx, a, RemoveMemberInput{MemberID: c.memberOf(s, other)})
			return err
		},
		func(context.Context) error { return s.accept(other, secret) }, func(context.Context) error { return s.accept(other, secret) },
		transfer, transfer, transfer,
		func(ctx context.Context) error {
			_, err := s.Invitations.Create(ctx, a, CreateInvitationInput{ServerID: id})
			return err
		},
		func(ctx context.Context) error {
			reauthentication, _ := s.SignIn.Reauthenticate(ctx, a, ReauthenticateInput{Client: home}) // who has no session needs none
			_, err := s.Accounts.UpdateViewer(ctx, a, UpdateViewerInput{Name: model.Some(a.User.Name + name), Proof: &reauthentication})
			return err
		},
		func(context.Context) error {
			return s.setAccount(a, other.UserID(), unsaid, oneOf([]model.OptionalBool{no, yes}))
		},
		func(context.Context) error { return s.setAccount(c.actors[1], other.UserID(), unsaid, yes) },
		func(ctx context.Context) error {
			made, err := s.AccessTokens.Create(ctx, a, CreateAccessTokenInput{Name: name})
			if err != nil {
				return err
			}
			_, err = s.AccessTokens.Revoke(ctx, a, RevokeAccessTokenInput{AccessTokenID: made.AccessToken.ID})
			return err
		},
		func(ctx context.Context) error {
			_, err := s.SignIn.CreateSignInLink(ctx, a, CreateSignInLinkInput{UserID: other.UserID()})
			return err
		},
		func(ctx context.Context) error {
			link, err := s.SignIn.OperatorSignInLink(ctx, a.User.Name)
			if err != nil {
				return err
			}
			_, secret, _ := strings.Cut(link, "#sign-in=")
			_, err = s.SignIn.SignIn(ctx, secret)
			return err
		},
	}
}
