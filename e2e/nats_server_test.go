package e2e

import (
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

const (
	patience = 30 * time.Second // long, because tests share their cores with others
	password = "secret-password"
)

// natsServer starts a NATS server that ends with the test. With port 0 it uses a free port.
func natsServer(t testing.TB, options server.Options) *server.Server {
	t.Helper()
	options.Host, options.NoLog, options.NoSigs = "127.0.0.1", true, true
	if options.Port == 0 {
		options.Port = server.RANDOM_PORT
	}
	s, err := server.NewServer(&options)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { stop(s) })
	if !s.ReadyForConnections(patience) {
		t.Fatal("the NATS server is not ready")
	}
	return s
}

func stop(s *server.Server) {
	s.Shutdown()
	s.WaitForShutdown()
}
