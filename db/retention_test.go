package db_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// kept is a channel with a history, one event an hour, and what retention should leave of it.
type kept struct {
	t        *testing.T
	database *db.DB
	channel  *model.Channel
	begun    time.Time
	times    []time.Time            // of each event
	changed  map[model.ID]time.Time // when each message was posted or last changed
	live     []model.ID
}

func (k *kept) now() time.Time { return k.begun.Add(time.Duration(len(k.times)) * time.Hour) }

func (k *kept) happened(m model.ID) {
	k.changed[m] = k.now()
	k.times = append(k.times, k.now())
}

func (k *kept) post() {
	p := post(k.t, k.database, k.channel, nil, nil)
	p.Message.CreatedAt = k.now()
	_, err := dbtest.AppendPosts(k.t.Context(), k.database, []db.Post{p}, false)
	dbtest.OK(k.t, err)
	k.happened(p.Message.ID)
	k.live = append(k.live, p.Message.ID)
}

func (k *kept) change(i int, kind model.ChannelEventKind) {
	id, now := k.live[i], k.now()
	event := &model.MessageChange{
		ChannelID: k.channel.ID, EventID: dbtest.ID(k.t, k.database, model.KindEvent), Kind: kind, MessageID: id, OccurredAt: now,
	}
	dbtest.OK(k.t, changeMessage(k.t.Context(), k.database, event, func(m *model.Message) {
		m.EditedAt = &now
		if kind == model.MessageDeleted {
			m.Content, m.DeletedAt = "", &now
		}
	}))
	k.happened(id)
	if kind == model.MessageDeleted {
		k.live = append(k.live[:i:i], k.live[i+1:]...)
	}
}

// makeHistory makes a channel in which that many things have happened.
func makeHistory(t *testing.T, r *rapid.T, database *db.DB, server *model.Server, events int) *kept {
	k := &kept{
		t: t, database: database, channel: dbtest.Channel(t, database, server),
		begun: model.Now().Add(-1000 * time.Hour), changed: map[model.ID]time.Time{},
	}
	for range events {
		kinds := []model.ChannelEventKind{model.MessagePosted}
		if len(k.live) > 0 {
			kinds = append(kinds, model.MessagePosted, model.MessageEdited, model.MessageEdited, model.MessageDeleted)
		}
		if kind := rapid.SampledFrom(kinds).Draw(r, "kind"); kind != model.MessagePosted {
			k.change(rapid.IntRange(0, len(k.live)-1).Draw(r, "message"), kind)
			continue
		}
		k.post()
	}
	return k
}

// cutoff is a moment of the history, or never.
func (k *kept) cutoff(r *rapid.T, name string) (at time.Time) {
	if n := rapid.IntRange(-1, len(k.times)).Draw(r, name); n >= 0 {
		at = k.begun.Add(time.Duration(n)*time.Hour - time.Minute)
	}
	return at
}

// whole says whether the numbering is right, and is where the floor stands.
func (k *kept) whole(r *rapid.T) int64 {
	_, faults, err := k.database.CheckNumbering(k.t.Context(), func(db.Examined) {})
	heads, headErr := k.database.Heads(k.t.Context(), []model.ID{k.channel.ID})
	if err != nil || headErr != nil || len(faults) > 0 {
		r.Fatal(err, headErr, faults)
	}
	floor := heads[k.channel.ID].FloorNumber
	events, _, err := k.database.Events(k.t.Context(), k.channel.ID, 1, 1000, 1<<30)
	if err != nil || len(events) != len(k.times)-int(floor) || len(events) > 0 && events[0].Number != floor+1 {
		r.Fatalf("with the floor at %d of %d there are %d events, %v", floor, len(k.times), len(events), err)
	}
	return floor
}

func (k *kept) messages(r *rapid.T) map[model.ID]bool {
	var ids []model.ID
	err := k.database.Read().NewRaw("SELECT id FROM messages WHERE channel_id = ?", k.channel.ID).Scan(k.t.Context(), &ids)
	if err != nil {
		r.Fatal(err)
	}
	there := map[model.ID]bool{}
	for _, id := range ids {
		there[id] = true
	}
	return there
}

