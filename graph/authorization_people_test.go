package graph

import (
	"net/netip"
	"path"
	"strings"
	"testing"
	"time"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// people are the actors of the matrix and the two servers.
type people struct {
	*fixture
	otherUser, member, manager, admin, owner person
	friend, rival, rivalsFriend              person // the object of an action, and the users of the other server

	installation person // its administrator

	owns, others *place
}

// person is a user who is signed in.
type person struct {
	model.Actor
	cookie string
}

// place is a server with one object of each type, by name.
type place struct {
	owner  person
	server model.ID
	tokens []model.ID // access tokens of the owner's
	things map[string]string
	bound  string // an access token of its owner, bound to its channel
}

func newPeople(t *testing.T) *people {
	t.Helper()
	p := &people{fixture: newFixture(t)}
	p.installation.cookie = p.session()
	for name, who := range map[string]*person{
		"otherUser": &p.otherUser, "member": &p.member, "manager": &p.manager, "admin": &p.admin, "ruler": &p.owner,
		"friend": &p.friend, "rival": &p.rival, "their friend": &p.rivalsFriend,
	} {
		up, err := p.chat.SignIn.SignUp(t.Context(), chat.SignUpInput{
			Name: name, Email: new(strings.ReplaceAll(name, " ", "-") + "@example.com"), Password: "a phrase of some words", Client: netip.IPv6Loopback(),
		})
		p.must(err)
		who.Actor, err = p.chat.SignIn.AuthenticateSession(t.Context(), up.Cookie)
		p.must(err)
		who.cookie = up.Cookie
		p.link(who.Actor, new("a phrase of some words"))
	}
	var err error
	p.installation.Actor, err = p.chat.SignIn.AuthenticateSession(t.Context(), p.installation.cookie)
	p.must(err)
	p.link(p.installation.Actor, nil)
	return p
}

// link links a user to an OpenID provider.
func (p *people) link(actor model.Actor, password *string) {
	p.Helper()
	reauthentication, err := p.chat.Identities.ReauthenticateToLink(p.Context(), actor, chat.ReauthenticateInput{Current: password, Client: netip.IPv6Loopback()})
	p.must(err)
	p.must(p.chat.Identities.Link(p.Context(), actor, chat.LinkIdentityInput{
		Issuer: "https://id.example.com", Subject: actor.User.Name, Reauthentication: reauthentication,
	}))
}

// reauthentication returns the reauthentication token of an actor, "" without a user and for access tokens. Administrators of the
// installation have signed in with a link.
func (p *people) reauthentication(actor int) string {
	p.Helper()
	who, signedIn := map[int]person{1: p.otherUser, 2: p.member, 3: p.manager, 4: p.admin, installationAt: p.installation, 6: p.owner}[actor]
	if !signedIn {
		return ""
	}
	reauthentication, err := p.chat.SignIn.Reauthenticate(p.Context(), who.Actor, chat.ReauthenticateInput{Current: new("a phrase of some words"), Client: netip.IPv6Loopback()})
	p.must(err)
	return reauthentication
}

// own returns the server on which the actors are members.
func (p *people) own() *place {
	if p.owns == nil {
		p.owns = p.newPlace(p.owner, p.member, p.manager, p.admin, p.friend)
	}
	return p.owns
}

// other returns a server of other users.
func (p *people) other() *place {
	if p.others == nil {
		p.others = p.newPlace(p.rival, person{}, person{}, person{}, p.rivalsFriend)
	}
	return p.others
}

// forget lets a place be created again. The old ones must not reach the limits.
func (p *people) forget(at *place) {
	p.Helper()
	for _, token := range at.tokens {
		_, _ = p.chat.AccessTokens.Revoke(p.Context(), at.owner.Actor, chat.RevokeAccessTokenInput{AccessTokenID: token})
	}
	_, _ = p.chat.Servers.Delete(p.Context(), p.fixture.owner, chat.DeleteServerInput{ServerID: at.server})
	if at == p.owns {
		p.owns = nil
	} else {
		p.others = nil
	}
}

// headers returns the credential of an actor of the matrix.
func (p *people) headers(actor int) []string {
	cookie := func(value string) []string { return []string{"Cookie", sessionCookie + value} }
	bearer := func(token string) []string { return []string{"Authorization", "Bearer " + token} }
	switch actor {
	case anonymousAt:
		return nil
	case otherUserAt:
		return cookie(p.otherUser.cookie)
	case 2:
		return cookie(p.member.cookie)
	case 3:
		return cookie(p.manager.cookie)
	case 4:
		return cookie(p.admin.cookie)
	case installationAt:
		return cookie(p.installation.cookie)
	case 6:
		return cookie(p.owner.cookie)
	case webhookAt:
		return bearer(p.own().things["webhookToken"])
	case 8:
		return bearer(p.own().things["readOnlySecret"])
	default:
		return bearer(p.own().bound)
	}
}

// newPlace creates a server with one object of each type. The message is that of the member, if there is one.
func (p *people) newPlace(owner, member, manager, admin, friend person) *place {
	p.Helper()
	ctx, c := p.Context(), p.chat
	server, err := c.Servers.Create(ctx, owner.Actor, chat.CreateServerInput{Name: "Old"})
	p.must(err)
	id := server.Server.ID
	_, err = c.Servers.Update(ctx, owner.Actor, chat.UpdateServerInput{ServerID: id, Name: model.Some("Server")})
	p.must(err)
	log, _, err := c.AuditLog.AuditLogsOf(ctx, owner.Actor, []model.ID{id}, chat.Page{Limit: 1, Backward: true})
	p.must(err)
	at := &place{owner: owner, server: id, things: map[string]string{
		"server": id.String(), "user": friend.User.ID.String(), "entry": log[id].Edges[0].Node.ID.String(),
	}}
	p.populatePlace(at, id, member)
	p.join(at, id, member)
	p.join(at, id, manager, model.ManageServer)
	p.join(at, id, admin, model.Administrator)
	at.things["member"] = p.join(at, id, friend).String()
	at.things["role"] = p.role(at, id, at.things["member"]).String()
	at.things["otherRole"] = p.role(at, id, "").String()
	p.message(at, member)
	return at
}

func (p *people) populatePlace(at *place, server model.ID, member person) {
	p.Helper()
	ctx, c, owner := p.Context(), p.chat, at.owner.Actor
	channel, err := c.Channels.Create(ctx, owner, chat.CreateChannelInput{ServerID: server, Name: "general", Topic: new("all")})
	p.must(err)
	hook, err := c.Webhooks.Create(ctx, owner, chat.CreateWebhookInput{ChannelID: channel.Channel.ID, Name: "CI"})
	p.must(err)
	invited, err := c.Invitations.Create(ctx, owner, chat.CreateInvitationInput{ServerID: server, MaxUses: new(9)})
	p.must(err)
	token := func(in chat.CreateAccessTokenInput) *chat.CreateAccessTokenPayload {
		in.Name, in.ExpiresAt = "token", new(model.Now().Add(time.Hour))
		made, err := c.AccessTokens.Create(ctx, owner, in)
		p.must(err)
		at.tokens = append(at.tokens, made.AccessToken.ID)
		return made
	}
	bound := token(chat.CreateAccessTokenInput{ChannelIDs: []model.ID{channel.Channel.ID}})
	readOnly, unrestricted := token(chat.CreateAccessTokenInput{ReadOnly: new(true)}), token(chat.CreateAccessTokenInput{})
	at.bound = bound.Secret
	_, secret, _ := strings.Cut(invited.URL, "#invite=")
	at.things["channel"], at.things["webhook"] = channel.Channel.ID.String(), hook.Webhook.ID.String()
	at.things["webhookToken"], at.things["readOnlySecret"] = path.Base(hook.URL), readOnly.Secret
	at.things["invitation"], at.things["secret"] = invited.Invitation.ID.String(), secret
	at.things["token"] = unrestricted.AccessToken.ID.String()
}

// join makes a user a member, with a role that has those permissions.
func (p *people) join(at *place, server model.ID, who person, permissions ...model.Permission) (member model.ID) {
	p.Helper()
	ctx, c := p.Context(), p.chat
	if who.User == nil {
		return 0
	}
	_, err := c.Invitations.Accept(ctx, who.Actor, chat.AcceptInvitationInput{Secret: at.things["secret"]})
	p.must(err)
	members, _, err := c.Members.MembersOf(ctx, at.owner.Actor, []model.ID{server}, chat.Page{Limit: 1, Backward: true})
	p.must(err)
	member = members[server].Edges[0].Node.ID
	if len(permissions) > 0 {
		p.role(at, server, member.String(), permissions...)
	}
	return member
}

// role creates a role, and gives it to the member unless that is "".
func (p *people) role(at *place, server model.ID, member string, permissions ...model.Permission) model.ID {
	p.Helper()
	ctx, c := p.Context(), p.chat
	made, err := c.Roles.Create(ctx, at.owner.Actor, chat.CreateRoleInput{ServerID: server, Name: "role", Permissions: permissions})
	p.must(err)
	if member != "" {
		id, err := model.ParseID(member)
		p.must(err)
		_, err = c.Roles.GiveRole(ctx, at.owner.Actor, chat.GiveRoleInput{RoleID: made.Role.ID, MemberID: id})
		p.must(err)
	}
	return made.Role.ID
}

// message posts two messages as the member, or else as the owner. The cursor is that of the first.
func (p *people) message(at *place, member person) {
	p.Helper()
	author := member
	if author.User == nil {
		author = at.owner
	}
	channel, err := model.ParseID(at.things["channel"])
	p.must(err)
	for _, content := range []string{"first", "second"} {
		posted, err := p.chat.Messages.Post(p.Context(), author.Actor, chat.PostMessageInput{ChannelID: channel, Content: content})
		p.must(err)
		if content == "first" {
			at.things["cursor"] = posted.Cursor.String()
		}
		at.things["message"] = posted.Message.ID.String()
	}
}
