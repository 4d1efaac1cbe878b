package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"chattr/caller"
	"chattr/chat"
	"chattr/portal"
)

const defaultDatabase = "sqlite:chattr.db"

// config is what the flags and the environment say. A flag wins over the environment.
type config struct {
	database       string // the name of the setting that says databaseURL
	listen         string
	publicURL      string // "" until the address is known, when it was not given
	databaseURL    string
	natsURL        string // "": hints travel over the database
	ownerToken     string
	allowedOrigins []string
	demo           bool
	openSignUp     bool
	openID         portal.OpenID
	avatars        bool
	drainWindow    time.Duration
	metricsListen  string // "": nowhere
	logFormat      string // text or json
	logLevel       slog.Level
	unsafe         bool // serve a database that may lose what it acknowledged

	webhookRate       float64 // posts a second; 0: any number
	webhookBurst      int
	trustedProxies    caller.Proxies
	socketsPerUser    int // 0: any number
	socketsPerAddress int
	retention         chat.Retention
}

// setting is one thing that can be configured: by a flag, by an environment variable, or by a file that the variable with
// _FILE behind its name points to.
type setting struct {
	flag, env string
	otherwise string
	usage     string
	secret    bool // has no flag, since the arguments of a process can be read by everybody on the machine
	isSwitch  bool // on or off; the flag alone is on, and --no- before its name is off
	set       func(c *config, value string) error
}

var settings = []setting{
	{
		flag: "listen", env: "CHATTR_LISTEN", otherwise: "127.0.0.1:8080",
		usage: "address to serve", set: setListen,
	},
	{
		flag: "public-url", env: "CHATTR_PUBLIC_URL",
		usage: "base of every URL shown to people (default http:// and the address)", set: setPublicURL,
	},
	{
		flag: "database-url", env: "CHATTR_DATABASE_URL", otherwise: defaultDatabase,
		usage: "URL of the database: sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE",
		set:   func(c *config, v string) error { c.databaseURL = v; return nil },
	},
	{
		flag: "nats-url", env: "CHATTR_NATS_URL",
		usage: "`URL` of a NATS server that hints between instances travel over instead of PostgreSQL: nats://USER:PASSWORD@HOST:PORT or tls://…; several have commas between them",
		set:   setNATSURL,
	},
	{
		flag: "allowed-origins", env: "CHATTR_ALLOWED_ORIGINS",
		usage: "web origins, separated by commas, whose pages may use the API beside our own, like https://status.example.com",
		set:   setAllowedOrigins,
	},
	{
		flag: "demo", env: "CHATTR_DEMO",
		usage:    "make a demo on an empty database: on or off; also --no-demo (default on with the default database)",
		isSwitch: true, set: setDemo,
	},
	{
		flag: "message-retention", env: "CHATTR_MESSAGE_RETENTION",
		usage: "how long messages are kept after they were posted or last changed: 1h or more, like 720h or 30d (default for ever)",
		set:   func(c *config, v string) error { return setRetention(&c.retention.Messages, v) },
	},
	{
		flag: "event-retention", env: "CHATTR_EVENT_RETENTION",
		usage: "how far back a stream can resume: 1h or more, like 72h or 7d; no further than messages are kept (default as far as they)",
		set:   func(c *config, v string) error { return setRetention(&c.retention.Events, v) },
	},
	{
		flag: "unsafe-durability", env: "CHATTR_UNSAFE_DURABILITY", isSwitch: true,
		usage: "serve a database although it can lose acknowledged messages when its machine stops, as PostgreSQL does with fsync=off: on or off",
		set:   func(c *config, v string) (err error) { c.unsafe, err = parseSwitch(v); return err },
	},
	{
		flag: "sign-up", env: "CHATTR_SIGN_UP", otherwise: "invited",
		usage: "who may make an account: invited (with an invitation to a server) or open (everybody)", set: setSignUp,
	},
	{
		flag: "oidc-issuer", env: "CHATTR_OIDC_ISSUER",
		usage: "`URL` of an OpenID provider that people may sign in with; register PUBLIC_URL/oidc/callback there", set: setOpenIDIssuer,
	},
	{
		flag: "oidc-client-id", env: "CHATTR_OIDC_CLIENT_ID",
		usage: "what the provider knows Chattr as", set: func(c *config, v string) error { c.openID.ClientID = v; return nil },
	},
	{
		env: "CHATTR_OIDC_CLIENT_SECRET", secret: true,
		usage: "the secret that the provider has given to Chattr", set: func(c *config, v string) error { c.openID.ClientSecret = v; return nil },
	},
	{
		flag: "oidc-name", env: "CHATTR_OIDC_NAME",
		usage: "what people call the provider, as in Sign in with `NAME` (default the issuer's host)", set: setOpenIDName,
	},
	{
		flag: "avatars", env: "CHATTR_AVATARS", otherwise: "on",
		usage: "show the pictures that messages and webhooks name, which the server fetches from the internet: on or off",
		set:   func(c *config, v string) (err error) { c.avatars, err = parseSwitch(v); return err },
	},
	{
		flag: "drain-window", env: "CHATTR_DRAIN_WINDOW", otherwise: "0s",
		usage: "how long a stopping instance takes to send its sockets away, so that not all come back at once: 0s to 20s",
		set:   setDrainWindow,
	},
	{
		flag: "webhook-rate", env: "CHATTR_WEBHOOK_RATE", otherwise: "30",
		usage: "posts a second that each webhook takes, on all instances together; 0: any number", set: setWebhookRate,
	},
	{
		flag: "webhook-burst", env: "CHATTR_WEBHOOK_BURST", otherwise: "60",
		usage: "posts that each webhook takes at once", set: setWebhookBurst,
	},
	{
		flag: "trusted-proxies", env: "CHATTR_TRUSTED_PROXIES",
		usage: "addresses and networks, separated by commas, of proxies whose X-Forwarded-For says whom a request comes from, like 10.0.0.0/8",
		set:   setTrustedProxies,
	},
	{
		flag: "sockets-per-user", env: "CHATTR_SOCKETS_PER_USER", otherwise: "0",
		usage: "WebSockets that a user may have open on an instance; 0: any number", set: setSocketsPerUser,
	},
	{
		flag: "sockets-per-address", env: "CHATTR_SOCKETS_PER_ADDRESS", otherwise: "0",
		usage: "WebSockets that may come from one address (of IPv6, one network of 64 bits) to an instance; 0: any number", set: setSocketsPerAddress,
	},
	{
		flag: "metrics-listen", env: "CHATTR_METRICS_LISTEN",
		usage: "address to serve /metrics for Prometheus on, to whoever can reach it (default: nowhere)", set: setMetricsListen,
	},
	{
		flag: "log-format", env: "CHATTR_LOG_FORMAT", otherwise: "text",
		usage: "how lines of the log look: text or json", set: setLogFormat,
	},
	{
		flag: "log-level", env: "CHATTR_LOG_LEVEL", otherwise: "info",
		usage: "the least that is logged: debug (each request, too), info, warn or error", set: setLogLevel,
	},
	{
		env: "CHATTR_OWNER_TOKEN", secret: true,
		usage: "bearer token of 32 to 255 characters that acts as the user owner", set: setOwnerToken,
	},
}

