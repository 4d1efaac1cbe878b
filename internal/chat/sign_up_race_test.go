package chat

import (
	"errors"
	"strings"
	"testing"

	"chattr/internal/model"
)

// TestANameIsHadOnce checks that of several users who concurrently want a name or an address, one gets it. The others get the error that
// they would get later, without details of the database.
func TestANameIsHadOnce(t *testing.T) {
	twoInstances(t, func(here, there *fixture) {
		i, secret := here.invite(10)
		errs := make([]error, 5)
		var acts []func() error
		for n := range errs {
			w := []*fixture{here, there}[n%2]
			acts = append(acts, func() error {
				name := []string{"Anna", "ANNA", "Berta"}[n%3]
				_, errs[n] = w.SignIn.SignUp(here.t.Context(), SignUpInput{
					Name: name, Email: new("a@example.com"), Password: secretPhrase, Invitation: secret, Client: home,
				})
				return errs[n]
			})
		}
		atOnce(acts...)
		had := 0
		for _, err := range errs {
			if err == nil {
				had++
			} else if model.ErrorCode(err) != model.Conflict || !strings.Contains(err.Error(), "already") || errors.Unwrap(err) != nil {
				here.t.Error(err)
			}
		}
		now, err := here.db.Invitation(here.t.Context(), i.ID)
		here.ok(err)
		if had != 1 || now.Uses != 1 {
			here.t.Errorf("%d have it, and the invitation was used %d times", had, now.Uses)
		}
	})
}
