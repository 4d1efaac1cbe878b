package db_test

import (
	"strings"
	"testing"

	"chattr/db"
	"chattr/db/dbtest"
)

// numbered is a channel with so many events, one in ten an edit.
func numbered(t *testing.T, database *db.DB, events int) {
	t.Helper()
	channel := dbtest.Channel(t, database, dbtest.Server(t, database, dbtest.User(t, database)))
	const numbers = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1) "
	for _, q := range []string{
		"INSERT INTO messages (id, channel_id, number, author_kind, author_id, author_name, content, created_at) " +
			numbers + "SELECT ?0 + n, ?0, n, 'USER', 1, 'a', 'c', '2026-01-01 00:00:00+00:00' FROM n WHERE n % 10 <> 0",
		"INSERT INTO message_changes (channel_id, number, event_id, kind, message_id, occurred_at) " +
			numbers + "SELECT ?0, n, ?0 + n, 'MESSAGE_EDITED', ?0 + n - 1, '2026-01-01 00:00:00+00:00' FROM n WHERE n % 10 = 0",
		"UPDATE channel_heads SET number = ?1, event_id = ?0 + ?1 WHERE channel_id = ?0",
	} {
		_, err := database.Write().NewRaw(q, channel.ID, events).Exec(t.Context())
		dbtest.OK(t, err)
	}
}

// Whatever is wrong with the numbering is said in plain words, and nothing else is.
func TestNumbering(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		break_ []string
		said   []string
	}{
		"whole":           {nil, nil},
		"whole stretches": {nil, nil},
		"hole":            {[]string{"DELETE FROM messages WHERE number = 17"}, []string{"event 17 is missing"}},
		"edge of stretch": {[]string{"DELETE FROM messages WHERE number IN (19999, 20001)", "DELETE FROM message_changes WHERE number = 20000"}, []string{"events 19999 to 20000 are missing", "event 20001 is missing"}},
		"first":           {[]string{"DELETE FROM messages WHERE number < 4"}, []string{"events 1 to 3 are missing"}},
		"last":            {[]string{"DELETE FROM message_changes WHERE number = 60"}, []string{"event 60 is missing", "the head says that event 60 is"}},
		"lost edit":       {[]string{"DELETE FROM message_changes WHERE number = 30"}, []string{"event 30 is missing"}},
		"twice": {
			[]string{"INSERT INTO message_changes SELECT channel_id, number, id, 'MESSAGE_EDITED', id, created_at FROM messages WHERE number = 33"},
			[]string{"event 33 is there twice"},
		},
		"twice and missing": {
			[]string{"UPDATE message_changes SET number = 31 WHERE number = 30"},
			[]string{"event 30 is missing", "event 31 is there twice"},
		},
		"head of another":  {[]string{"UPDATE channel_heads SET event_id = 7"}, []string{"the head says that event 60 is 7"}},
		"head behind":      {[]string{"UPDATE channel_heads SET number = 59, event_id = channel_id + 59"}, []string{"above the head, which stands at 59"}},
		"forsaken edit":    {[]string{"UPDATE message_changes SET message_id = 5 WHERE number = 30"}, []string{"1 edits or deletions", "not there"}},
		"floor":            {[]string{"DELETE FROM messages WHERE number <= 25", "DELETE FROM message_changes WHERE number <= 25", "UPDATE channel_heads SET floor_number = 25, floor_event_id = channel_id + 25"}, nil},
		"floor below":      {[]string{"DELETE FROM messages WHERE number <= 25", "UPDATE channel_heads SET floor_number = 23, floor_event_id = channel_id + 23"}, []string{"events 24 to 25 are missing"}},
		"floor of another": {[]string{"UPDATE channel_heads SET floor_number = 25, floor_event_id = 7"}, []string{"should be 7"}},
		"floor above":      {[]string{"UPDATE channel_heads SET floor_number = 61"}, []string{"the last is 60"}},
		"all removed":      {[]string{"DELETE FROM messages", "DELETE FROM message_changes", "UPDATE channel_heads SET floor_number = number, floor_event_id = event_id"}, nil},
		"no head":          {[]string{"DELETE FROM channel_heads"}, []string{"it has no head"}},
		"no channel":       {[]string{"UPDATE channel_heads SET channel_id = 77"}, []string{"head of channel 77", "it has no head"}},
		"deleted":          {[]string{"DELETE FROM messages WHERE number = 17", "UPDATE channels SET deleted_at = created_at"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events := 60
			if strings.Contains(name, "stretch") { // more than are looked at in one
				events = 20_030
			}
			dbtest.Each(t, func(t *testing.T, database *db.DB) {
				numbered(t, database, events)
				for _, q := range c.break_ {
					_, err := database.Write().Exec(q)
					dbtest.OK(t, err)
				}
				done, faults, err := database.CheckNumbering(t.Context(), func(db.Examined) {})
				dbtest.OK(t, err)
				said := strings.Join(faults, "\n")
				for _, words := range c.said {
					if !strings.Contains(said, words) {
						t.Errorf("%q does not say %q", said, words)
					}
				}
				if len(c.said) == 0 && len(faults) > 0 {
					t.Error(said)
				}
				if name == "whole stretches" && done != (db.Examined{Channels: 1, Events: 20_030}) {
					t.Errorf("examined %+v", done)
				}
			})
		})
	}
}
