package pubsub_test

import (
	"context"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/pubsub"
	"chattr/internal/pubsub/pubsubtest"
)

func TestPostgres(t *testing.T) {
	t.Parallel()
	pubsubtest.Run(t, postgresNetwork)
}

// postgresNetwork returns a network over two databases of one PostgreSQL server.
func postgresNetwork(t testing.TB) pubsubtest.Network {
	t.Helper()
	own, network, address := parse(t, dbtest.PostgresURL(t))
	other, _, _ := parse(t, dbtest.PostgresURL(t))
	wire := pubsubtest.NewWire(t, network, address)
	return pubsubtest.Network{
		Wire: wire, Secret: "secret-password",
		Open:              postgresOver(wire, own),
		OtherInstallation: postgresOver(wire, other),
	}
}

// parse parses the URL of a database. It also returns the address at which the server of the URL listens.
func parse(t testing.TB, text string) (u *url.URL, network, address string) {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if u.Hostname() == "" {
		return u, "unix", filepath.Join(u.Query().Get("host"), ".s.PGSQL.5432")
	}
	port := u.Port()
	if port == "" {
		port = "5432"
	}
	return u, "tcp", net.JoinHostPort(u.Hostname(), port)
}

// postgresOver returns a function that opens brokers on a database. Their connections go through the wire.
func postgresOver(wire *pubsubtest.Wire, database *url.URL) func(testing.TB, *slog.Logger) pubsub.Broker {
	u := *database
	u.Host, u.RawQuery = wire.Addr(), "sslmode=disable"
	if _, given := u.User.Password(); !given {
		u.User = url.UserPassword(u.User.Username(), "secret-password") // the test clusters accept any password
	}
	return func(t testing.TB, log *slog.Logger) pubsub.Broker {
		t.Helper()
		pool, err := db.PostgresPool(u.String(), pubsub.PostgresConnections)
		if err != nil {
			t.Fatal(err)
		}
		return pubsub.NewPostgres(pool, log, nil)
	}
}

// The wire of the suite breaks all connections of an instance together. This test breaks only the connection that listens.
func TestAListenerThatTheServerEndsIsReplaced(t *testing.T) {
	t.Parallel()
	address := dbtest.PostgresURL(t)
	pool, err := db.PostgresPool(address, pubsub.PostgresConnections)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := db.PostgresPool(address, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	broker, everything := pubsub.NewPostgres(pool, slog.New(slog.DiscardHandler), nil), make(chan struct{}, 10)
	broker.Subscribe(func(pubsub.Hint) { everything <- struct{}{} })
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	running.Go(func() { broker.Run(ctx) })
	for range 3 {
		<-everything
		ended, err := admin.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := ended.RowsAffected(); n != 1 {
			t.Errorf("got %d connections that listen, want 1", n)
		}
	}
	<-everything
}

func BenchmarkPostgres(b *testing.B) { pubsubtest.Benchmark(b, postgresNetwork(b)) }

func BenchmarkPostgresPublish(b *testing.B) { pubsubtest.BenchmarkPublish(b, postgresNetwork(b)) }

// The connection that listens is always idle. A database that ends idle sessions must not end it.
func TestListenerOutlivesTheLimitOfIdleSessions(t *testing.T) {
	t.Parallel()
	address := dbtest.HostilePostgresURL(t) // after 0.3 s
	database := dbtest.Open(t, address)
	broker, everything := pubsub.NewPostgres(database.HintPool(pubsub.PostgresConnections), slog.New(slog.DiscardHandler), nil), make(chan struct{}, 10)
	broker.Subscribe(func(pubsub.Hint) { everything <- struct{}{} })
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	running.Go(func() { broker.Run(ctx) })
	<-everything // the link is established
	select {
	case <-everything: // the link was lost and established again
		t.Error("the connection that listens was ended")
	case <-time.After(time.Second):
	}
}
