package db_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"pgregory.net/rapid"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/model"
)

// seen are all ids that were made on one database.
type seen struct {
	mu  sync.Mutex
	ids map[model.ID]bool
}

func (s *seen) add(t interface{ Errorf(string, ...any) }, ids []model.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if s.ids[id] {
			t.Errorf("id %s was made twice", id)
		}
		s.ids[id] = true
	}
}

// Instances come and go, make ids at the same time, and their clocks jump: no id is ever made twice.
func TestIDsAreUnique(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		all := &seen{ids: map[model.ID]bool{}}
		rapid.Check(t, func(t *rapid.T) { instances(t, url, all) })
	})
}

func instances(t *rapid.T, url string, all *seen) {
	var working sync.WaitGroup
	for range rapid.IntRange(1, 4).Draw(t, "instances") {
		jumps := rapid.SliceOfN(rapid.Int64Range(-90_000, 90_000), 1, 5).Draw(t, "clock")
		working.Go(func() { all.add(t, instance(t, url, jumps)) })
	}
	working.Wait()
}

// instance opens the database and makes ids until its clock has jumped by each of jumps (milliseconds).
func instance(t *rapid.T, url string, jumps []int64) (ids []model.ID) {
	var ahead atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load()) * time.Millisecond).Round(0) }
	opened, err := db.Open(context.Background(), url, db.Options{Now: now})
	if err != nil {
		t.Errorf("%v", err)
		return nil
	}
	defer opened.Close()
	for _, jump := range jumps {
		for range 50 {
			id, err := opened.NewID(context.Background(), model.KindMessage)
			if err != nil {
				t.Errorf("%v", err)
			}
			ids = append(ids, id)
		}
		ahead.Add(jump)
	}
	return ids
}

func TestMoreIDsThanOneMillisecondHolds(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, db *db.DB) {
		all := make(map[model.ID]bool, model.MaxIDCounter)
		for range model.MaxIDCounter + 100 {
			id := dbtest.ID(t, db, model.KindEvent)
			if all[id] || id.Kind() != model.KindEvent || len(id.String()) != 19 {
				t.Fatalf("id %s", id)
			}
			all[id] = true
		}
	})
}

func TestNoIDInsideATransaction(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, db *db.DB) {
		err := db.Tx(t.Context(), func(ctx context.Context, _ bun.Tx) error {
			_, err := db.NewID(ctx, model.KindUser)
			return err
		})
		if err == nil {
			t.Error("SQLite would wait for itself now and then")
		}
	})
}

func TestIDsNeedNoStatementOfTheirOwn(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		var statements []string
		db := dbtest.OpenWith(t, url, db.Options{OnQuery: func(query string) { statements = append(statements, query) }})
		dbtest.ID(t, db, model.KindUser)
		if len(statements) != 0 {
			t.Errorf("counted %q", statements)
		}
		dbtest.User(t, db)
		if len(statements) == 0 {
			t.Error("counted nothing")
		}
	})
}

func BenchmarkNewID(b *testing.B) {
	db := dbtest.SQLite(b)
	for b.Loop() {
		if _, err := db.NewID(b.Context(), model.KindMessage); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLease is what the first id after a minute of silence costs.
func BenchmarkLease(b *testing.B) {
	for name, url := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLiteURL, "postgres": dbtest.MigratedPostgresURL} {
		b.Run(name, func(b *testing.B) {
			now := time.Now()
			opened, err := db.Open(b.Context(), url(b), db.Options{Now: func() time.Time { return now }})
			if err != nil {
				b.Fatal(err)
			}
			defer opened.Close()
			for b.Loop() {
				now = now.Add(2 * time.Minute)
				if _, err := opened.NewID(b.Context(), model.KindMessage); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
