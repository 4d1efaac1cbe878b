package chat

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"chattr/internal/model"
	"chattr/internal/ratelimit"
	"chattr/internal/token"
)

var home = netip.MustParseAddr("192.0.2.1")

const secretPhrase = "correct horse battery"

// invited creates an account with this name with an invitation.
func (w *fixture) invited(name string) SignedUp {
	w.t.Helper()
	_, secret := w.invite(1)
	up, err := w.SignIn.SignUp(w.t.Context(), SignUpInput{
		Name: name, Email: new(name + "@Example.com"), Password: secretPhrase, Invitation: secret, Client: home,
	})
	w.ok(err)
	return up
}

func (w *fixture) signIn(login, password string) (SignedIn, error) {
	return w.SignIn.SignInWithPassword(w.t.Context(), SignInInput{Login: login, Password: password, Client: home})
}

func (w *fixture) as(in SignedIn) model.Actor {
	w.t.Helper()
	a, err := w.SignIn.AuthenticateSession(w.t.Context(), in.Cookie)
	w.ok(err)
	return a
}

func TestSignUpByInvitation(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		up := w.invited("Anna")
		if up.ServerID != w.server.ID {
			w.t.Errorf("let in to %v", up.ServerID)
		}
		actor := w.as(up.SignedIn)
		if _, err := w.Servers.Get(ctx, actor, w.server.ID); err != nil || actor.User.Name != "Anna" || actor.User.Administrator {
			w.t.Errorf("%+v, %v", actor.User, err)
		}
		for _, login := range []string{"Anna", "aNNA", " anna@example.COM "} {
			in, err := w.signIn(login, secretPhrase)
			w.ok(err)
			if in.User.ID != actor.User.ID || in.Cookie == up.Cookie {
				w.t.Errorf("%q signs in as %+v", login, in.User)
			}
		}
		email, err := w.Accounts.Email(actor, must(w.Accounts.Viewer(actor)))
		w.ok(err)
		if *email != "Anna@Example.com" {
			w.t.Errorf("the address is %q", *email)
		}
		methods, err := w.Accounts.SignInMethods(ctx, actor)
		w.ok(err)
		if !slices.Equal(methods, []model.SignInMethod{model.SignInPassword}) {
			w.t.Errorf("ways in: %v", methods)
		}
	})
}

func TestSignUpIsRefused(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		w.invited("Anna")
		made, secret := w.invite(1)
		good := SignUpInput{Name: "Bo", Password: secretPhrase, Invitation: secret, Client: home}
		for name, c := range map[string]struct {
			change func(*SignUpInput)
			want   model.Code
		}{
			"without an invitation": {func(in *SignUpInput) { in.Invitation = "" }, model.Forbidden},
			"with a wrong one":      {func(in *SignUpInput) { in.Invitation = token.New(token.Invitation) }, model.NotFound},
			"a taken name":          {func(in *SignUpInput) { in.Name = "ANNA" }, model.Conflict},
			"a taken address":       {func(in *SignUpInput) { in.Email = new("ANNA@example.com") }, model.Conflict},
			"no name":               {func(in *SignUpInput) { in.Name = "" }, model.ValidationFailed},
			"a reserved name":       {func(in *SignUpInput) { in.Name = "Chattr" }, model.ValidationFailed},
			"an address as a name":  {func(in *SignUpInput) { in.Name = "anna@example.com" }, model.ValidationFailed},
			"a wide address":        {func(in *SignUpInput) { in.Name = "anna＠example.com" }, model.ValidationFailed},
			"no address":            {func(in *SignUpInput) { in.Email = new("anna") }, model.ValidationFailed},
			"an address with name":  {func(in *SignUpInput) { in.Email = new("Anna <a@example.com>") }, model.ValidationFailed},
			"a short password":      {func(in *SignUpInput) { in.Password = "123456789" }, model.ValidationFailed},
			"its name as password":  {func(in *SignUpInput) { in.Name, in.Password = "Annabella B", "annabella b" }, model.ValidationFailed},
			"one character":         {func(in *SignUpInput) { in.Password = "aaaaaaaaaaaa" }, model.ValidationFailed},
		} {
			in := good
			c.change(&in)
			if _, err := w.SignIn.SignUp(ctx, in); model.ErrorCode(err) != c.want {
				w.t.Errorf("%s: %v, want %s", name, err, c.want)
			}
		}
		left, err := w.db.Invitation(ctx, made.ID)
		w.ok(err)
		if left.Uses != 0 {
			w.t.Error("a refused sign-up uses the invitation up")
		}
		_, err = w.SignIn.SignUp(ctx, good)
		w.ok(err)
		w.o.OpenSignUp = true
		up, err := w.SignIn.SignUp(ctx, SignUpInput{Name: "Cy", Password: secretPhrase, Client: home})
		w.ok(err)
		if up.ServerID != 0 || up.User.Email != nil {
			w.t.Errorf("%+v", up)
		}
	})
}

