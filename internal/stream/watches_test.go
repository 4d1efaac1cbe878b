package stream

import (
	"context"
	"testing"

	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A poll that fails after it has seen a change is made up for by the next.
func TestWatchesEndAfterAnOutage(t *testing.T) {
	each(t, func(f *fixture) {
		revoked, ended := f.reader, 0
		revoked.CredentialID = dbtest.ID(f.t, f.db, model.KindAccessToken) // which does not exist
		watch := f.WatchCredential(revoked, func() { ended++ })
		watch.credential.sure = true                                             // as if it had been revoked since
		dbtest.OK(f.t, f.pollUsers(f.t.Context(), []model.ID{revoked.UserID()})) // has seen the change
		failing, cancel := context.WithCancel(f.t.Context())
		cancel()
		if err := f.watches.poll(failing); err == nil {
			f.t.Fatal("got no error from a poll whose context has ended")
		}
		dbtest.OK(f.t, f.Poll(f.t.Context()))
		if ended != 1 {
			f.t.Errorf("ended %d times, want 1", ended)
		}
		watch.Stop()
		if got := f.Usage(); got != (Usage{}) {
			f.t.Errorf("got %+v without a watch, want nothing in use", got)
		}
	})
}
