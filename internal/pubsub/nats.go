package pubsub

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"slices"
	"strings"

	"github.com/nats-io/nats.go"

	"chattr/internal/metrics"
)

// NATS is the Broker of instances that share a NATS server or a cluster of NATS servers.
type NATS struct {
	relay
	servers      string
	installation func(context.Context) (string, error)
}

// NewNATS returns a Broker for the servers at one URL, or at several URLs separated by commas. It returns an error if
// CheckNATSURL does. Each installation uses its own subject, chattr.INSTALLATION.hints, so installations that share a server do
// not receive the hints of others. installation returns that part of the subject. Run calls it for each attempt to connect.
// NewNATS does not connect yet.
func NewNATS(
	servers string, installation func(context.Context) (string, error), log *slog.Logger, m *metrics.Metrics,
) (*NATS, error) {
	if err := CheckNATSURL(servers); err != nil {
		return nil, err
	}
	n := &NATS{relay: newRelay(log, m, "NATS"), servers: servers, installation: installation}
	n.relay.connect = n.subscribe
	return n, nil
}

// Run sends and receives hints until ctx ends.
func (n *NATS) Run(ctx context.Context) { n.run(ctx) }

var errNATSURL = errors.New("a NATS URL is nats://USER:PASSWORD@HOST:PORT, or tls:// for TLS; several servers have commas between them")

// CheckNATSURL returns an error if a URL is invalid. It does not connect. With nats:// the connection uses TLS if the server
// requires it; tls:// requires TLS. Certificates are always verified.
//
// SECURITY: no error may contain the URL or a part of it, because the part could be a part of the password.
func CheckNATSURL(servers string) error {
	for server := range strings.SplitSeq(servers, ",") {
		u, err := url.Parse(strings.TrimSpace(server))
		if err != nil || !slices.Contains([]string{"nats", "tls"}, u.Scheme) || u.Hostname() == "" ||
			strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
			return errNATSURL
		}
	}
	return nil
}

// natsLink is a connection with its subscription.
type natsLink struct {
	conn    *nats.Conn
	hints   *nats.Subscription
	subject string
}

// subscribe connects and returns a link. It publishes a payload without hints first, to verify that the server has the
// subscription and permits publishing. The caller must call close.
func (n *NATS) subscribe(ctx context.Context) (link, error) {
	subject, err := n.subject(ctx)
	if err != nil {
		return nil, err
	}
	l := &natsLink{subject: subject}
	if l.conn, err = nats.Connect(n.servers, natsOptions()...); err != nil {
		return nil, err
	}
	if err := l.verify(ctx, payloadVersion+" "+n.instance+" "); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

// subject returns the subject of the installation.
func (n *NATS) subject(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, linkTimeout)
	defer cancel()
	installation, err := n.installation(ctx)
	return "chattr." + installation + ".hints", err
}

// verify subscribes and publishes payload. It returns an error if the server does not confirm both within linkTimeout.
func (l *natsLink) verify(ctx context.Context, payload string) (err error) {
	if l.hints, err = l.conn.SubscribeSync(l.subject); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, linkTimeout)
	defer cancel()
	return l.send(ctx, []string{payload})
}

// natsOptions returns the options of connections. The library does not reconnect: relay does that for all brokers in the same way
// and logs each outage once.
func natsOptions() []nats.Option {
	silent := func(*nats.Conn, *nats.Subscription, error) {} // by default the library writes errors to stderr instead of the log
	return []nats.Option{
		nats.Name("chattr"), nats.NoReconnect(), nats.NoEcho(), nats.ErrorHandler(silent),
		nats.Timeout(linkTimeout), nats.FlusherTimeout(linkTimeout),
		// A connection is broken if the server has not responded to a ping before the next one is due.
		nats.PingInterval(linkTimeout / 2), nats.MaxPingsOutstanding(1),
	}
}

// send publishes the payloads and a ping. It returns when the server has responded to the ping.
func (l *natsLink) send(ctx context.Context, payloads []string) error {
	for _, payload := range payloads {
		if err := l.conn.Publish(l.subject, []byte(payload)); err != nil {
			return err
		}
	}
	if err := l.conn.FlushWithContext(ctx); err != nil {
		return err
	}
	return l.conn.LastError() // reports that the server forbids the subject
}

// receive returns the next payload. It also returns an error if the library has dropped messages because this instance read too
// slowly.
func (l *natsLink) receive() (payload string, err error) {
	m, err := l.hints.NextMsgWithContext(context.Background())
	if err != nil {
		return "", err
	}
	return string(m.Data), nil
}

// close closes the connection.
func (l *natsLink) close() { l.conn.Close() }