// TestOneNameIsOnesOwn checks that of many users who concurrently want one name, one gets it and uses the invitation once.
func TestOneNameIsOnesOwn(t *testing.T) {
	each(t, func(w *fixture) {
		made, secret := w.invite(10)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				_, err := w.SignIn.SignUp(context.Background(), SignUpInput{Name: "Émile", Password: secretPhrase, Invitation: secret, Client: home})
				if code := model.ErrorCode(err); code != "" && code != model.Conflict {
					w.t.Error(err)
				}
			})
		}
		all.Wait()
		left, err := w.db.Invitation(w.t.Context(), made.ID)
		w.ok(err)
		_, err = w.db.UserByName(w.t.Context(), "éMILE")
		w.ok(err)
		if left.Uses != 1 {
			w.t.Errorf("%d got the name", left.Uses)
		}
	})
}

func TestWrongPasswordsAndUnknownNamesReturnTheSameError(t *testing.T) {
	each(t, func(w *fixture) {
		w.invited("Anna")
		_, wrong := w.signIn("anna", "wrong")
		_, unknown := w.signIn("nobody", "wrong")
		_, without := w.signIn(w.owner.User.Name, "wrong") // has no password
		w.code(model.Unauthenticated, wrong)
		if wrong.Error() != unknown.Error() || wrong.Error() != without.Error() {
			w.t.Errorf("told apart: %v, %v, %v", wrong, unknown, without)
		}
	})
}

func TestGuessingIsSlowedDown(t *testing.T) {
	each(t, func(w *fixture) {
		w.invited("Anna")
		now := model.Now()
		w.throttleAt(&now)
		for i := range int(accountLimit.Burst) {
			_, err := w.signIn([]string{"Anna", " anna"}[i%2], "wrong")
			w.code(model.Unauthenticated, err)
		}
		_, err := w.signIn("anna", secretPhrase)
		w.code(model.RateLimited, err)
		now = now.Add(accountLimit.Interval)
		for range 3 { // what is right costs nothing
			_, err = w.signIn("anna", secretPhrase)
			w.ok(err)
		}
		for {
			_, err = w.signIn("nobody"+token.New(token.Access), "wrong")
			if model.ErrorCode(err) == model.RateLimited {
				break
			}
			w.code(model.Unauthenticated, err)
		}
		_, err = w.SignIn.SignInWithPassword(w.t.Context(), SignInInput{Login: "anna", Password: secretPhrase, Client: netip.MustParseAddr("192.0.2.2")})
		w.ok(err)
	})
}

func TestChangingThePassword(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		up := w.invited("Anna")
		here, other := w.as(up.SignedIn), must(w.signIn("anna", secretPhrase))
		change := func(a model.Actor, current *string, next string) error {
			return w.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Current: current, Client: home}, New: next})
		}
		w.code(model.Unauthenticated, change(model.Actor{}, nil, "another phrase"))
		w.code(model.ValidationFailed, change(here, nil, "another phrase"))
		w.code(model.ValidationFailed, change(here, new("wrong"), "another phrase"))
		w.code(model.ValidationFailed, change(here, new(secretPhrase), "short"))
		w.ok(change(here, new(secretPhrase), "another phrase"))
		w.as(up.SignedIn)
		_, err := w.SignIn.AuthenticateSession(ctx, other.Cookie)
		w.code(model.Unauthenticated, err)
		_, err = w.signIn("anna", secretPhrase)
		w.code(model.Unauthenticated, err)
		if _, err := w.SignIn.startPasswordSession(ctx, here.User, "old", ""); !errors.Is(err, errSignInChanged) {
			w.t.Errorf("a session by an old hash: %v", err)
		}
		_, err = w.signIn("anna", "another phrase")
		w.ok(err)
		withToken := here
		withToken.CredentialID = model.NewID(1, model.KindAccessToken, 1)
		w.code(model.Forbidden, change(withToken, new("another phrase"), "a third phrase"))
	})
}

