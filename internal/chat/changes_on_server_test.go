package chat

import "chattr/internal/model"

// oneAct is an act by its name in the schema.
type oneAct struct {
	what string
	do   func() error
}

// changesOnServer returns every mutation of a server, each prepared so that it can be made once, after those before it.
func (w *fixture) changesOnServer(a model.Actor) (acts []oneAct) {
	ctx, server := w.t.Context(), w.server.ID
	ofOthers, other, third := w.post("of the owner"), w.member(), w.member()
	role, doomed := w.makeRole(w.owner, model.PostMessages), w.makeRole(w.owner)
	hook, _ := w.makeWebhook()
	channel := w.makeChannel("more")
	invitation, _ := w.invite(1)
	moved := w.membership(other).ID
	add := func(what string, do func() error) {
		acts = append(acts, oneAct{what, do})
	}
	add("updateServer", func() error {
		_, err := w.Servers.Update(ctx, a, UpdateServerInput{ServerID: server, Name: model.Some("Other")})
		return err
	})
	add("createChannel", func() error {
		_, err := w.Channels.Create(ctx, a, CreateChannelInput{ServerID: server, Name: "c"})
		return err
	})
	add("updateChannel", func() error {
		_, err := w.Channels.Update(ctx, a, UpdateChannelInput{ChannelID: channel.ID, Name: model.Some("d")})
		return err
	})
	add("deleteChannel", func() error {
		_, err := w.Channels.Delete(ctx, a, DeleteChannelInput{ChannelID: channel.ID})
		return err
	})
	add("createWebhook", func() error {
		_, err := w.Webhooks.Create(ctx, a, CreateWebhookInput{ChannelID: w.channel.ID, Name: "w"})
		return err
	})
	add("updateWebhook", func() error {
		_, err := w.Webhooks.Update(ctx, a, UpdateWebhookInput{WebhookID: hook.ID, Name: model.Some("v")})
		return err
	})
	add("regenerateWebhookUrl", func() error {
		_, err := w.Webhooks.RegenerateURL(ctx, a, RegenerateWebhookURLInput{WebhookID: hook.ID})
		return err
	})
	add("deleteWebhook", func() error {
		_, err := w.Webhooks.Delete(ctx, a, DeleteWebhookInput{WebhookID: hook.ID})
		return err
	})
	add("createInvitation", func() error {
		_, err := w.Invitations.Create(ctx, a, CreateInvitationInput{ServerID: server})
		return err
	})
	add("revokeInvitation", func() error {
		_, err := w.Invitations.Revoke(ctx, a, RevokeInvitationInput{InvitationID: invitation.ID})
		return err
	})
	add("createRole", func() error {
		_, err := w.Roles.Create(ctx, a, CreateRoleInput{ServerID: server, Name: "r"})
		return err
	})
	add("updateRole", func() error {
		_, err := w.Roles.Update(ctx, a, UpdateRoleInput{RoleID: role.ID, Name: model.Some("s")})
		return err
	})
	add("giveRole", func() error {
		_, err := w.Roles.GiveRole(ctx, a, GiveRoleInput{RoleID: role.ID, MemberID: moved})
		return err
	})
	add("takeRole", func() error {
		_, err := w.Roles.TakeRole(ctx, a, TakeRoleInput{RoleID: role.ID, MemberID: moved})
		return err
	})
	add("deleteRole", func() error {
		_, err := w.Roles.Delete(ctx, a, DeleteRoleInput{RoleID: doomed.ID})
		return err
	})
	add("removeMember", func() error {
		_, err := w.Members.Remove(ctx, a, RemoveMemberInput{MemberID: w.membership(third).ID})
		return err
	})
	add("deleteMessage", func() error {
		_, err := w.Messages.Delete(ctx, a, DeleteMessageInput{MessageID: ofOthers.Message.ID})
		return err
	})
	return acts
}