// retain removes what is too old. After each bite the numbering is right, and the floor only rises.
func (k *kept) retain(r *rapid.T, retention db.Retention, floor int64) int64 {
	for at, more := int64(0), true; more; {
		var err error
		if at, more, err = k.database.DeleteOld(k.t.Context(), k.channel.ID, retention, at, 3); err != nil {
			r.Fatal(err)
		}
		now := k.whole(r)
		if now < floor || now > floor+3 {
			r.Fatalf("a bite of 3 has raised the floor from %d to %d", floor, now)
		}
		floor = now
	}
	return floor
}

// check compares what is left with what the two settings say.
func (k *kept) check(r *rapid.T, retention db.Retention, floor int64) {
	want, last := int64(0), retention.Messages
	if retention.Events.After(last) {
		last = retention.Events
	}
	for _, at := range k.times {
		if !at.After(last) {
			want++
		}
	}
	if floor != want {
		r.Fatalf("the floor is at %d, want %d", floor, want)
	}
	there := k.messages(r)
	for id, changed := range k.changed {
		if there[id] != changed.After(retention.Messages) {
			r.Fatalf("message %s of %v is there: %v", id, changed, there[id])
		}
	}
}

// Whatever happened in a channel, and however long messages and events are kept: exactly what is too old goes.
func TestRetention(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		server := dbtest.Server(t, database, dbtest.User(t, database))
		rapid.Check(t, func(r *rapid.T) {
			k := makeHistory(t, r, database, server, rapid.IntRange(0, 25).Draw(r, "events"))
			retention := db.Retention{Messages: k.cutoff(r, "messages"), Events: k.cutoff(r, "events until")}
			old, err := database.ChannelsWithOld(t.Context(), retention, k.channel.ID-1, 1)
			dbtest.OK(t, err)
			floor := k.retain(r, retention, 0)
			// A message that was looked at before its edit had left the stream goes the next time.
			if again := k.retain(r, retention, floor); again != floor {
				r.Fatalf("the second time has raised the floor from %d to %d", floor, again)
			}
			k.check(r, retention, floor)
			if floor > 0 && (len(old) != 1 || old[0] != k.channel.ID) {
				r.Fatalf("of a channel with something to remove it was said: %v", old)
			}
			k.post() // goes on behind what is gone
			k.whole(r)
			hide(t, database, k.channel)
		})
	})
}

// A message that is kept longer than its event takes no place in a read from the floor: every read is without a hole.
func TestEventsFromTheFloorHaveNoHole(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, database *db.DB) {
		const posts, floor = 10, 5
		server := dbtest.Server(t, database, dbtest.User(t, database))
		k := &kept{
			t: t, database: database, channel: dbtest.Channel(t, database, server),
			begun: model.Now().Add(-1000 * time.Hour), changed: map[model.ID]time.Time{},
		}
		for range posts {
			k.post()
		}
		k.change(posts-1, model.MessageEdited)
		_, _, err := database.DeleteOld(t.Context(), k.channel.ID, db.Retention{Events: k.times[floor-1]}, 0, 100)
		dbtest.OK(t, err)
		for from := int64(0); from <= posts+1; from++ {
			for limit := 1; limit <= posts+1; limit++ {
				events, _, err := database.Events(t.Context(), k.channel.ID, from, limit, 1<<20)
				dbtest.OK(t, err)
				first := max(from, floor+1)
				if want := min(limit, int(posts+2-first)); len(events) != want {
					t.Errorf("at most %d events from number %d: got %d, want %d", limit, from, len(events), want)
				}
				for i, e := range events {
					if want := first + int64(i); e.Number != want {
						t.Errorf("at most %d events from number %d: got number %d at place %d, want %d", limit, from, e.Number, i, want)
					}
				}
			}
		}
	})
}

// hide has the next run of a test not look at a channel.
func hide(t *testing.T, database *db.DB, channel *model.Channel) {
	_, err := database.Write().NewRaw("UPDATE channels SET deleted_at = created_at WHERE id = ?", channel.ID).Exec(t.Context())
	dbtest.OK(t, err)
}
