package db_test

import (
	"sync"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// A connection that has fallen silent holds a read for four seconds, a server that is away holds one for the time of a dial, and the next reads do not find out the same about every
// other connection of the pool.
func TestSilentConnectionsHoldReadsOnce(t *testing.T) {
	t.Parallel()
	proxy := dbtest.NewProxy(t, dbtest.MigratedPostgresURL(t))
	database := dbtest.Open(t, proxy.URL)
	user := dbtest.User(t, database)
	actor := model.Actor{User: &model.User{Administrator: true}}
	fillPool(t, database)
	reads := map[string]func() error{
		"by bun": func() error { _, err := database.UserByName(t.Context(), user.Name); return err },
		"prepared": func() error {
			_, err := database.MessagesOf(t.Context(), actor, []model.ID{user.ID}, db.Page{Limit: 1})
			return err
		},
	}
	for _, read := range reads {
		dbtest.OK(t, read())
	}
	proxy.SetSilent(true)
	var all sync.WaitGroup
	for name, read := range reads {
		for range 40 { // more than there are connections: the others wait for one, and dial
			all.Go(func() {
				began := time.Now()
				wantCode(t, read(), model.StoreUnavailable)
				if took := time.Since(began); took > 3*7*time.Second {
					t.Errorf("a read %s was held for %v, want four seconds and a dial of three", name, took)
				}
			})
		}
	}
	all.Wait()
	proxy.SetSilent(false)
	time.Sleep(time.Second) // for which a dial that timed out answers
	for range 20 {
		for name, read := range reads {
			began := time.Now()
			if err := read(); err != nil {
				t.Errorf("afterwards, a read %s: %v", name, err)
			}
			if took := time.Since(began); took > 3*time.Second { // it met a connection of the silence
				t.Errorf("afterwards, a read %s took %v, want less than the four seconds of a silent connection", name, took)
			}
		}
	}
}
