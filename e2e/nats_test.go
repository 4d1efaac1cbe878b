package e2e

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats-server/v2/server"

	"chattr/internal/model"
	"chattr/internal/pubsub"
	"chattr/internal/pubsub/pubsubtest"
)

func TestNATS(t *testing.T) {
	t.Parallel()
	pubsubtest.Run(t, natsNetwork)
}

func natsNetwork(t testing.TB) pubsubtest.Network {
	t.Helper()
	s := natsServer(t, server.Options{Username: "chattr", Password: password})
	wire := pubsubtest.NewWire(t, "tcp", s.Addr().String())
	address := "nats://chattr:" + password + "@" + wire.Addr()
	return pubsubtest.Network{
		Wire: wire, Secret: password,
		Open:              func(t testing.TB, log *slog.Logger) pubsub.Broker { return open(t, address, "1", log) },
		OtherInstallation: func(t testing.TB, log *slog.Logger) pubsub.Broker { return open(t, address, "2", log) },
	}
}

func open(t testing.TB, address, installation string, log *slog.Logger) pubsub.Broker {
	t.Helper()
	broker, err := pubsub.NewNATS(address, func(context.Context) (string, error) { return installation, nil }, log, nil)
	if err != nil {
		t.Fatal(err)
	}
	return broker
}

// listen returns a Broker that runs until the test ends, and the hints that it receives.
func listen(t *testing.T, address string, log *slog.Logger) (pubsub.Broker, <-chan pubsub.Hint) {
	t.Helper()
	hints := make(chan pubsub.Hint, 100)
	return run(t, address, log, func(h pubsub.Hint) { hints <- h }), hints
}

func run(t *testing.T, address string, log *slog.Logger, receive func(pubsub.Hint)) pubsub.Broker {
	t.Helper()
	broker := open(t, address, "1", log)
	broker.Subscribe(receive)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { broker.Run(ctx) })
	t.Cleanup(func() { cancel(); running.Wait() })
	return broker
}

func TestANATSServerThatRestartsIsFoundAgain(t *testing.T) {
	t.Parallel()
	first := natsServer(t, server.Options{})
	address, port := first.ClientURL(), first.Addr().(*net.TCPAddr).Port
	a, _ := listen(t, address, slog.New(slog.DiscardHandler))
	_, hints := listen(t, address, slog.New(slog.DiscardHandler))
	everything(t, hints)
	channel := model.NewID(1_000_000_000_000, model.KindChannel, 1)
	stop(first)
	a.Publish(channel)
	natsServer(t, server.Options{Port: port})
	everything(t, hints)
}

// everything waits for a hint for all channels.
func everything(t *testing.T, hints <-chan pubsub.Hint) {
	t.Helper()
	for h := range hints {
		if h == (pubsub.Hint{}) {
			return
		}
	}
}

func TestAServerThatForbidsTheSubjectIsAnOutage(t *testing.T) {
	t.Parallel()
	for name, allowed := range map[string]server.Permissions{
		"publish":   {Publish: &server.SubjectPermission{Deny: []string{"chattr.>"}}},
		"subscribe": {Subscribe: &server.SubjectPermission{Deny: []string{"chattr.>"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := natsServer(t, server.Options{Users: []*server.User{{Username: "chattr", Password: password, Permissions: &allowed}}})
			log := newLog()
			run(t, fmt.Sprintf("nats://chattr:%s@%s", password, s.Addr()), slog.New(slog.NewTextHandler(log, nil)), func(pubsub.Hint) {})
			if line := log.line(t); !strings.Contains(line, "do not travel") || !strings.Contains(line, "ermission") {
				t.Errorf("the log: %s", line)
			}
		})
	}
}

func TestAWrongPasswordIsAnOutage(t *testing.T) {
	t.Parallel()
	s := natsServer(t, server.Options{Username: "chattr", Password: "right"})
	log := newLog()
	run(t, fmt.Sprintf("nats://chattr:%s@%s", password, s.Addr()), slog.New(slog.NewTextHandler(log, nil)), func(pubsub.Hint) {})
	if line := log.line(t); !strings.Contains(line, "do not travel") || !strings.Contains(line, "uthorization") || strings.Contains(line, password) {
		t.Errorf("the log: %s", line)
	}
}

// lines is a log. Tests can wait for its lines.
type lines chan string

func newLog() lines { return make(lines, 100) }

func (l lines) Write(b []byte) (int, error) {
	l <- string(bytes.TrimSpace(b))
	return len(b), nil
}

func (l lines) line(t *testing.T) string {
	t.Helper()
	return <-l
}

func BenchmarkNATS(b *testing.B) { pubsubtest.Benchmark(b, natsNetwork(b)) }

func BenchmarkNATSPublish(b *testing.B) { pubsubtest.BenchmarkPublish(b, natsNetwork(b)) }
