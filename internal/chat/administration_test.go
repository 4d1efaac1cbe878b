package chat

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
	"chattr/internal/stream"
	"chattr/internal/validate"
)

// administrator creates an administrator of the installation and returns them with a session.
func (w *fixture) administrator() model.Actor {
	w.t.Helper()
	u := &model.User{ID: dbtest.ID(w.t, w.db, model.KindUser), Administrator: true, CreatedAt: model.Now()}
	u.Name = "administrator" + u.ID.String()
	w.ok(dbtest.InsertUser(w.t.Context(), w.db, u))
	return w.follow(must(w.SignIn.OperatorSignInLink(w.t.Context(), u.Name)))
}

// follow signs in with a link and returns the actor.
func (w *fixture) follow(url string) model.Actor {
	w.t.Helper()
	_, secret, _ := strings.Cut(url, "#sign-in=")
	return w.as(must(w.SignIn.SignIn(w.t.Context(), secret)))
}

func (w *fixture) setAccount(by model.Actor, of model.ID, administrator, enabled model.OptionalBool) error {
	in := UpdateAccountInput{UserID: of, Administrator: administrator, Enabled: enabled}
	_, err := w.Accounts.UpdateAccount(w.t.Context(), by, in)
	return err
}

var (
	unsaid  model.OptionalBool
	yes, no = model.Some(true), model.Some(false)
)

func TestAccountsAreFound(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		w.invited("Anna")
		for _, name := range []string{"Émile", "50% off", "a_b"} {
			u := &model.User{ID: dbtest.ID(w.t, w.db, model.KindUser), Name: name, CreatedAt: model.Now()}
			w.ok(dbtest.InsertUser(ctx, w.db, u))
		}
		find := func(search string) (names []string) {
			found, err := w.Accounts.Accounts(ctx, admin, &search, Page{Limit: 10, Backward: true})
			w.ok(err)
			for _, edge := range found.Edges {
				names = append(names, edge.Node.User.Name)
			}
			return names
		}
		for search, want := range map[string][]string{
			"": {w.owner.User.Name, admin.User.Name, "Anna", "Émile", "50% off", "a_b"}, "ANN": {"Anna"}, "éMI": {"Émile"},
			" anna@example.COM ": {"Anna"}, "%": {"50% off"}, "_": {"a_b"}, "!": nil, "nobody": nil,
		} {
			if got := find(search); !slices.Equal(got, want) {
				w.t.Errorf("%q finds %v, want %v", search, got, want)
			}
		}
		_, err := w.Accounts.Accounts(ctx, admin, new(strings.Repeat("a", validate.EmailLimit+1)), Page{Limit: 1})
		w.code(model.BadUserInput, err)
		_, err = w.Accounts.Accounts(ctx, admin, new("a\x00b"), Page{Limit: 1})
		w.code(model.BadUserInput, err)
		page, err := w.Accounts.Accounts(ctx, admin, new("anna"), Page{Limit: 1})
		w.ok(err)
		if a := page.Edges[0].Node; *a.Email() != "Anna@Example.com" || !a.Enabled() || a.Administrator() || a.LastSignedInAt() == nil ||
			!slices.Equal(a.SignInMethods, []model.SignInMethod{model.SignInPassword}) {
			w.t.Errorf("%+v", a)
		}
	})
}

