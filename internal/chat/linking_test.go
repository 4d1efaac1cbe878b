package chat

import (
	"slices"
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
)

// link links an actor with a password to the account of the provider with a subject.
func (w *fixture) link(actor model.Actor, subject string) error {
	w.t.Helper()
	reauthentication, err := w.Identities.ReauthenticateToLink(w.t.Context(), actor, ReauthenticateInput{Current: new(secretPhrase), Client: home})
	w.ok(err)
	return w.Identities.Link(w.t.Context(), actor, LinkIdentityInput{Issuer: issuer, Subject: subject, Reauthentication: reauthentication})
}

func (w *fixture) unlink(actor model.Actor) error {
	return w.unlinkFrom(actor, issuer, secretPhrase)
}

func (w *fixture) unlinkFrom(actor model.Actor, issuer, password string) error {
	_, err := w.Identities.Unlink(w.t.Context(), actor, UnlinkIdentityInput{Issuer: issuer, Proof: w.reauthenticate(actor, password)})
	return err
}

// reauthenticate returns a token if the password is right or the user has just signed in, else nil.
func (w *fixture) reauthenticate(actor model.Actor, password string) *string {
	reauthentication, err := w.SignIn.Reauthenticate(w.t.Context(), actor, ReauthenticateInput{Current: &password, Client: home})
	if err != nil {
		return nil
	}
	return &reauthentication
}

func (w *fixture) methods(actor model.Actor, want ...model.SignInMethod) {
	w.t.Helper()
	got, err := w.Accounts.SignInMethods(w.t.Context(), actor)
	w.ok(err)
	if !slices.Equal(got, want) {
		w.t.Errorf("ways in: %v, want %v", got, want)
	}
}

func TestLinkingAnIdentity(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		w.o.OpenIDIssuer = issuer
		anna, bo := w.as(w.invited("Anna").SignedIn), w.as(w.invited("Bo").SignedIn)
		for range 2 {
			w.ok(w.link(anna, "1"))
		}
		w.code(model.Conflict, w.link(bo, "1"))
		w.code(model.LimitReached, w.link(anna, "2"))
		w.methods(anna, model.SignInPassword, model.SignInOpenID)
		w.methods(bo, model.SignInPassword)
		in, err := w.vouched("1", nil)
		w.ok(err)
		if in.User.ID != anna.User.ID {
			w.t.Errorf("it signs in %+v", in.User)
		}
		identities, err := w.Identities.Identities(ctx, anna)
		w.ok(err)
		if len(identities) != 1 || identities[0].Issuer != issuer || identities[0].CreatedAt.IsZero() {
			w.t.Errorf("linked to %+v", identities)
		}
	})
}

// TestLinkingIsForWhoMayChangeThePassword checks that a person who found an open browser cannot add a way to sign in to the account.
func TestLinkingIsForWhoMayChangeThePassword(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		up := w.invited("Anna")
		anna, bo := w.as(up.SignedIn), w.as(w.invited("Bo").SignedIn)
		otherSession := w.as(must(w.signIn("anna", secretPhrase)))
		begin := func(a model.Actor, current *string) (string, error) {
			return w.Identities.ReauthenticateToLink(ctx, a, ReauthenticateInput{Current: current, Client: home})
		}
		for name, current := range map[string]*string{"no password": nil, "a wrong one": new("wrong")} {
			if _, err := begin(anna, current); model.ErrorCode(err) != model.ValidationFailed {
				w.t.Errorf("%s: %v", name, err)
			}
		}
		_, err := begin(model.Actor{}, new(secretPhrase))
		w.code(model.Unauthenticated, err)
		noSession := anna
		noSession.CredentialID = 0 // as the owner token
		_, err = begin(noSession, new(secretPhrase))
		w.code(model.Unauthenticated, err)

		reauthentication, err := begin(anna, new(secretPhrase))
		w.ok(err)
		in := LinkIdentityInput{Issuer: issuer, Subject: "1"}
		end := func(a model.Actor, reauthentication string) error {
			in.Reauthentication = reauthentication
			return w.Identities.Link(ctx, a, in)
		}
		for name, refused := range map[string]error{
			"nobody": end(model.Actor{}, reauthentication), "somebody else": end(bo, reauthentication), "another session": end(otherSession, reauthentication),
			"no reauthentication": end(anna, ""), "a changed end": end(anna, "9"+reauthentication), "a user's id": end(anna, anna.UserID().String()),
		} {
			if model.ErrorCode(refused) != model.Unauthenticated {
				w.t.Errorf("%s: %v", name, refused)
			}
		}
		now = now.Add(reauthenticationLasts)
		w.code(model.Unauthenticated, end(anna, reauthentication))
		reauthentication, err = begin(anna, new(secretPhrase))
		w.ok(err)
		w.ok(w.Accounts.ChangePassword(ctx, anna, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: new(secretPhrase), Client: home}, New: "another phrase"}))
		w.code(model.Unauthenticated, end(anna, reauthentication))
		reauthentication, err = begin(anna, new("another phrase"))
		w.ok(err)
		must(w.SignIn.SignOut(ctx, up.Cookie))
		w.code(model.Unauthenticated, end(anna, reauthentication))
		w.methods(anna, model.SignInPassword)
	})
}

