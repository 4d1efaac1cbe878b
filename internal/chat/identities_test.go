package chat

import (
	"context"
	"sync"
	"testing"

	"chattr/internal/model"
)

const issuer = "https://id.example.com"

func (w *fixture) vouched(subject string, change func(*IdentityInput)) (SignedUp, error) {
	in := IdentityInput{Issuer: issuer, Subject: subject, Names: []string{"anna@id", "Anna B"}, Client: home}
	if change != nil {
		change(&in)
	}
	return w.SignIn.SignInByIdentity(w.t.Context(), in)
}

func TestWhomAProviderVouchesFor(t *testing.T) {
	each(t, func(w *fixture) {
		_, err := w.vouched("1", nil)
		w.code(model.Forbidden, err)
		i, secret := w.invite(2)
		up, err := w.vouched("1", func(in *IdentityInput) { in.Invitation, in.Email = secret, new("Anna@example.com") })
		w.ok(err)
		if up.User.Name != "anna" || *up.User.Email != "Anna@example.com" || up.ServerID != w.server.ID {
			w.t.Errorf("%+v", up.User)
		}
		w.as(up.SignedIn)
		again, err := w.vouched("1", func(in *IdentityInput) { in.Invitation = secret })
		w.ok(err)
		if again.User.ID != up.User.ID || again.Cookie == up.Cookie {
			w.t.Errorf("the second time it is %+v", again.User)
		}
		left, err := w.db.Invitation(w.t.Context(), i.ID)
		w.ok(err)
		if left.Uses != 1 {
			w.t.Errorf("%d uses", left.Uses)
		}
		// Another subject, and the same one of another issuer, are others: whatever their address.
		w.o.OpenSignUp = true
		for name, change := range map[string]func(*IdentityInput){
			"another subject": func(in *IdentityInput) { in.Subject, in.Email = "2", new("anna@example.com") },
			"another issuer":  func(in *IdentityInput) { in.Issuer, in.Email = "https://other.example.com", new("no address") },
		} {
			other, err := w.vouched("1", change)
			w.ok(err)
			if other.User.ID == up.User.ID || other.User.Email != nil {
				w.t.Errorf("%s: %+v", name, other.User)
			}
		}
	})
}

func TestNamesOfWhomAProviderVouchesFor(t *testing.T) {
	each(t, func(w *fixture) {
		w.o.OpenSignUp = true
		for i, c := range []struct {
			names []string
			want  string
		}{
			{[]string{"", "Anna"}, "Anna"},
			{[]string{"ANNA"}, "ANNA 2"},
			{[]string{"everyone", "\u202e", "Bo"}, "Bo"},
			{nil, "user"},
			{[]string{"@"}, "user 2"},
		} {
			up, err := w.vouched(string(rune('a'+i)), func(in *IdentityInput) { in.Names = c.names })
			w.ok(err)
			if up.User.Name != c.want {
				w.t.Errorf("%q is called %q, want %q", c.names, up.User.Name, c.want)
			}
		}
	})
}

// TestOneIdentityIsOneAccount checks that one account is created if a user comes back from the provider twice concurrently, for the first time.
func TestOneIdentityIsOneAccount(t *testing.T) {
	each(t, func(w *fixture) {
		w.o.OpenSignUp = true
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				_, err := w.SignIn.SignInByIdentity(context.Background(), IdentityInput{Issuer: issuer, Subject: "1", Client: home})
				if code := model.ErrorCode(err); code != "" && code != model.Conflict {
					w.t.Error(err)
				}
			})
		}
		all.Wait()
		_, err := w.vouched("1", nil)
		w.ok(err)
	})
}
