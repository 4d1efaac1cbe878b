package db_test

import (
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

// Reads of events stop at a number of bytes, begin at either end, and leave no hole.
func TestEventsWithinASize(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		const count, content = 20, 4000
		channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
		var batch []db.Post
		for range count {
			p := post(t, database, channel, nil, nil)
			p.Message.Content = strings.Repeat("x", content)
			batch = append(batch, p)
		}
		_, err := database.AppendFastUnchecked(t.Context(), sameTime(batch...))
		dbtest.OK(t, err)
		for _, c := range []struct {
			limit, size, want int
			more              bool
		}{
			{100, 1 << 20, count, false},
			{count, 1 << 20, count, true},
			{5, 1 << 20, 5, true},
			{100, 5 * (content + 500), 5, true},
			{100, 1, 2, true},
		} {
			events, more, err := database.Events(t.Context(), channel.ID, 1, c.limit, c.size)
			dbtest.OK(t, err)
			if len(events) != c.want || more != c.more || events[0].Number != 1 || events[c.want-1].Number != int64(c.want) {
				t.Errorf("at most %d events of %d bytes: got %d, more %v; want %d, more %v", c.limit, c.size, len(events), more, c.want, c.more)
			}
			latest, err := database.LatestEvents(t.Context(), channel.ID, 1, c.limit, c.size)
			dbtest.OK(t, err)
			if len(latest) != c.want || latest[0].Number != int64(count-c.want+1) || latest[c.want-1].Number != count {
				t.Errorf("the latest %d events of %d bytes: got %d, want %d up to number %d", c.limit, c.size, len(latest), c.want, count)
			}
		}
		from, err := database.LatestEvents(t.Context(), channel.ID, 15, 100, 1<<20)
		dbtest.OK(t, err)
		if len(from) != 6 || from[0].Number != 15 {
			t.Errorf("got %d events, want numbers 15 to 20", len(from))
		}
	})
}
