package chat

import (
	"strings"
	"sync"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// interrupted is a world in which something happens in the middle of an act: between a look at what the actor may do and the
// transaction that does it. So it is the worst moment of every race, each time.
type interrupted struct {
	*fixture
	otherInstance *fixture // the same on another instance

	mu      sync.Mutex // what is done in the background makes statements too
	looks   int        // how many looks are let pass before it
	happens func()     // nil: it has, or the transaction has begun
}

func interruptedWorlds(t *testing.T, f func(w *interrupted)) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		i := new(interrupted)
		i.fixture = newFixture(t, dbtest.OpenWith(t, url, db.Options{OnQuery: i.after}))
		there := *i.fixture
		there.Chat = New(dbtest.Open(t, url), &pubsub.Local{}, i.o)
		i.otherInstance = &there
		f(i)
	})
}

// after is told of each statement.
func (i *interrupted) after(query string) {
	if happens := i.due(query); happens != nil {
		happens()
	}
}

// due is what is to happen now, nil for nothing.
func (i *interrupted) due(query string) (happens func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	switch {
	case i.happens == nil:
	case query == "BEGIN":
		i.happens = nil
	case strings.Contains(query, "m.server_id, s.owner_id, r.permissions"), strings.Contains(query, `FROM "servers"`):
		if i.looks--; i.looks < 0 {
			happens, i.happens = i.happens, nil
		}
	}
	return happens
}

// expect has something happen after some looks; nil: nothing. It says whether what was expected before is still to come.
func (i *interrupted) expect(looks int, happens func()) (pending bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	pending = i.happens != nil
	i.looks, i.happens = looks, happens
	return pending
}

// each interrupts an act by `happens` after each of its looks, which must have the act refused, and undoes it. At last the act
// is done without.
func (i *interrupted) each(what string, want []model.Code, act func() error, happens, undo func()) {
	i.t.Helper()
	for looks := 0; ; looks++ {
		did := false
		i.expect(looks, func() { happens(); did = true })
		err := act()
		i.expect(0, nil)
		if !did {
			if err != nil || looks == 0 {
				i.t.Errorf("%s, after %d looks: %v", what, looks, err)
			}
			return
		}
		refused := false
		for _, code := range want {
			refused = refused || model.ErrorCode(err) == code
		}
		if !refused {
			i.t.Errorf("%s, interrupted after %d looks: %v, want one of %v", what, looks+1, err, want)
		}
		if undo(); err == nil {
			return
		}
	}
}

// once interrupts an act after its first look.
func (i *interrupted) once(act func() error, happens func()) error {
	i.expect(0, happens)
	err := act()
	if i.expect(0, nil) {
		i.t.Error("nothing happened in between")
	}
	return err
}

// A change is refused if its actor loses the permission before the transaction locks, and a refused change stores nothing.
func TestPermissionThatWasTakenIsNotUsed(t *testing.T) {
	interruptedWorlds(t, func(w *interrupted) {
		ctx, there := w.t.Context(), w.otherInstance
		actor := w.member()
		role, m := w.makeRole(w.owner, model.Administrator), w.membership(actor)
		give := func() {
			must(there.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: role.ID, MemberID: m.ID}))
		}
		take := func() {
			must(there.Roles.TakeRole(ctx, w.owner, TakeRoleInput{RoleID: role.ID, MemberID: m.ID}))
		}
		give()
		for _, act := range w.changesOnServer(actor) {
			before := len(w.log())
			w.each(act.what, []model.Code{model.Forbidden, model.NotFound}, act.do, take, give)
			for n, edge := range w.log()[before:] {
				if mine, last := edge.Node.ActorID == actor.UserID(), before+n == len(w.log())-1; mine && !last {
					w.t.Errorf("%s was refused and is in the log", act.what)
				}
			}
		}
	})
}