// readConfig reads the settings for a command from its arguments and the environment. What is left of the arguments is
// returned. An error is one line that names the setting.
func readConfig(args []string, getenv func(string) string) (*config, []string, error) {
	given, rest, err := parseFlags(args)
	if err != nil {
		return nil, nil, err
	}
	c := &config{}
	for _, s := range settings {
		name, value, err := s.value(given, getenv)
		if err != nil {
			return nil, nil, err
		}
		if value == "" {
			continue
		}
		if err := s.set(c, value); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		if s.flag == "database-url" { // the demo's default, which its own setting below may change
			c.database, c.demo = name, value == defaultDatabase
		}
	}
	return c, rest, cmp.Or(c.checkNATS(), c.checkOpenID())
}

func parseFlags(args []string) (given map[string]string, rest []string, err error) {
	given = map[string]string{}
	flags := flag.NewFlagSet("chattr", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for _, s := range settings {
		if s.secret {
			continue
		}
		note := func(value string) error { given[s.flag] = value; return nil }
		if s.isSwitch {
			flags.BoolFunc(s.flag, s.usage, note)
			flags.BoolFunc("no-"+s.flag, s.usage, func(value string) error {
				no, err := parseSwitch(value)
				return errors.Join(err, note(strconv.FormatBool(!no)))
			})
			continue
		}
		flags.Func(s.flag, s.usage, note)
	}
	if err := flags.Parse(args); err != nil && !errors.Is(err, flag.ErrHelp) {
		return nil, nil, fmt.Errorf("%w; chattr --help lists all settings", err)
	} else if err != nil {
		return nil, nil, err
	}
	return given, flags.Args(), nil
}

// value finds what a setting is set to, "" when it is not, and the name that an error should call it by. Set to nothing it is
// an error: a variable that a script left empty must not mean the default. Only an empty environment variable counts as unset.
func (s setting) value(given map[string]string, getenv func(string) string) (name, value string, err error) {
	plain, file := getenv(s.env), getenv(s.env+"_FILE")
	flagged, isFlagged := given[s.flag]
	switch {
	case plain != "" && file != "":
		return "", "", fmt.Errorf("%s and %s_FILE are both set; set one", s.env, s.env)
	case isFlagged && !s.secret:
		name, value = "--"+s.flag, flagged
	case plain != "":
		name, value = s.env, plain
	case file != "":
		text, err := os.ReadFile(file)
		if err != nil {
			return "", "", fmt.Errorf("%s_FILE: %w", s.env, err)
		}
		name, value = s.env+"_FILE", strings.TrimSpace(string(text))
	default:
		return "--" + s.flag, s.otherwise, nil
	}
	if value == "" {
		return "", "", fmt.Errorf("%s is empty", name)
	}
	return name, value, nil
}

func setListen(c *config, v string) error {
	c.listen = v
	return checkAddress(v, "8080")
}

func setMetricsListen(c *config, v string) error {
	c.metricsListen = v
	return checkAddress(v, "9090")
}

func checkAddress(v, usual string) error {
	_, port, err := net.SplitHostPort(v)
	if _, portErr := strconv.ParseUint(port, 10, 16); err != nil || portErr != nil {
		return fmt.Errorf("%q is not an address like 127.0.0.1:%s or :%s", v, usual, usual)
	}
	return nil
}

func setPublicURL(c *config, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("%q is not a URL like https://chattr.example.com", v)
	}
	c.publicURL = strings.TrimRight(v, "/")
	return nil
}

