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

// NATS is the Broker of instances that share a NATS server, or a cluster of them.
type NATS struct {
	relay
	servers      string
	installation func(context.Context) (string, error)
}

// NewNATS makes a Broker for the servers of a URL, or of several with commas between them; see CheckNATSURL. Installations
// that share the servers do not hear one another: each uses the subject chattr.INSTALLATION.hints. installation is asked when
// Run connects, and again when it fails. NewNATS does not connect yet.
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

// Run publishes and receives until ctx ends.
func (n *NATS) Run(ctx context.Context) { n.run(ctx) }

var errNATSURL = errors.New("a NATS URL is nats://USER:PASSWORD@HOST:PORT, or tls:// for TLS; several servers have commas between them")

// CheckNATSURL says what is wrong with the URLs, without asking the servers. nats:// turns to TLS where a server insists on
// it, tls:// refuses everything else; certificates are always checked.
//
// SECURITY: no error may quote the URL, not even a part of it: it may be a part of the password.
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

// natsLink is a connection and what it is subscribed to.
type natsLink struct {
	conn    *nats.Conn
	hints   *nats.Subscription
	subject string
}

// subscribe proves with a payload without hints that the server has the subscription and lets us publish.
func (n *NATS) subscribe(ctx context.Context) (link, error) {
	subject, err := n.subject(ctx)
	if err != nil {
		return nil, err
	}
	l := &natsLink{subject: subject}
	if l.conn, err = nats.Connect(n.servers, natsOptions()...); err != nil {
		return nil, err
	}
	if err := l.prove(ctx, payloadVersion+" "+n.instance+" "); err != nil {
		l.close()
		return nil, err
	}
	return l, nil
}

func (n *NATS) subject(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, linkTimeout)
	defer cancel()
	installation, err := n.installation(ctx)
	return "chattr." + installation + ".hints", err
}

func (l *natsLink) prove(ctx context.Context, payload string) (err error) {
	if l.hints, err = l.conn.SubscribeSync(l.subject); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, linkTimeout)
	defer cancel()
	return l.send(ctx, []string{payload})
}

// natsOptions leave it to us to connect again: one way of it for every carrier, and one line in the log.
func natsOptions() []nats.Option {
	silent := func(*nats.Conn, *nats.Subscription, error) {} // else the library writes to stderr, past the log
	return []nats.Option{
		nats.Name("chattr"), nats.NoReconnect(), nats.NoEcho(), nats.ErrorHandler(silent),
		nats.Timeout(linkTimeout), nats.FlusherTimeout(linkTimeout),
		// A server that leaves one ping unanswered until the next is due is gone.
		nats.PingInterval(linkTimeout / 2), nats.MaxPingsOutstanding(1),
	}
}

// send waits until the server has answered a ping after the payloads.
func (l *natsLink) send(ctx context.Context, payloads []string) error {
	for _, payload := range payloads {
		if err := l.conn.Publish(l.subject, []byte(payload)); err != nil {
			return err
		}
	}
	if err := l.conn.FlushWithContext(ctx); err != nil {
		return err
	}
	return l.conn.LastError() // a server that forbids the subject says so here
}

// receive ends with an error also when the library has dropped messages because we were too slow.
func (l *natsLink) receive() (payload string, err error) {
	m, err := l.hints.NextMsgWithContext(context.Background())
	if err != nil {
		return "", err
	}
	return string(m.Data), nil
}

func (l *natsLink) close() { l.conn.Close() }
