package chat

import (
	"fmt"
	"slices"
	"testing"

	"chattr/internal/model"
)

// TestTheOldPasswordChangesNothing checks that the old password sets no other one after the response to the change of the password.
func TestTheOldPasswordChangesNothing(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		ctx := s.t.Context()
		up := s.invited("Anna")
		a := s.as(up.SignedIn)
		password := secretPhrase
		for step := 0; ; step++ {
			next, changed := fmt.Sprint("the phrase number ", step), false
			s.arm(step, func() { // in the same session, which continues
				s.ok(s.other.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: &password, Client: home}, New: next}))
				changed = true
			})
			err := s.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: &password, Client: home}, New: "of the intruder"})
			s.disarm()
			if !changed {
				s.ok(err)
				break
			}
			s.code(model.ValidationFailed, err)
			_, err = s.other.signIn("anna", next)
			s.ok(err)
			password = next
		}
	})
}

// TestAReauthenticationOfTheOldPasswordChangesNothing checks that a reauthentication token is refused after the password has changed, also
// if it was checked before.
func TestAReauthenticationOfTheOldPasswordChangesNothing(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		ctx := s.t.Context()
		a, password := s.as(s.invited("Anna").SignedIn), secretPhrase
		s.ok(s.link(a, "1"))
		for what, c := range map[string]struct {
			want model.Code
			do   func(reauthentication, toLink string) error
		}{
			"updateViewer": {model.BadUserInput, func(reauthentication, _ string) error {
				_, err := s.Accounts.UpdateViewer(ctx, a, UpdateViewerInput{Email: model.Some("intruder@example.com"), Proof: &reauthentication})
				return err
			}},
			"unlinkIdentity": {model.BadUserInput, func(reauthentication, _ string) error {
				_, err := s.Identities.Unlink(ctx, a, UnlinkIdentityInput{Issuer: issuer, Proof: &reauthentication})
				return err
			}},
			"linkIdentity": {model.Unauthenticated, func(_, toLink string) error {
				return s.Identities.Link(ctx, a, LinkIdentityInput{Issuer: "https://other.example", Subject: "2", Reauthentication: toLink})
			}},
		} {
			for step := 0; ; step++ {
				reauthentication := must(s.other.SignIn.Reauthenticate(ctx, a, ReauthenticateInput{Current: &password, Client: home}))
				toLink := must(s.other.Identities.ReauthenticateToLink(ctx, a, ReauthenticateInput{Current: &password, Client: home}))
				next, changed := fmt.Sprint("the phrase number ", what, step), false
				s.arm(step, func() {
					s.ok(s.other.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: &password, Client: home}, New: next}))
					changed = true
				})
				err := c.do(reauthentication, toLink)
				s.disarm()
				if !changed {
					s.ok(err)
					break
				}
				if password = next; model.ErrorCode(err) != c.want {
					s.t.Errorf("%s, the password changed after %d statements: got %v, want %s", what, step, err, c.want)
				}
			}
		}
	})
}

// TestAnUnchangedNameDoesNotUndoARename checks that a request that changed nothing when it was checked, and so needed no reauthentication,
// does not undo a change.
func TestAnUnchangedNameDoesNotUndoARename(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		ctx := s.t.Context()
		a := s.as(s.invited("Anna").SignedIn)
		for step := range 3 {
			reauthentication := s.other.reauthenticate(a, secretPhrase)
			name := fmt.Sprint("Anna ", step)
			renamed := false
			s.arm(step, func() {
				must(s.other.Accounts.UpdateViewer(ctx, a, UpdateViewerInput{Name: model.Some(name), Proof: reauthentication}))
				renamed = true
			})
			_, err := s.Accounts.UpdateViewer(ctx, a, UpdateViewerInput{Name: model.Some(a.User.Name)})
			s.disarm()
			if !renamed {
				break
			}
			s.code(model.BadUserInput, err)
			if a.User = must(s.userOf(ctx, a.UserID())); a.User.Name != name {
				s.t.Errorf("got the name %q, want %q", a.User.Name, name)
			}
		}
	})
}

