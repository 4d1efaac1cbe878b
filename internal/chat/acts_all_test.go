package chat

import "chattr/internal/model"

// oneAct is an act by its name in the schema.
type oneAct struct {
	what string
	do   func() error
}

// changesOnServer returns every mutation of a server, each prepared so that it can be made once, after those before it.
func (w *world) changesOnServer(a model.Actor) (acts []oneAct) {
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
		_, err := w.UpdateServer(ctx, a, UpdateServerInput{ServerID: server, Name: model.Some("Other")})
		return err
	})
	add("createChannel", func() error {
		_, err := w.CreateChannel(ctx, a, CreateChannelInput{ServerID: server, Name: "c"})
		return err
	})
	add("updateChannel", func() error {
		_, err := w.UpdateChannel(ctx, a, UpdateChannelInput{ChannelID: channel.ID, Name: model.Some("d")})
		return err
	})
	add("deleteChannel", func() error {
		_, err := w.DeleteChannel(ctx, a, DeleteChannelInput{ChannelID: channel.ID})
		return err
	})
	add("createWebhook", func() error {
		_, err := w.CreateWebhook(ctx, a, CreateWebhookInput{ChannelID: w.channel.ID, Name: "w"})
		return err
	})
	add("updateWebhook", func() error {
		_, err := w.UpdateWebhook(ctx, a, UpdateWebhookInput{WebhookID: hook.ID, Name: model.Some("v")})
		return err
	})
	add("regenerateWebhookUrl", func() error {
		_, err := w.RegenerateWebhookURL(ctx, a, RegenerateWebhookURLInput{WebhookID: hook.ID})
		return err
	})
	add("deleteWebhook", func() error {
		_, err := w.DeleteWebhook(ctx, a, DeleteWebhookInput{WebhookID: hook.ID})
		return err
	})
	add("createInvitation", func() error {
		_, err := w.CreateInvitation(ctx, a, CreateInvitationInput{ServerID: server})
		return err
	})
	add("revokeInvitation", func() error {
		_, err := w.RevokeInvitation(ctx, a, RevokeInvitationInput{InvitationID: invitation.ID})
		return err
	})
	add("createRole", func() error {
		_, err := w.CreateRole(ctx, a, CreateRoleInput{ServerID: server, Name: "r"})
		return err
	})
	add("updateRole", func() error {
		_, err := w.UpdateRole(ctx, a, UpdateRoleInput{RoleID: role.ID, Name: model.Some("s")})
		return err
	})
	add("giveRole", func() error {
		_, err := w.GiveRole(ctx, a, GiveRoleInput{RoleID: role.ID, MemberID: moved})
		return err
	})
	add("takeRole", func() error {
		_, err := w.TakeRole(ctx, a, TakeRoleInput{RoleID: role.ID, MemberID: moved})
		return err
	})
	add("deleteRole", func() error {
		_, err := w.DeleteRole(ctx, a, DeleteRoleInput{RoleID: doomed.ID})
		return err
	})
	add("removeMember", func() error {
		_, err := w.RemoveMember(ctx, a, RemoveMemberInput{MemberID: w.membership(third).ID})
		return err
	})
	add("deleteMessage", func() error {
		_, err := w.DeleteMessage(ctx, a, DeleteMessageInput{MessageID: ofOthers.Message.ID})
		return err
	})
	return acts
}