func TestUnlinkingAnIdentity(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		w.o.OpenIDIssuer = issuer
		anna, otherSession := w.as(w.invited("Anna").SignedIn), must(w.signIn("anna", secretPhrase))
		w.code(model.NotFound, w.unlink(anna))
		w.ok(w.link(anna, "1"))
		token := anna
		token.CredentialID = model.NewID(1, model.KindAccessToken, 1)
		w.code(model.Forbidden, w.unlink(token))
		w.code(model.Unauthenticated, w.unlink(model.Actor{}))
		w.ok(w.unlink(anna))
		w.methods(anna, model.SignInPassword)
		_, err := w.SignIn.AuthenticateSession(ctx, otherSession.Cookie)
		w.code(model.Unauthenticated, err)
		_, err = w.vouched("1", nil) // is a stranger again
		w.code(model.Forbidden, err)
		w.code(model.NotFound, w.unlink(anna))
		w.ok(w.link(anna, "2"))
		w.ok(w.link(anna, "2"))
		var done []string
		log, err := w.AuditLog.InstallationLog(ctx, w.administrator(), Page{Limit: MaxPage, Backward: true})
		w.ok(err)
		for _, edge := range log.Edges {
			done = append(done, returned(edge.Node))
		}
		on, off := "ACCOUNT_LINKED USER Anna, issuer: nothing → "+issuer, "ACCOUNT_UNLINKED USER Anna, issuer: "+issuer+" → nothing"
		if want := []string{on, off, on}; !slices.Equal(done, want) {
			w.t.Errorf("the log has %q, want %q", done, want)
		}
	})
}

// TestTheLastWayToSignInStays checks that a user can always sign in, whatever is unlinked.
func TestTheLastWayToSignInStays(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		w.o.OpenSignUp, w.o.OpenIDIssuer = true, issuer
		up, err := w.vouched("1", nil)
		w.ok(err)
		anna := w.as(up.SignedIn)
		w.methods(anna, model.SignInOpenID)
		w.code(model.Conflict, w.unlink(anna))
		_, err = w.vouched("1", nil)
		w.ok(err)

		// With another provider in use the old one is no way in, and does not count.
		w.o.OpenIDIssuer = "https://new.example.com"
		w.methods(anna)
		w.code(model.Conflict, w.unlink(anna))
		reauthentication, err := w.Identities.ReauthenticateToLink(ctx, anna, ReauthenticateInput{Client: home})
		w.ok(err)
		w.ok(w.Identities.Link(ctx, anna, LinkIdentityInput{Issuer: w.o.OpenIDIssuer, Subject: "1", Reauthentication: reauthentication}))
		var all sync.WaitGroup
		failures := make([]error, 2)
		for i, from := range []string{issuer, w.o.OpenIDIssuer} {
			all.Go(func() { failures[i] = w.unlinkFrom(anna, from, "") })
		}
		all.Wait()
		w.ok(failures[0])
		w.code(model.Conflict, failures[1])
		w.ok(w.Accounts.ChangePassword(ctx, anna, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: secretPhrase}))
		w.ok(w.unlinkFrom(anna, w.o.OpenIDIssuer, secretPhrase))
		w.methods(anna, model.SignInPassword)
	})
}
