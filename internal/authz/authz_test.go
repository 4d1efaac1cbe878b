package authz

import (
	"slices"
	"strings"
	"testing"

	"chattr/internal/model"
)

// Every action against every kind of actor, as a table that a person can check.
func TestAuthorize(t *testing.T) {
	t.Parallel()
	user := &model.User{ID: 7}
	member := func(p ...model.Permission) Object {
		return Object{Channel: 1, Standing: model.Standing{Member: true, Permissions: model.PermissionSet(p...)}}
	}
	none, me := Object{Channel: 1}, model.Actor{User: user}
	token := model.NewID(1, model.KindAccessToken, 1)
	unbound, readOnly := model.Actor{User: user, CredentialID: token}, model.Actor{User: user, CredentialID: token, ReadOnly: true}
	here, other := unbound, unbound
	here.ChannelIDs, other.ChannelIDs = model.IDs{1}, model.IDs{2}
	admin := model.Actor{User: &model.User{ID: 8, Administrator: true}}
	all := member(model.Administrator)
	owned := all
	owned.Standing.Owner = true

	actors := []struct {
		actor model.Actor
		to    Object
	}{
		{model.Actor{}, all},
		{me, none},
		{other, all},
		{me, owned},
		{unbound, owned},
		{admin, none},
		{me, all},
		{me, member()},
		{me, member(model.ManageServer)},
		{me, member(model.ManageChannels)},
		{readOnly, owned},
		{here, owned},
	}
	for do := range actions {
		outcomes := strings.Fields(authorizeTable[do])
		if len(outcomes) != len(actors) {
			t.Errorf("action %d has no row", do)
			continue
		}
		for i, a := range actors {
			if rules[do].anywhere {
				a.to = Object{}
			}
			if got, want := model.ErrorCode(Authorize(a.actor, do, a.to)), outcomeCodes[outcomes[i]]; got != want {
				t.Errorf("action %d, actor %d: %q, want %q", do, i, got, want)
			}
		}
	}
	for _, actor := range []model.Actor{me, admin} {
		if err := Authorize(actor, actions, owned); model.ErrorCode(err) != model.Forbidden {
			t.Errorf("an action without a rule: %v", err)
		}
	}
}

// authorizeTable has the outcome for each actor: an anonymous client, an outsider, a token bound elsewhere, the owner, the owner's token,
// the administrator of the installation, a member with all permissions, one with none, with MANAGE_SERVER, with MANAGE_CHANNELS, a token
// of the owner's that only reads, and one that is bound here.
var authorizeTable = map[Action]string{
	See:               "who none none ok ok ok ok ok ok ok ok ok",
	SeePeople:         "who none none ok ok ok ok ok ok ok ok no",
	ManageServer:      "who none none ok ok ok ok no ok no no no",
	SeeWebhooks:       "who none none ok ok ok ok no ok no ok no",
	ManageWebhooks:    "who none none ok ok ok ok no ok no no no",
	DeleteServer:      "who none none ok ok ok no no no no no no",
	ManageChannels:    "who none none ok ok ok ok no no ok no no",
	PostMessages:      "who none none ok ok ok ok no no no no ok",
	DeleteMessages:    "who none none ok ok ok ok ok ok ok no ok",
	DeleteOthers:      "who none none ok ok ok ok no no no no ok",
	SeeAuditLog:       "who none none ok ok ok ok no ok no ok no",
	SeeInvitations:    "who none none ok ok ok ok no ok no ok no",
	ManageInvitations: "who none none ok ok ok ok no ok no no no",
	ManageMembers:     "who none none ok ok ok ok no ok no no no",
	ManageRoles:       "who none none ok ok ok ok no ok no no no",
	LeaveServer:       "who none none ok ok ok ok ok ok ok no no",
	TransferServer:    "who none none ok ok ok no no no no no no",
	CreateServer:      "who ok no ok ok ok ok ok ok ok no no",
	JoinServer:        "who ok no ok ok ok ok ok ok ok no no",
	ManageTokens:      "who ok no ok no ok ok ok ok ok no no",
	RevokeOwnToken:    "who ok ok ok ok ok ok ok ok ok ok ok",
	ManageAccount:     "who ok no ok no ok ok ok ok ok no no",
	Administer:        "who no no no no ok no no no no no no",
}

var outcomeCodes = map[string]model.Code{
	"ok": "", "no": model.Forbidden, "none": model.NotFound, "who": model.Unauthenticated,
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	user := &model.User{ID: 7}
	standing := func(p ...model.Permission) model.Standing {
		return model.Standing{Member: true, Permissions: model.PermissionSet(p...)}
	}
	person, bound := model.Actor{User: user}, model.Actor{User: user, ChannelIDs: model.IDs{1}}
	admin := model.Actor{User: &model.User{ID: 8, Administrator: true}}
	inChannels := []model.Permission{model.ManageMessages, model.PostMessages}
	for name, c := range map[string]struct {
		actor model.Actor
		s     model.Standing
		want  []model.Permission
	}{
		"an outsider":          {person, model.Standing{}, nil},
		"a member":             {person, standing(model.PostMessages), []model.Permission{model.PostMessages}},
		"with all":             {person, standing(model.Administrator), model.AllPermissions},
		"the administrator":    {admin, model.Standing{}, model.AllPermissions},
		"only reading":         {model.Actor{User: user, ReadOnly: true}, standing(model.Administrator), nil},
		"bound, with all":      {bound, standing(model.Administrator), inChannels},
		"bound, with one":      {bound, standing(model.PostMessages), inChannels[1:]},
		"bound, of no use":     {bound, standing(model.ManageServer), nil},
		"a bound installation": {model.Actor{User: admin.User, ChannelIDs: model.IDs{1}}, model.Standing{}, inChannels},
	} {
		if got := Permissions(c.actor, c.s); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
