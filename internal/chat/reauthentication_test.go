package chat

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"testing"
	"time"

	"chattr/internal/model"
)

// takeOver tries everything that would give an account to a person who found an open browser, and does not know the password.
func (w *fixture) takeOver(actor model.Actor, reauthentication *string) map[string]error {
	ctx := w.t.Context()
	_, asked := w.SignIn.Reauthenticate(ctx, actor, ReauthenticateInput{Client: home})
	_, link := w.Identities.ReauthenticateToLink(ctx, actor, ReauthenticateInput{Client: home})
	_, unlink := w.Identities.Unlink(ctx, actor, UnlinkIdentityInput{Issuer: issuer, Proof: reauthentication})
	_, rename := w.Accounts.UpdateViewer(ctx, actor, UpdateViewerInput{Name: model.Some("finder"), Proof: reauthentication})
	_, address := w.Accounts.UpdateViewer(ctx, actor, UpdateViewerInput{Email: model.Some("finder@example.com"), Proof: reauthentication})
	_, clear := w.Accounts.UpdateViewer(ctx, actor, UpdateViewerInput{Email: model.Null[string](), Proof: reauthentication})
	return map[string]error{
		"a reauthentication": asked, "a link": link, "unlinking": unlink, "a name": rename, "an address": address, "no address": clear,
		"a password": w.Accounts.ChangePassword(ctx, actor, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: "of the finder"}),
	}
}

// TestAnOpenBrowserIsNotTheAccount checks that a person who found an open browser cannot take the account over, whether it has a password
// or only a link to a provider.
func TestAnOpenBrowserIsNotTheAccount(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		w.o.OpenSignUp, w.o.OpenIDIssuer = true, issuer
		anna := w.as(w.invited("Anna").SignedIn)
		w.ok(w.link(anna, "1"))
		bo := w.as(must(w.vouched("2", func(in *IdentityInput) { in.Email = new("bo@example.com") })).SignedIn)
		now = now.Add(freshFor)
		for name, actor := range map[string]model.Actor{"with a password": anna, "with a provider": bo} {
			for what, err := range w.takeOver(actor, nil) {
				if code := model.ErrorCode(err); code != model.ValidationFailed && code != model.BadUserInput && code != model.Forbidden {
					w.t.Errorf("%s, %s: %v", name, what, err)
				}
			}
			for what, err := range w.takeOver(actor, new(w.forged(actor))) {
				if err == nil {
					w.t.Errorf("%s, %s with a reauthentication made of the cookie", name, what)
				}
			}
		}
		w.methods(anna, model.SignInPassword, model.SignInOpenID)
		w.methods(bo, model.SignInOpenID)

		// After another sign-in everything is allowed, for an hour.
		bo = w.as(must(w.vouched("2", nil)).SignedIn)
		w.ok(w.Accounts.ChangePassword(ctx, bo, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: secretPhrase}))
		w.ok(w.unlink(bo))
	})
}

// forged returns a token that a person computes who sees the cookie, and so knows its hash, but not the database.
func (w *fixture) forged(actor model.Actor) string {
	w.t.Helper()
	p, err := w.db.SignInState(w.t.Context(), actor.CredentialID)
	w.ok(err)
	end := strconv.FormatInt(w.o.Now().Add(time.Minute).Unix(), 10)
	mac := hmac.New(sha256.New, p.TokenHash)
	_, _ = mac.Write([]byte(reauthenticatedToUpdate + " " + actor.UserID().String() + " " + end))
	return end + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func TestProofsAreForOneSession(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		up := w.invited("Anna")
		anna, otherSession := w.as(up.SignedIn), w.as(must(w.signIn("anna", secretPhrase)))
		rename := func(a model.Actor, reauthentication *string) error {
			_, err := w.Accounts.UpdateViewer(ctx, a, UpdateViewerInput{Name: model.Some("Ann"), Proof: reauthentication})
			return err
		}
		_, err := w.SignIn.Reauthenticate(ctx, anna, ReauthenticateInput{Current: new("wrong"), Client: home})
		w.code(model.ValidationFailed, err)
		toLink := must(w.Identities.ReauthenticateToLink(ctx, anna, ReauthenticateInput{Current: new(secretPhrase), Client: home}))
		for name, err := range map[string]error{
			"none": rename(anna, nil), "garbage": rename(anna, new("1.x")), "another session's": rename(anna, w.reauthenticate(otherSession, secretPhrase)),
			"one to link": rename(anna, &toLink),
		} {
			if model.ErrorCode(err) != model.BadUserInput {
				w.t.Errorf("%s: %v", name, err)
			}
		}
		_, err = w.Accounts.UpdateViewer(ctx, anna, UpdateViewerInput{Name: model.Some("Anna"), Email: model.Some("Anna@Example.com")})
		w.ok(err) // nothing is changed
		reauthentication := w.reauthenticate(anna, secretPhrase)
		now = now.Add(reauthenticationLasts)
		w.code(model.BadUserInput, rename(anna, reauthentication))
		reauthentication = w.reauthenticate(anna, secretPhrase)
		must(w.SignIn.SignOut(ctx, up.Cookie))
		w.code(model.Unauthenticated, rename(anna, reauthentication))
		token := anna
		token.CredentialID = 0 // the owner token
		w.ok(rename(token, nil))
	})
}

// TestTheLogTellsHowPeopleSignIn checks that every change of how users sign in is in the audit log.
func TestTheLogTellsHowPeopleSignIn(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		anna := w.as(w.invited("Anna").SignedIn)
		update := func(in UpdateViewerInput) {
			in.Proof = w.reauthenticate(anna, secretPhrase)
			_, err := w.Accounts.UpdateViewer(ctx, anna, in)
			w.ok(err)
			anna.User = must(w.db.Users(ctx, []model.ID{anna.UserID()}))[anna.UserID()]
		}
		update(UpdateViewerInput{Name: model.Some("Ann"), Email: model.Null[string]()})
		update(UpdateViewerInput{Name: model.Some("Ann")})
		update(UpdateViewerInput{Email: model.Some("ann@example.com")})
		w.ok(w.Accounts.ChangePassword(ctx, anna, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: new(secretPhrase), Client: home}, New: "another phrase"}))
		w.ok(w.Accounts.ChangePassword(ctx, admin, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: "a first phrase"}))
		log, err := w.AuditLog.InstallationLog(context.Background(), admin, Page{Limit: MaxPage, Backward: true})
		w.ok(err)
		var got []string
		for _, edge := range log.Edges {
			got = append(got, returned(edge.Node))
		}
		want := []string{
			"ACCOUNT_UPDATED USER Anna, name: Anna → Ann, email: Anna@Example.com → nothing",
			"ACCOUNT_UPDATED USER Ann, email: nothing → ann@example.com",
			"PASSWORD_CHANGED USER Ann", "PASSWORD_SET USER " + admin.User.Name,
		}
		if !slices.Equal(got, want) {
			w.t.Errorf("the log tells %q", got)
		}
	})
}
