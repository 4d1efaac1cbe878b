package chat

import (
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// All kinds of changes run concurrently on two instances, on servers that share their members. Transactions never wait for each other in a
// circle: a change is refused by a rule, never by the database.
//
// NOTE(dialect): SQLite has one writer, and so no circle.
func TestTransactionsDoNotWaitInACircle(t *testing.T) {
	t.Parallel()
	url := dbtest.MigratedPostgresURL(t)
	t.Cleanup(func() { // when every session has ended and reported what it counted
		if n := dbtest.Deadlocks(t, url); n != 0 {
			t.Errorf("PostgreSQL ended %d deadlocks, want none", n)
		}
	})
	here := newFixture(t, dbtest.Open(t, url))
	otherInstance := New(dbtest.Open(t, url), &pubsub.Local{}, here.o)
	t.Cleanup(otherInstance.background.Wait)
	t.Cleanup(otherInstance.hub.Wait)
	c := &clients{fixture: here, actors: []model.Actor{here.owner, here.administrator(), here.administrator()}}
	for _, name := range []string{"Anna", "Berta", "Clara"} {
		c.actors = append(c.actors, here.as(here.invited(name).SignedIn))
	}
	for range 3 {
		c.addServer(here.Chat)
		c.addServer(otherInstance)
	}
	c.run(3*time.Second, 100, time.Minute)
	if c.done.Load() < 100 {
		t.Errorf("%d acts were done in a minute, want 100", c.done.Load())
	}
	t.Logf("%d done, %d refused", c.done.Load(), c.refused.Load())
}

// crowd are people who do whatever can be done to servers, to each other and to themselves.
type clients struct {
	*fixture
	actors        []model.Actor
	servers       []*fixture
	secrets       []string
	done, refused atomic.Int64
}

// addServer creates another server with all users as members. Its changes go through the given instance.
func (c *clients) addServer(over *Chat) {
	s := *c.fixture
	s.server = must(c.Servers.Create(c.t.Context(), c.owner, CreateServerInput{Name: "S"})).Server
	s.channel = s.makeChannel("c")
	s.Chat = over
	_, secret := s.invite(maxInvitationUses)
	for _, a := range c.actors[1:] {
		c.ok(s.accept(a, secret))
	}
	everything := s.makeRole(c.owner, model.Administrator)
	for _, a := range c.actors[3:] {
		must(s.Roles.GiveRole(c.t.Context(), c.owner, GiveRoleInput{RoleID: everything.ID, MemberID: s.membership(a).ID}))
	}
	c.servers, c.secrets = append(c.servers, &s), append(c.secrets, secret)
}

// run lasts for some time, and on a busy machine until so many acts are done, but not for ever.
func (c *clients) run(least time.Duration, acts int64, most time.Duration) {
	began := time.Now()
	var people sync.WaitGroup
	for range 16 {
		people.Go(func() {
			for time.Since(began) < least || c.done.Load() < acts && time.Since(began) < most {
				c.one()
			}
		})
	}
	people.Wait()
}

func (c *clients) one() {
	n := rand.IntN(len(c.servers))
	s, a := c.servers[n], oneOf(c.actors)
	acts := slices.Concat(c.onServer(s, a), c.onPeople(s, a, c.secrets[n]))
	err := oneOf(acts)(c.t.Context())
	if db.IsLocked(err) { // a deadlock ends sooner: the machine is slow
		c.refused.Add(1)
		return
	}
	switch model.ErrorCode(err) {
	case "":
		c.done.Add(1)
	case model.StoreUnavailable, model.CommitUnknown, model.Internal:
		if err.Error() != db.StillMoving().Error() {
			c.t.Error(err)
		}
	default:
		c.refused.Add(1)
	}
}

// oneOf is the zero T when there is none.
func oneOf[T any](list []T) (one T) {
	if len(list) > 0 {
		one = list[rand.IntN(len(list))]
	}
	return one
}

func (c *clients) channelOf(s *fixture) *model.Channel {
	all, err := s.db.ChannelsOf(c.t.Context(), c.actors[1], []model.ID{s.server.ID}, db.Page{Limit: 100})
	if one := oneOf(all[s.server.ID]); err == nil && one != nil {
		return one
	}
	return s.channel
}

func (c *clients) webhookOf(s *fixture) model.ID {
	all, err := s.db.WebhooksOfServers(c.t.Context(), []model.ID{s.server.ID}, db.Page{Limit: 100})
	if one := oneOf(all[s.server.ID]); err == nil && one != nil {
		return one.ID
	}
	return s.server.ID // which is none
}

func (c *clients) roleOf(s *fixture) model.ID {
	all, err := s.db.RolesOf(c.t.Context(), []model.ID{s.server.ID}, db.Page{Limit: 100})
	if one := oneOf(all[s.server.ID]); err == nil && one != nil {
		return one.ID
	}
	return s.server.ID
}

func (c *clients) memberOf(s *fixture, a model.Actor) model.ID {
	m, err := s.db.MemberOf(c.t.Context(), s.server.ID, a.UserID())
	if err != nil {
		return s.server.ID
	}
	return m.ID
}
