package chat

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// stepped is a fixture in which another instance changes something in the middle of a change of an account: after its nth statement and
// before its transaction begins.
type stepped struct {
	*fixture
	other *fixture // the same database on another instance

	mu      sync.Mutex
	left    int
	happens func()        // nil: nothing is due
	began   chan struct{} // closed when a transaction has begun; nil: no test waits for it
}

func steppedWorlds(t *testing.T, f func(s *stepped)) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		s := new(stepped)
		s.fixture = newFixture(t, dbtest.OpenWith(t, url, db.Options{OnQuery: s.after}))
		s.o.OpenIDIssuer, s.o.OpenSignUp = issuer, true
		there := *s.fixture
		there.Chat = New(dbtest.Open(t, url), &pubsub.Local{}, s.o)
		t.Cleanup(there.background.Wait)
		s.other = &there
		f(s)
	})
}

func (s *stepped) after(query string) {
	if happens := s.due(query); happens != nil {
		happens()
	}
}

func (s *stepped) due(query string) (happens func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if query == "BEGIN" && s.began != nil {
		close(s.began)
		s.began = nil
	}
	if s.happens == nil {
		return nil
	}
	if query == "BEGIN" { // SQLite would wait for the transaction to end
		s.happens = nil
		return nil
	}
	if s.left--; s.left >= 0 {
		return nil
	}
	happens, s.happens = s.happens, nil
	return happens
}

// arm calls happens after n statements. For 0 it calls it immediately, which is between the check of the credential and the change.
func (s *stepped) arm(n int, happens func()) {
	if n == 0 {
		happens()
		return
	}
	s.disarm()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left, s.happens = n-1, happens
}

func (s *stepped) disarm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.happens = nil
}

// accountAct is a change of an account by a user or an access token that can be made once.
type accountAct struct {
	what string
	do   func() error
}

// accountState returns all that such changes can change of users, as one text.
func (s *stepped) accountState(ids ...model.ID) string {
	ctx, there := s.t.Context(), s.other
	var state strings.Builder
	for _, id := range ids {
		u := must(there.userOf(ctx, id))
		hash, _ := there.db.PasswordOf(ctx, id)
		email := "none"
		if u.Email != nil {
			email = *u.Email
		}
		links := must(there.db.SignInLinkExpiries(ctx, []model.ID{id}, model.Now()))
		fmt.Fprintln(&state, u.Name, email, u.Administrator, hash, links)
		for _, i := range must(there.db.Identities(ctx, id)) {
			fmt.Fprintln(&state, i.Issuer, i.Subject)
		}
		for _, t := range must(there.db.AccessTokensOf(ctx, id, Page{Limit: MaxPage})) {
			fmt.Fprintln(&state, t.ID)
		}
		for _, m := range must(there.db.ServersOf(ctx, model.Actor{User: u}, Page{Limit: MaxPage})) {
			fmt.Fprintln(&state, m.Name)
		}
	}
	return state.String()
}

// personActs prepares every change by an administrator of the installation, of their own account and of the account of another user.
func (s *stepped) personActs(a model.Actor, other model.ID) []accountAct {
	ctx := s.t.Context()
	_, invitation := s.invite(1)
	s.other.ok(s.other.linkAfterSignIn(a))
	token := must(s.other.AccessTokens.Create(ctx, a, CreateAccessTokenInput{Name: "doomed"}))
	s.other.linkFor(a, other)
	reauthentication := must(s.other.SignIn.Reauthenticate(ctx, a, ReauthenticateInput{Client: home}))
	toLink := must(s.other.Identities.ReauthenticateToLink(ctx, a, ReauthenticateInput{Client: home}))
	name := "Renamed " + a.CredentialID.String()
	return []accountAct{
		{"changePassword", func() error {
			return s.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: "a phrase of " + name})
		}},
		{"updateViewer", func() error {
			_, err := s.Accounts.UpdateViewer(ctx, a, UpdateViewerInput{Name: model.Some(name), Proof: &reauthentication})
			return err
		}},
		{"createAccessToken", func() error {
			_, err := s.AccessTokens.Create(ctx, a, CreateAccessTokenInput{Name: "t"})
			return err
		}},
		{"revokeAccessToken", func() error {
			_, err := s.AccessTokens.Revoke(ctx, a, RevokeAccessTokenInput{AccessTokenID: token.AccessToken.ID})
			return err
		}},
		{"linkIdentity", func() error {
			return s.Identities.Link(ctx, a, LinkIdentityInput{Issuer: "https://other.example", Subject: name, Reauthentication: toLink})
		}},
		{"unlinkIdentity", func() error {
			_, err := s.Identities.Unlink(ctx, a, UnlinkIdentityInput{Issuer: issuer, Proof: &reauthentication})
			return err
		}},
		{"signOutEverywhere", func() error { return s.SignIn.SignOutEverywhere(ctx, a) }},
		{"acceptInvitation", func() error { return s.accept(a, invitation) }},
		{"createServer", func() error {
			_, err := s.Servers.Create(ctx, a, CreateServerInput{Name: "S"})
			return err
		}},
		{"updateAccount", func() error { return s.setAccount(a, other, yes, unsaid) }},
		{"createSignInLink", func() error {
			_, err := s.SignIn.CreateSignInLink(ctx, a, CreateSignInLinkInput{UserID: other})
			return err
		}},
		{"revokeSignInLinks", func() error {
			_, err := s.SignIn.RevokeSignInLinks(ctx, a, RevokeSignInLinksInput{UserID: other})
			return err
		}},
	}
}