func TestWhoAdministers(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		made := must(w.AccessTokens.Create(ctx, admin, CreateAccessTokenInput{Name: "t"}))
		token := must(w.SignIn.Authenticate(ctx, made.Secret))
		anna := w.as(w.invited("Anna").SignedIn)
		for who, c := range map[string]struct {
			actor model.Actor
			want  model.Code
		}{
			"nobody": {model.Actor{}, model.Unauthenticated}, "the owner of a server": {w.owner, model.Forbidden},
			"an administrator's token": {token, model.Forbidden},
		} {
			_, list := w.Accounts.Accounts(ctx, c.actor, nil, Page{Limit: 1})
			_, log := w.AuditLog.InstallationLog(ctx, c.actor, Page{Limit: 1})
			_, link := w.SignIn.CreateSignInLink(ctx, c.actor, CreateSignInLinkInput{UserID: anna.UserID()})
			for what, err := range map[string]error{
				"list": list, "read the log": log, "make a link": link, "disable": w.setAccount(c.actor, anna.UserID(), unsaid, no),
			} {
				if model.ErrorCode(err) != c.want {
					w.t.Errorf("%s may %s: %v", who, what, err)
				}
			}
			if w.Accounts.ManagesAccounts(c.actor) {
				w.t.Errorf("%s is told they manage accounts", who)
			}
		}
		for _, in := range [][2]model.OptionalBool{{no, unsaid}, {unsaid, no}, {no, no}} {
			w.code(model.Forbidden, w.setAccount(admin, admin.UserID(), in[0], in[1]))
		}
		w.ok(w.setAccount(admin, admin.UserID(), yes, yes))
		w.code(model.NotFound, w.setAccount(admin, model.NewID(1, model.KindUser, 1), unsaid, no))
		w.code(model.BadUserInput, w.setAccount(admin, anna.UserID(), model.Null[bool](), unsaid))
		_, err := w.SignIn.CreateSignInLink(ctx, admin, CreateSignInLinkInput{UserID: admin.UserID()})
		w.code(model.Forbidden, err)
		_, err = w.SignIn.CreateSignInLink(ctx, admin, CreateSignInLinkInput{UserID: model.NewID(1, model.KindUser, 1)})
		w.code(model.NotFound, err)
	})
}

// TestDisabledPeopleDoNotGetIn checks that a disabled user cannot sign in, and that only a person who knows the password learns why.
func TestDisabledPeopleDoNotGetIn(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		anna := w.as(w.invited("Anna").SignedIn)
		w.ok(w.link(anna, "1"))
		token := must(w.AccessTokens.Create(ctx, anna, CreateAccessTokenInput{Name: "t"}))
		link := must(w.SignIn.CreateSignInLink(ctx, admin, CreateSignInLinkInput{UserID: anna.UserID()}))
		_, secret, _ := strings.Cut(link.URL, "#sign-in=")
		i, invitation := w.invite(1)
		_, usual := w.signIn("nobody", "wrong")
		again := must(w.signIn("anna", secretPhrase))

		w.ok(w.setAccount(admin, anna.UserID(), unsaid, no))
		_, err := w.signIn("anna", secretPhrase)
		w.code(model.AccountDisabled, err)
		_, err = w.signIn("anna", "wrong")
		if err == nil || err.Error() != usual.Error() {
			w.t.Errorf("a wrong password is answered %v", err)
		}
		_, err = w.SignIn.SignIn(ctx, secret)
		w.code(model.Unauthenticated, err)
		_, err = w.vouched("1", func(in *IdentityInput) { in.Invitation = invitation })
		w.code(model.AccountDisabled, err)
		if left := must(w.db.Invitation(ctx, i.ID)); left.Uses != 0 {
			w.t.Error("the invitation is used up")
		}
		_, err = w.SignIn.AuthenticateSession(ctx, again.Cookie)
		w.code(model.Unauthenticated, err)
		_, err = w.SignIn.Authenticate(ctx, token.Secret)
		w.code(model.Unauthenticated, err)
		_, err = w.SignIn.CreateSignInLink(ctx, admin, CreateSignInLinkInput{UserID: anna.UserID()})
		w.code(model.Conflict, err)
		_, err = w.SignIn.OperatorSignInLink(ctx, "anna")
		w.code(model.Conflict, err)

		w.ok(w.setAccount(admin, anna.UserID(), unsaid, yes))
		_, err = w.SignIn.AuthenticateSession(ctx, again.Cookie)
		w.code(model.Unauthenticated, err)
		_, err = w.SignIn.Authenticate(ctx, token.Secret)
		w.ok(err)
		_, err = w.signIn("anna", secretPhrase)
		w.ok(err)
		_, err = w.SignIn.SignIn(ctx, secret)
		w.code(model.Unauthenticated, err)
	})
}