// TestLinksLeadToAPassword checks that a link lets a user set a first password, or another one after they forgot it.
func TestLinksLeadToAPassword(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		now := model.Now()
		w.o.Now = func() time.Time { return now }
		follow := func() model.Actor {
			link := must(w.SignIn.OperatorSignInLink(ctx, w.owner.User.Name))
			return w.as(must(w.SignIn.SignIn(ctx, link[len("https://chattr.test/#sign-in="):])))
		}
		set := func(a model.Actor, password string) error {
			return w.Accounts.ChangePassword(ctx, a, ChangePasswordInput{ReauthenticateInput: ReauthenticateInput{Client: home}, New: password})
		}
		first := follow()
		w.ok(set(first, "the first phrase"))
		w.ok(set(first, "the second phrase"))
		now = now.Add(freshFor)
		w.code(model.ValidationFailed, set(first, "the third phrase"))
		w.ok(set(follow(), "the third phrase"))
		_, err := w.signIn(w.owner.User.Name, "the third phrase")
		w.ok(err)
	})
}

func TestSigningOutEverywhere(t *testing.T) {
	each(t, func(w *fixture) {
		ctx := w.t.Context()
		w.runs()
		here := w.invited("Anna")
		there := must(w.signIn("anna", secretPhrase))
		stream, err := w.Events.Open(ctx, w.as(there), w.channel.ID, nil)
		w.ok(err)
		defer stream.Close()
		w.ok(w.SignIn.SignOutEverywhere(ctx, w.as(here.SignedIn)))
		for _, in := range []SignedIn{here.SignedIn, there} {
			_, err := w.SignIn.AuthenticateSession(ctx, in.Cookie)
			w.code(model.Unauthenticated, err)
		}
		_, err = stream.Next(ctx)
		w.code(model.Unauthenticated, err)
	})
}

func TestUpdateViewer(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, now := w.t.Context(), model.Now()
		w.o.Now = func() time.Time { return now }
		anna := w.as(w.invited("Anna").SignedIn)
		w.invited("Bo")
		update := func(a model.Actor, in UpdateViewerInput) error {
			in.Proof = w.reauthenticate(a, secretPhrase)
			_, err := w.Accounts.UpdateViewer(ctx, a, in)
			return err
		}
		w.ok(update(anna, UpdateViewerInput{Name: model.Some("ANNA")}))
		w.code(model.Conflict, update(anna, UpdateViewerInput{Name: model.Some("bo")}))
		w.code(model.Conflict, update(anna, UpdateViewerInput{Email: model.Some("BO@example.com")}))
		for range int(accountLimit.Burst) - 2 {
			w.code(model.Conflict, update(anna, UpdateViewerInput{Email: model.Some("BO@example.com")}))
		}
		w.code(model.RateLimited, update(anna, UpdateViewerInput{Email: model.Some("BO@example.com")}))
		w.limits.attempts = ratelimit.NewThrottle(w.db, ratelimit.ThrottleOptions{})
		w.code(model.BadUserInput, update(anna, UpdateViewerInput{Name: model.Null[string]()}))
		w.code(model.BadUserInput, update(anna, UpdateViewerInput{Email: model.Some("bo")}))
		w.ok(update(anna, UpdateViewerInput{Email: model.Null[string]()}))
		if got, err := w.db.UserByName(ctx, "anna"); err != nil || got.Name != "ANNA" || got.Email != nil {
			w.t.Errorf("%+v, %v", got, err)
		}
		first := w.owner
		first.User = &model.User{ID: w.owner.User.ID, Name: model.OwnerName}
		w.code(model.Conflict, update(first, UpdateViewerInput{Name: model.Some("somebody")}))
	})
}