// linkAfterSignIn links the actor, who has just used a sign-in link, to the provider.
func (w *fixture) linkAfterSignIn(a model.Actor) error {
	reauthentication, err := w.Identities.ReauthenticateToLink(w.t.Context(), a, ReauthenticateInput{Client: home})
	if err != nil {
		return err
	}
	return w.Identities.Link(w.t.Context(), a, LinkIdentityInput{Issuer: issuer, Subject: a.UserID().String(), Reauthentication: reauthentication})
}

// refusesAfter interrupts each change after each of its statements before the transaction. The change must then be refused with want and
// have no effect.
func (s *stepped) refusesAfter(loss string, loses func(a model.Actor) (undo func()), want model.Code) {
	s.t.Helper()
	admin := s.administrator()
	other := dbtest.User(s.t, s.db)
	actor := func() model.Actor { // whose session began a moment ago with a sign-in link
		return s.other.follow(must(s.other.SignIn.OperatorSignInLink(s.t.Context(), must(s.userOf(s.t.Context(), admin.UserID())).Name)))
	}
	for n := range s.personActs(actor(), other.ID) {
		for step := 0; ; step++ {
			a := actor()
			act := s.personActs(a, other.ID)[n]
			var undo func()
			var before string
			s.arm(step, func() {
				undo = loses(a)
				before = s.accountState(a.UserID(), other.ID)
			})
			err := act.do()
			s.disarm()
			if undo == nil {
				if err != nil {
					s.t.Errorf("%s without %s after %d statements: %v", act.what, loss, step, err)
				}
				s.ok(s.other.setAccount(s.administrator(), other.ID, no, yes))
				break
			}
			if got := model.ErrorCode(err); got != want {
				s.t.Errorf("%s, %s after %d statements: got %v, want %s", act.what, loss, step, err, want)
			}
			if after := s.accountState(a.UserID(), other.ID); after != before {
				s.t.Errorf("%s, %s after %d statements, changed\n%sto\n%s", act.what, loss, step, before, after)
			}
			undo()
		}
	}
}

// TestNoAccountActAfterItsSessionEnded checks that no change of an account is stored after the response that ended its session.
func TestNoAccountActAfterItsSessionEnded(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		s.refusesAfter("the session ended", func(a model.Actor) func() {
			s.ok(s.other.SignIn.SignOutEverywhere(s.t.Context(), a))
			return func() {}
		}, model.Unauthenticated)
	})
}

func TestNoAccountActAfterTheAccountWasDisabled(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		by := s.administrator()
		s.refusesAfter("disabled", func(a model.Actor) func() {
			s.ok(s.other.setAccount(by, a.UserID(), unsaid, no))
			return func() { s.ok(s.other.setAccount(by, a.UserID(), unsaid, yes)) }
		}, model.Unauthenticated)
	})
}

