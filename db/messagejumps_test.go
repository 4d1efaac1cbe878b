package db_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// Whatever is deleted, in whatever order: a page holds what is left, as if the rest had never been.
func TestPagesJumpOverWhatIsDeleted(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.ReachLittle()
		owner := dbtest.User(t, d)
		channel := dbtest.Channel(t, d, dbtest.Server(t, d, owner)).ID
		fillWithMessages(t, d, channel, owner, 60)
		who := model.Actor{User: owner}
		left := numbersOf(t, d, who, channel, db.Page{Limit: 100})
		random := rand.New(rand.NewPCG(7, 7))
		for len(left) > 0 {
			for range min(len(left), 1+random.IntN(6)) { // a few beside each other, then somewhere else
				i := random.IntN(len(left))
				deleteMessage(t, d, channel, left[i])
				left = slices.Delete(left, i, i+1)
			}
			comparePagesWith(t, d, who, channel, left, random)
			compareRuns(t, d)
			if len(left) < 30 { // messages outlive their events
				_, err := d.Write().NewRaw("UPDATE channel_heads SET floor_number = 50, floor_event_id = 1").Exec(t.Context())
				dbtest.OK(t, err)
			}
		}
		forgetRuns(t, d, channel)
	})
}

// forgetRuns has retention remove everything, and the runs with it.
func forgetRuns(t *testing.T, d *db.DB, channel model.ID) {
	t.Helper()
	later := model.Now().Add(time.Hour)
	for range 3 { // in the second walk no event is left that keeps a message
		for above, more := int64(0), true; more; {
			var err error
			above, more, err = d.DeleteOld(t.Context(), channel, db.Retention{Messages: later, Events: later}, above, 20)
			dbtest.OK(t, err)
		}
	}
	runs, err := d.Read().NewSelect().Table("deleted_runs").Count(t.Context())
	dbtest.OK(t, err)
	if runs != 0 {
		t.Errorf("%d runs of messages that are gone", runs)
	}
}

// compareRuns compares the runs with those that the migration finds in the messages.
func compareRuns(t *testing.T, d *db.DB) {
	t.Helper()
	migration, err := os.ReadFile("../migrations/sqlite/0008_deleted_runs.tx.up.sql")
	dbtest.OK(t, err)
	_, query, _ := strings.Cut(string(migration), "INSERT INTO deleted_runs (channel_id, first_number, last_number)")
	type run struct{ ChannelID, FirstNumber, LastNumber int64 }
	var found, kept []run
	query = strings.Replace(strings.TrimSuffix(strings.TrimSpace(query), ";"), "min(number), max(number)", "min(number) AS first_number, max(number) AS last_number", 1)
	dbtest.OK(t, d.Read().NewRaw(query+" ORDER BY 2").Scan(t.Context(), &found))
	dbtest.OK(t, d.Read().NewRaw("SELECT channel_id, first_number, last_number FROM deleted_runs ORDER BY 2").Scan(t.Context(), &kept))
	if !slices.Equal(found, kept) {
		t.Errorf("runs %v, kept are %v", found, kept)
	}
}

func numbersOf(t *testing.T, d *db.DB, who model.Actor, channel model.ID, p db.Page) (numbers []int64) {
	t.Helper()
	pages, err := d.MessagesOf(t.Context(), who, []model.ID{channel}, p)
	dbtest.OK(t, err)
	for _, m := range pages[channel].Messages {
		numbers = append(numbers, m.Number)
	}
	return numbers
}

func deleteMessage(t *testing.T, d *db.DB, channel model.ID, number int64) {
	t.Helper()
	var id model.ID
	dbtest.OK(t, d.Read().NewRaw("SELECT id FROM messages WHERE channel_id = ? AND number = ?", channel, number).Scan(t.Context(), &id))
	now := model.Now()
	event := &model.MessageChange{
		ChannelID: channel, EventID: dbtest.ID(t, d, model.KindEvent), Kind: model.MessageDeleted, MessageID: id, OccurredAt: now,
	}
	dbtest.OK(t, changeMessage(t.Context(), d, event, func(m *model.Message) { m.Content, m.DeletedAt = "", &now }))
}

// comparePagesWith reads pages of every kind and compares them with what is left.
func comparePagesWith(t *testing.T, d *db.DB, who model.Actor, channel model.ID, left []int64, random *rand.Rand) {
	t.Helper()
	at := 1 + random.Int64N(70)
	above := slices.IndexFunc(left, func(n int64) bool { return n > at })
	if above < 0 {
		above = len(left)
	}
	below := slices.IndexFunc(left, func(n int64) bool { return n >= at })
	if below < 0 {
		below = len(left)
	}
	for _, limit := range []int{0, 1, 3, 10, 100} {
		for p, want := range map[db.Page][]int64{
			{Limit: limit}:                             head(left, limit),
			{Limit: limit, After: at}:                  head(left[above:], limit),
			{Limit: limit, Backward: true}:             tail(left, limit),
			{Limit: limit, Backward: true, Before: at}: tail(left[:below], limit),
		} {
			if got := numbersOf(t, d, who, channel, p); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%+v: %v, want %v of %v", p, got, want, left)
			}
		}
	}
}

// head and tail are one more than the limit: whether there is more.
func head(list []int64, limit int) []int64 { return list[:min(len(list), limit+1)] }
func tail(list []int64, limit int) []int64 { return list[max(0, len(list)-limit-1):] }