// TestNoSessionOutlivesBeingDisabled signs in and disables the account concurrently.
func TestNoSessionOutlivesBeingDisabled(t *testing.T) {
	each(t, func(w *fixture) {
		admin := w.administrator()
		anna := w.invited("Anna").User.ID
		hash := must(w.db.PasswordOf(w.t.Context(), anna))
		for range 20 {
			w.ok(w.setAccount(admin, anna, unsaid, yes))
			cookies := make(chan string, 4)
			var all sync.WaitGroup
			for range cap(cookies) {
				all.Go(func() {
					in, err := w.SignIn.startPasswordSession(context.Background(), &model.User{ID: anna}, hash, "")
					if err == nil {
						cookies <- in.Cookie
					} else if model.ErrorCode(err) != model.AccountDisabled {
						w.t.Error(err)
					}
				})
			}
			all.Go(func() {
				if err := w.setAccount(admin, anna, unsaid, no); err != nil {
					w.t.Error(err)
				}
			})
			all.Wait()
			close(cookies)
			w.ok(w.setAccount(admin, anna, unsaid, yes)) // so that nothing but the sessions' being gone refuses them
			for cookie := range cookies {
				if _, err := w.SignIn.AuthenticateSession(w.t.Context(), cookie); model.ErrorCode(err) != model.Unauthenticated {
					w.t.Fatalf("a session is left: %v", err)
				}
			}
		}
	})
}

// TestThereIsAlwaysAnAdministrator lets administrators demote and disable each other concurrently: one who is enabled must be left.
func TestThereIsAlwaysAnAdministrator(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admins := w.t.Context(), []model.Actor{w.administrator(), w.administrator(), w.administrator()}
		for i := range admins {
			admins[i].CredentialID = 0 // what ends with an account that is disabled does not come back with it
		}
		for round := range 30 {
			var all sync.WaitGroup
			for i, admin := range admins {
				other := admins[(i+1)%len(admins)].UserID()
				all.Go(func() {
					administrator, enabled := unsaid, no
					if i%2 == round%2 {
						administrator, enabled = no, unsaid
					}
					err := w.setAccount(admin, other, administrator, enabled)
					if code := model.ErrorCode(err); code != "" && code != model.Forbidden && code != model.Unauthenticated {
						w.t.Error(err)
					}
				})
			}
			all.Wait()
			left := model.Actor{}
			users := must(w.db.Users(ctx, []model.ID{admins[0].UserID(), admins[1].UserID(), admins[2].UserID()}))
			for _, u := range users {
				if u.Administrator && u.Enabled() {
					left = model.Actor{User: u}
				}
			}
			if left.User == nil {
				w.t.Fatal("no administrator is left")
			}
			for id := range users {
				w.ok(w.setAccount(left, id, yes, yes))
			}
		}
	})
}