// The same for who is removed, disabled or signed out, and for who administers no longer.
func TestRemovedActorsChangeNothing(t *testing.T) {
	interruptedWorlds(t, func(w *interrupted) {
		ctx, there, admin := w.t.Context(), w.otherInstance, w.administrator()
		actor := w.as(w.invited("Anna").SignedIn)
		role := w.makeRole(w.owner, model.Administrator)
		give := func() {
			must(there.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: role.ID, MemberID: w.membership(actor).ID}))
		}
		give()
		create := func(a model.Actor) func() error {
			return func() error {
				_, err := w.Invitations.Create(ctx, a, CreateInvitationInput{ServerID: w.server.ID})
				return err
			}
		}
		w.each("a member", []model.Code{model.NotFound}, create(actor), func() {
			must(there.Members.Remove(ctx, w.owner, RemoveMemberInput{MemberID: w.membership(actor).ID}))
		}, func() {
			made := must(there.Invitations.Create(ctx, w.owner, CreateInvitationInput{ServerID: w.server.ID}))
			_, secret, _ := strings.Cut(made.URL, "/#invite=")
			w.ok(there.accept(actor, secret))
			give()
		})
		w.code(model.Unauthenticated, w.once(create(actor), func() { w.ok(there.setAccount(admin, actor.UserID(), unsaid, no)) }))
		w.ok(there.setAccount(admin, actor.UserID(), unsaid, yes))

		actor = w.as(must(w.signIn("Anna", secretPhrase)))
		token := must(w.AccessTokens.Create(ctx, actor, CreateAccessTokenInput{Name: "t"}))
		byToken := must(w.SignIn.Authenticate(ctx, token.Secret))
		w.ok(create(byToken)())
		w.code(model.Unauthenticated, w.once(create(byToken), func() {
			must(there.AccessTokens.Revoke(ctx, actor, RevokeAccessTokenInput{AccessTokenID: token.AccessToken.ID}))
		}))
		w.code(model.Unauthenticated, w.once(create(actor), func() { w.ok(there.SignIn.SignOutEverywhere(ctx, actor)) }))

		second := w.administrator()
		w.each("an administrator", []model.Code{model.NotFound}, create(second), func() {
			w.ok(there.setAccount(admin, second.UserID(), no, unsaid))
		}, func() { w.ok(there.setAccount(admin, second.UserID(), yes, unsaid)) })
	})
}

// A role is given, and a member removed, by the permissions that the role and the member have under the locks.
func TestHigherRolesAreNotChanged(t *testing.T) {
	interruptedWorlds(t, func(w *interrupted) {
		ctx, there := w.t.Context(), w.otherInstance
		manager, member := w.member(model.ManageServer), w.member()
		role, high := w.makeRole(w.owner, model.PostMessages), w.makeRole(w.owner, model.ManageChannels)
		m := w.membership(member)
		set := func(p model.Permission) func() {
			return func() {
				must(there.Roles.Update(ctx, w.owner, UpdateRoleInput{RoleID: role.ID, Permissions: []model.Permission{p}}))
			}
		}
		raise, lower := set(model.Administrator), set(model.PostMessages)
		forbidden := []model.Code{model.Forbidden}
		for _, act := range []oneAct{
			{"giveRole", func() error {
				_, err := w.Roles.GiveRole(ctx, manager, GiveRoleInput{RoleID: role.ID, MemberID: m.ID})
				return err
			}},
			{"takeRole", func() error {
				_, err := w.Roles.TakeRole(ctx, manager, TakeRoleInput{RoleID: role.ID, MemberID: m.ID})
				return err
			}},
			{"updateRole", func() error {
				_, err := w.Roles.Update(ctx, manager, UpdateRoleInput{RoleID: role.ID, Name: model.Some("s")})
				return err
			}},
			{"deleteRole", func() error {
				_, err := w.Roles.Delete(ctx, manager, DeleteRoleInput{RoleID: role.ID})
				return err
			}},
		} {
			w.each(act.what, forbidden, act.do, raise, lower)
		}
		w.each("removeMember", forbidden, func() error {
			_, err := w.Members.Remove(ctx, manager, RemoveMemberInput{MemberID: m.ID})
			return err
		}, func() {
			must(there.Roles.GiveRole(ctx, w.owner, GiveRoleInput{RoleID: high.ID, MemberID: m.ID}))
		}, func() {
			must(there.Roles.TakeRole(ctx, w.owner, TakeRoleInput{RoleID: high.ID, MemberID: m.ID}))
		})
	})
}