func setAllowedOrigins(c *config, v string) error {
	for _, origin := range strings.Split(v, ",") {
		origin = strings.TrimSpace(origin)
		u, err := url.Parse(origin)
		if err != nil || u.Scheme == "" || u.Host == "" || u.Scheme+"://"+u.Host != origin {
			return fmt.Errorf("%q is not an origin like https://status.example.com (without a path, without a slash at its end)", origin)
		}
		c.allowedOrigins = append(c.allowedOrigins, origin)
	}
	return nil
}

const maxDrainWindow = 20 * time.Second

func setDrainWindow(c *config, v string) (err error) {
	if c.drainWindow, err = time.ParseDuration(v); err != nil || c.drainWindow < 0 || c.drainWindow > maxDrainWindow {
		return fmt.Errorf("%q is not a duration from 0s to 20s, like 5s", v)
	}
	return nil
}

func setDemo(c *config, v string) (err error) {
	c.demo, err = parseSwitch(v)
	return err
}

func setSignUp(c *config, v string) error {
	switch v {
	case "invited", "open":
		c.openSignUp = v == "open"
		return nil
	}
	return fmt.Errorf("%q is neither invited nor open", v)
}

func parseSwitch(v string) (bool, error) {
	switch strings.ToLower(v) {
	case "1", "t", "true", "on", "y", "yes":
		return true, nil
	case "0", "f", "false", "off", "n", "no":
		return false, nil
	default:
		return false, fmt.Errorf("%q is neither on nor off", v)
	}
}

func setOwnerToken(c *config, v string) error {
	visible := func(r rune) bool { return r > ' ' && r <= '~' }
	if len(v) < 32 || len(v) > 255 || strings.ContainsFunc(v, func(r rune) bool { return !visible(r) }) {
		return errors.New("a token has 32 to 255 visible ASCII characters; `openssl rand -hex 32` makes a good one")
	}
	c.ownerToken = v
	return nil
}

// ownerTokenHash is nil when there is no owner token.
func (c *config) ownerTokenHash() []byte {
	if c.ownerToken == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(c.ownerToken))
	return hash[:]
}

// baseURL is the public URL, or that of the address served.
func (c *config) baseURL(address string) string {
	if c.publicURL != "" {
		return c.publicURL
	}
	host, port, _ := net.SplitHostPort(address)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}