// TestStreamsEndWithTheAccount checks that open streams of a disabled user end, also those of their tokens and of the owner token, on an instance that no hint
// reaches, and those of a former administrator on servers of which they are no member.
func TestStreamsEndWithTheAccount(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		here := New(w.db, &pubsub.Local{}, w.o)
		running, stop := context.WithCancel(ctx)
		ended := make(chan struct{})
		go func() { defer close(ended); here.Run(running) }()
		defer func() { stop(); <-ended }()

		anna := w.as(w.invited("Anna").SignedIn)
		token := must(w.SignIn.Authenticate(ctx, must(w.AccessTokens.Create(ctx, anna, CreateAccessTokenInput{Name: "t"})).Secret))
		asOwnerToken, former := model.Actor{User: anna.User}, w.administrator()
		open := map[string]*stream.Stream{}
		closed := make(chan string, 4)
		for name, actor := range map[string]model.Actor{"session": anna, "token": token, "owner token": asOwnerToken, "former": former} {
			open[name] = must(here.Events.Open(ctx, actor, w.channel.ID, nil))
			watch := here.Events.WatchCredential(actor, func() { closed <- name })
			defer watch.Stop()
			defer open[name].Close()
		}
		w.ok(w.setAccount(admin, anna.UserID(), unsaid, no))
		w.ok(w.setAccount(admin, former.UserID(), no, unsaid))
		for name, want := range map[string]model.Code{
			"session": model.Unauthenticated, "token": model.Unauthenticated, "owner token": model.Unauthenticated, "former": model.NotFound,
		} {
			within, cancel := context.WithTimeout(ctx, 3*2*time.Second) // threefold slack
			_, err := open[name].Next(within)
			cancel()
			if model.ErrorCode(err) != want {
				w.t.Errorf("the stream of %s ends with %v", name, err)
			}
		}
		for range 3 {
			select {
			case name := <-closed:
				if name == "former" {
					w.t.Error("a former administrator is signed out")
				}
			case <-time.After(3 * 2 * time.Second):
				w.t.Fatal("what was opened with a credential of a disabled user stays open")
			}
		}
		if open["former"].Actor().Administers() {
			w.t.Error("the stream goes on for an administrator")
		}
	})
}

// TestWebhooksOfDisabledPeoplePost checks that webhooks and servers of a disabled user continue to work.
func TestWebhooksOfDisabledPeoplePost(t *testing.T) {
	each(t, func(w *fixture) {
		admin, anna := w.administrator(), w.member(model.ManageServer)
		made := must(w.Webhooks.Create(w.t.Context(), anna, CreateWebhookInput{ChannelID: w.channel.ID, Name: "CI"}))
		w.ok(w.setAccount(admin, anna.UserID(), unsaid, no))
		token := made.URL[strings.LastIndex(made.URL, "/")+1:]
		_, err := w.Webhooks.Execute(w.t.Context(), home, ExecuteWebhookInput{AppID: made.Webhook.ID, Token: token, Content: "x"})
		w.ok(err)
	})
}

func TestAuditLogTellsOfAccounts(t *testing.T) {
	each(t, func(w *fixture) {
		ctx, admin := w.t.Context(), w.administrator()
		anna := w.invited("Anna").User.ID
		for range 2 { // the second time nothing is changed, and there is nothing to tell
			w.ok(w.setAccount(admin, anna, yes, no))
		}
		w.ok(w.setAccount(admin, anna, no, yes))
		w.code(model.Forbidden, w.setAccount(admin, admin.UserID(), no, unsaid))
		must(w.SignIn.CreateSignInLink(ctx, admin, CreateSignInLinkInput{UserID: anna}))
		log, err := w.AuditLog.InstallationLog(ctx, admin, Page{Limit: MaxPage, Backward: true})
		w.ok(err)
		var got []string
		for i, edge := range log.Edges {
			if e := edge.Node; e.Number != int64(i+1) || e.ActorID != admin.UserID() || e.TargetID != anna {
				w.t.Errorf("%+v", e)
			}
			got = append(got, returned(edge.Node))
		}
		want := []string{
			"ACCOUNT_UPDATED USER Anna, administrator: false → true, enabled: true → false",
			"ACCOUNT_UPDATED USER Anna, administrator: true → false, enabled: false → true",
			"SIGN_IN_LINK_CREATED USER Anna",
		}
		if !slices.Equal(got, want) {
			w.t.Errorf("got %q", got)
		}
		entry := log.Edges[0].Node.ID
		if _, err := w.Node(ctx, admin, entry); err != nil {
			w.t.Error(err)
		}
		for _, other := range []model.Actor{w.owner, w.member(model.Administrator)} {
			_, err := w.Node(ctx, other, entry)
			w.code(model.NotFound, err)
		}
		for _, edge := range w.log() {
			if edge.Node.ServerID != w.server.ID {
				w.t.Errorf("the server's log has %+v", edge.Node)
			}
		}
	})
}