// TestNoAccountActThatWaitedForTheEndOfItsSession checks changes that wait for the lock of the row of their actor, while the session ends
// under that lock.
func TestNoAccountActThatWaitedForTheEndOfItsSession(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		ctx := s.t.Context()
		other, admin := dbtest.User(s.t, s.db), s.administrator()
		for n := range s.personActs(admin, other.ID) {
			a := s.other.follow(must(s.other.SignIn.OperatorSignInLink(ctx, must(s.userOf(ctx, admin.UserID())).Name)))
			act := s.personActs(a, other.ID)[n]
			holds, release, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
			go func() {
				ended <- s.other.db.InTx(ctx, func(tx *db.Tx) error {
					if _, err := tx.LockUsers(a.UserID()); err != nil {
						return err
					}
					close(holds)
					<-release
					return tx.EndSessions(a.UserID(), 0)
				})
			}()
			<-holds
			began := make(chan struct{})
			s.mu.Lock()
			s.began = began
			s.mu.Unlock()
			did := make(chan error, 1)
			go func() { did <- act.do() }()
			// NOTE(dialect): SQLite begins no transaction while another one writes, so the change waits for its begin.
			if s.db.Shared() {
				<-began
			}
			close(release)
			s.ok(<-ended)
			if err := <-did; model.ErrorCode(err) != model.Unauthenticated {
				s.t.Errorf("%s: got %v, want %s", act.what, err, model.Unauthenticated)
			}
		}
	})
}

// TestNoAccountActAfterItsSessionExpired checks a change whose session expires between the check and the transaction.
func TestNoAccountActAfterItsSessionExpired(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		now, mu := model.Now(), sync.Mutex{}
		s.o.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
		a := s.administrator()
		a.ExpiresAt = new(now.Add(time.Minute))
		s.arm(0, func() { mu.Lock(); defer mu.Unlock(); now = now.Add(time.Minute) })
		_, err := s.SignIn.CreateSignInLink(s.t.Context(), a, CreateSignInLinkInput{UserID: dbtest.User(s.t, s.db).ID})
		s.code(model.Unauthenticated, err)
	})
}

// TestNoAccountActByAFormerAdministrator checks changes of the accounts of others by a user who has just been demoted.
func TestNoAccountActByAFormerAdministrator(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		by, other := s.administrator(), dbtest.User(s.t, s.db)
		for n := range 3 {
			a := s.administrator()
			acts := s.personActs(a, other.ID)
			act := acts[len(acts)-1-n]
			s.arm(0, func() { s.ok(s.other.setAccount(by, a.UserID(), no, unsaid)) })
			if err := act.do(); model.ErrorCode(err) != model.Forbidden {
				s.t.Errorf("%s: got %v, want %s", act.what, err, model.Forbidden)
			}
		}
	})
}

// TestNoAccountActByARevokedToken checks that what an access token may do to an account ends with the token.
func TestNoAccountActByARevokedToken(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		ctx, owner := s.t.Context(), s.administrator()
		for what, do := range map[string]func(model.Actor) error{
			"createServer": func(a model.Actor) error {
				_, err := s.Servers.Create(ctx, a, CreateServerInput{Name: "S"})
				return err
			},
			"acceptInvitation": func(a model.Actor) error {
				_, secret := s.other.invite(1)
				return s.accept(a, secret)
			},
		} {
			for step := 0; ; step++ {
				made := must(s.other.AccessTokens.Create(ctx, owner, CreateAccessTokenInput{Name: "t"}))
				a := must(s.other.SignIn.Authenticate(ctx, made.Secret))
				revoked := false
				s.arm(step, func() {
					must(s.other.AccessTokens.Revoke(ctx, owner, RevokeAccessTokenInput{AccessTokenID: made.AccessToken.ID}))
					revoked = true
				})
				err := do(a)
				s.disarm()
				if !revoked {
					s.ok(err)
					break
				}
				if model.ErrorCode(err) != model.Unauthenticated {
					s.t.Errorf("%s, revoked after %d statements: got %v, want %s", what, step, err, model.Unauthenticated)
				}
			}
		}
	})
}

// TestNoAccountActWithoutACheck checks that the step with which every change of an account starts refuses actors without a valid credential
// or permission.
func TestNoAccountActWithoutACheck(t *testing.T) {
	each(t, func(w *fixture) {
		unknown, user := w.administrator(), w.member()
		unknown.CredentialID = model.NewID(1, model.KindSession, 1)
		for _, c := range []struct {
			name  string
			actor model.Actor
			do    authz.Action
			want  model.Code
		}{
			{"no credential", model.Actor{}, authz.ManageAccount, model.Unauthenticated},
			{"a session that does not exist", unknown, authz.Administer, model.Unauthenticated},
			{"no administrator", user, authz.Administer, model.Forbidden},
			{"an unknown action", user, authz.Action(-1), model.Forbidden},
		} {
			err := w.db.InTx(t.Context(), func(tx *db.Tx) error {
				_, err := w.lockAndAuthorizeUsers(tx, c.actor, c.do)
				return err
			})
			if got := model.ErrorCode(err); got != c.want {
				t.Errorf("%s: got %v, want %s", c.name, err, c.want)
			}
		}
	})
}
