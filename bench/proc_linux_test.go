package main

import (
	"os"
	"testing"
	"time"

	"chattr/db"
)

func TestClusterCountsTheTimeOfAllItsProcesses(t *testing.T) {
	t.Parallel()
	pg, err := startCluster()
	if err != nil {
		if os.Getenv("CHATTR_TEST_REQUIRE") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	url, err := pg.database(t.Context(), "work")
	if err != nil {
		t.Fatal(err)
	}
	before, err := pg.cpu()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // each on its own connection, whose process ends
		pool, err := db.PostgresPool(url, 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pool.Exec("SELECT sum(n) FROM generate_series(1, 2000000) AS n"); err != nil {
			t.Fatal(err)
		}
		if err := pool.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for deadline := time.Now().Add(timeout); ; time.Sleep(10 * time.Millisecond) {
		after, err := pg.cpu()
		if err != nil {
			t.Fatal(err)
		}
		if after-before > 10*tick {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("got %v after work that takes longer than %v, %v before it", after, 10*tick, before)
		}
	}
}