// TestNoSessionByWhatWasChangedMeanwhile checks that no session starts with a password or a link to a provider that has just been changed
// or removed.
func TestNoSessionByWhatWasChangedMeanwhile(t *testing.T) {
	steppedWorlds(t, func(s *stepped) {
		ctx := s.t.Context()
		a := s.as(s.invited("Anna").SignedIn)
		sessions := map[string]func() (SignedIn, error){
			"the old password": func() (SignedIn, error) { return s.signIn("anna", secretPhrase) },
			"the provider": func() (SignedIn, error) {
				up, err := s.vouched("1", nil)
				return up.SignedIn, err
			},
		}
		s.o.OpenSignUp = false
		losses := map[string]func(){
			"the old password": func() {
				s.ok(s.other.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: new(secretPhrase), Client: home}, New: "another phrase"}))
			},
			"the provider": func() { s.ok(s.other.unlink(a)) },
		}
		for _, what := range slices.Sorted(func(yield func(string) bool) {
			for name := range sessions {
				if !yield(name) {
					return
				}
			}
		}) {
			for step := 0; ; step++ {
				if what == "the provider" {
					s.ok(s.other.link(a, "1"))
				}
				lost := false
				s.arm(step, func() { losses[what](); lost = true })
				in, err := sessions[what]()
				s.disarm()
				if !lost {
					s.ok(err)
					break
				}
				if code := model.ErrorCode(err); code != model.Unauthenticated && code != model.Forbidden {
					s.t.Errorf("with %s, lost after %d statements: got %v, want %s", what, step, err, model.Unauthenticated)
				}
				if in.Cookie != "" {
					_, err = s.SignIn.AuthenticateSession(ctx, in.Cookie)
					s.code(model.Unauthenticated, err)
				}
				if what == "the old password" {
					s.ok(s.other.Accounts.ChangePassword(ctx, a, ChangePasswordInput{
						ReauthenticateInput: ReauthenticateInput{Current: new("another phrase"), Client: home}, New: secretPhrase,
					}))
				}
			}
		}
	})
}

// TestAFloodOfTheOldPasswordLosesTheAccount checks that a person who knows the old password and sends it all the time does not get the
// account back.
func TestAFloodOfTheOldPasswordLosesTheAccount(t *testing.T) {
	twoInstances(t, func(here, there *fixture) {
		ctx := here.t.Context()
		here.patient()
		there.patient()
		owner, intruder := here.as(here.invited("Anna").SignedIn), here.as(must(here.signIn("anna", secretPhrase)))
		for round, password := 0, secretPhrase; round < 3; round++ {
			next := fmt.Sprint("the phrase number ", round)
			change := func(w *fixture, a model.Actor, to string) error {
				return w.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: &password, Client: home}, New: to})
			}
			var flood []func() error
			for i := range 6 {
				w := []*fixture{here, there}[i%2]
				flood = append(flood, func() error { return change(w, intruder, "of the intruder") })
			}
			responded := make(chan struct{})
			var changed error
			flood = slices.Insert(flood, 2, func() error {
				defer close(responded)
				changed = change(here, owner, next)
				return nil
			})
			atOnce(flood...)
			<-responded
			if changed != nil { // the intruder was first, which can happen: the owner uses a sign-in link
				here.code(model.Unauthenticated, changed)
				link := must(here.SignIn.OperatorSignInLink(ctx, "Anna"))
				owner = here.follow(link)
				here.ok(here.Accounts.ChangePassword(ctx, owner, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: next}))
			}
			_, err := there.signIn("anna", next)
			here.ok(err)
			here.ok(here.isValid(owner))
			here.code(model.Unauthenticated, here.isValid(intruder))
			intruder, password = here.as(must(here.signIn("anna", next))), next
		}
	})
}

func (w *fixture) isValid(a model.Actor) error {
	_, err := w.reloadActor(w.t.Context(), a)
	return err
}
