package chat

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
)

// linkFor returns the secret of a link that an administrator creates.
func (w *fixture) linkFor(by model.Actor, of model.ID) string {
	w.t.Helper()
	made, err := w.SignIn.CreateSignInLink(w.t.Context(), by, CreateSignInLinkInput{UserID: of})
	w.ok(err)
	_, secret, _ := strings.Cut(made.URL, "#sign-in=")
	return secret
}

func (w *fixture) void(secret string) {
	w.t.Helper()
	_, err := w.SignIn.SignIn(w.t.Context(), secret)
	w.code(model.Unauthenticated, err)
}

// TestLinksGoWithWhoMadeThem checks that a former administrator does not return as another user with a link that they created before.
func TestLinksGoWithWhoMadeThem(t *testing.T) {
	each(t, func(w *fixture) {
		admin, anna, bo := w.administrator(), w.invited("Anna").User.ID, w.invited("Bo").User.ID
		for name, dismiss := range map[string][2]model.OptionalBool{
			"demoted": {no, unsaid}, "disabled": {unsaid, no}, "both": {no, no},
		} {
			former := w.administrator()
			asAdmin, asAnna := w.linkFor(former, admin.UserID()), w.linkFor(former, anna)
			others := w.linkFor(admin, bo)
			w.ok(w.setAccount(admin, former.UserID(), dismiss[0], dismiss[1]))
			w.void(asAdmin)
			w.void(asAnna)
			if _, err := w.SignIn.CreateSignInLink(w.t.Context(), former, CreateSignInLinkInput{UserID: bo}); err == nil {
				w.t.Errorf("who is %s makes another", name)
			}
			_, err := w.SignIn.SignIn(w.t.Context(), others)
			w.ok(err)
		}
	})
}

// TestNoLinkOutlivesItsMaker checks that a link is deleted that is created while its creator is demoted.
func TestNoLinkOutlivesItsMaker(t *testing.T) {
	each(t, func(w *fixture) {
		admin, anna := w.administrator(), w.invited("Anna").User.ID
		former := w.administrator()
		for range 20 {
			w.ok(w.setAccount(admin, former.UserID(), yes, unsaid))
			secrets := make(chan string, 4)
			var all sync.WaitGroup
			for range cap(secrets) {
				all.Go(func() {
					made, err := w.SignIn.CreateSignInLink(context.Background(), former, CreateSignInLinkInput{UserID: anna})
					if err == nil {
						_, secret, _ := strings.Cut(made.URL, "#sign-in=")
						secrets <- secret
					} else if model.ErrorCode(err) != model.Forbidden {
						w.t.Error(err)
					}
				})
			}
			all.Go(func() {
				if err := w.setAccount(admin, former.UserID(), no, unsaid); err != nil {
					w.t.Error(err)
				}
			})
			all.Wait()
			close(secrets)
			for secret := range secrets {
				w.void(secret)
			}
		}
	})
}

// TestLinksGoWithTheSessions checks that a user who ends all other sessions of their account also deletes the links for it, those of the operator included.
func TestLinksGoWithTheSessions(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		w.o.OpenIDIssuer = issuer
		up := w.invited("Anna")
		anna := w.as(up.SignedIn)
		w.ok(w.link(anna, "1"))
		bo := w.linkFor(admin, w.invited("Bo").User.ID)
		password := secretPhrase
		for name, act := range map[string]func() error{
			"the password changes": func() error {
				was := password
				password += "!"
				return w.Accounts.ChangePassword(ctx, anna, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: &was, Client: home}, New: password})
			},
			"a provider is unlinked":   func() error { return w.unlinkFrom(anna, issuer, password) },
			"they are disabled":        func() error { return w.setAccount(admin, anna.UserID(), unsaid, no) },
			"they sign out everywhere": func() error { return w.SignIn.SignOutEverywhere(ctx, anna) },
			"an administrator says so": func() error { return w.revokeLinks(admin, anna.UserID()) },
		} {
			w.ok(w.setAccount(admin, anna.UserID(), unsaid, yes))
			anna = w.as(must(w.signIn("anna", password)))
			link, operators := w.linkFor(admin, anna.UserID()), must(w.SignIn.OperatorSignInLink(ctx, "anna"))
			if err := act(); err != nil {
				w.t.Fatalf("%s: %v", name, err)
			}
			w.void(link)
			_, secret, _ := strings.Cut(operators, "#sign-in=")
			w.void(secret)
		}
		_, err := w.SignIn.SignIn(ctx, bo)
		w.ok(err)
	})
}

func (w *fixture) revokeLinks(by model.Actor, of model.ID) error {
	_, err := w.SignIn.RevokeSignInLinks(w.t.Context(), by, RevokeSignInLinksInput{UserID: of})
	return err
}

// TestPendingLinksAreSeen checks that there is one link of administrators at a time, and that they see when it expires. The links of the operator remain.
func TestPendingLinksAreSeen(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		admin, other, anna := w.administrator(), w.administrator(), w.invited("Anna").User.ID
		pending := func() *time.Time {
			w.t.Helper()
			found, err := w.Accounts.Accounts(ctx, admin, new("anna"), Page{Limit: 1})
			w.ok(err)
			return found.Edges[0].Node.SignInLinkExpiresAt
		}
		until := func(want time.Time) {
			w.t.Helper()
			if got := pending(); got == nil || !got.Equal(want) {
				w.t.Errorf("shown until %v, want %v", got, want)
			}
		}
		if got := pending(); got != nil {
			w.t.Errorf("a link until %v", got)
		}
		operators := must(w.SignIn.OperatorSignInLink(ctx, "anna"))
		first := w.linkFor(admin, anna)
		until(now.Add(signInLinkLasts))
		now = now.Add(time.Hour)
		second := w.linkFor(other, anna)
		until(now.Add(signInLinkLasts))
		w.void(first)
		_, err := w.SignIn.SignIn(ctx, second)
		w.ok(err)
		until(now.Add(signInLinkLasts - time.Hour))
		w.follow(operators)
		if got := pending(); got != nil {
			w.t.Errorf("used, and still shown until %v", got)
		}
		w.linkFor(admin, anna)
		now = now.Add(signInLinkLasts)
		if got := pending(); got != nil {
			w.t.Errorf("expired, and still shown until %v", got)
		}
	})
}

func TestRevokingSignInLinks(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		up := w.invited("Anna")
		link := w.linkFor(admin, up.User.ID)
		w.code(model.Forbidden, w.revokeLinks(w.as(up.SignedIn), up.User.ID))
		w.code(model.Unauthenticated, w.revokeLinks(model.Actor{}, up.User.ID))
		w.code(model.NotFound, w.revokeLinks(admin, model.NewID(1, model.KindUser, 1)))
		for range 2 {
			w.ok(w.revokeLinks(admin, up.User.ID))
		}
		w.void(link)
		log, err := w.AuditLog.InstallationLog(ctx, admin, Page{Limit: MaxPage, Backward: true})
		w.ok(err)
		var got []string
		for _, edge := range log.Edges {
			got = append(got, returned(edge.Node))
		}
		if want := []string{"SIGN_IN_LINK_CREATED USER Anna", "SIGN_IN_LINKS_REVOKED USER Anna"}; !slices.Equal(got, want) {
			w.t.Errorf("the log tells %q", got)
		}
	})
}
