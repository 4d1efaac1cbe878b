// Package config reads the settings from flags, environment variables and files, and refuses wrong ones.
package config

import (
	"cmp"
	"errors"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"time"

	"chattr/internal/caller"
	"chattr/internal/pubsub"
)

const (
	defaultDatabase = "sqlite:chattr.db"

	// DefaultListen is the address that is served if no setting names one.
	DefaultListen = "127.0.0.1:8080"
)

// Config has the values of all settings. The name of a flag is that of its field in lower case, with hyphens; the name of a variable is
// CHATTR_ and that of the flag in upper case, with underscores. These tags describe a setting, besides those of kong:
//
//   - type names the parser of its values, in the function mappers.
//   - unset describes what happens without the setting, if it has no default.
//   - values lists all values, if they are few.
//   - commands lists the commands that use the setting, if it is not serve alone: "all", or names with spaces between them. Every command
//     accepts every setting, so that operators can give the same settings to each.
//   - secret means that the setting has no flag. SECURITY: other users of the machine can read the arguments of a process.
//   - help is Markdown for docs/configuration.md and, without its links, for --help. 'Single quotes' mark code.
type Config struct {
	Listen         string         `type:"listen" default:"127.0.0.1:8080" commands:"serve sign-in-link" group:"Addresses" help:"address to serve"`
	PublicURL      string         `type:"public-url" unset:"from --listen" commands:"serve sign-in-link" group:"Addresses" help:"base of every URL that people see, like 'https://chattr.example.com': set it as soon as others post or sign in. The Host header is never used"`
	AllowedOrigins []string       `type:"origins" unset:"none" group:"Addresses" help:"origins of web pages that may use the API, besides those of Chattr; separated by commas, like 'https://status.example.com'. Upper case, default ports and names in other scripts are accepted; wildcards, paths and hosts that cannot exist are not"`
	TrustedProxies caller.Proxies `type:"proxies" unset:"none" group:"Addresses" help:"addresses and networks of [proxies](operations.md#behind-a-reverse-proxy), separated by commas, whose 'X-Forwarded-For' names the client, like '10.0.0.0/8'"`

	DatabaseURL      string        `type:"database-url" default:"sqlite:chattr.db" commands:"all" group:"Database" help:"URL of the database: 'sqlite:PATH' or ['postgres://USER:PASSWORD@HOST:PORT/DATABASE'](postgresql.md)"`
	DatabaseSetting  string        `kong:"-"` // the name of the flag or variable that DatabaseURL comes from
	NATSURL          string        `name:"nats-url" type:"nats-url" unset:"none" group:"Database" help:"send hints between instances over these NATS servers instead of PostgreSQL: 'nats://USER:PASSWORD@HOST:PORT' or 'tls://…', separated by commas; refused with SQLite"`
	MessageRetention time.Duration `type:"retention" unset:"for ever" group:"Database" help:"how long messages are kept after they were posted or last changed: '720h', '30d'; [1h or more](operations.md#retention)"`
	EventRetention   time.Duration `type:"retention" unset:"as long as messages" group:"Database" help:"how far back a stream can resume, no further than messages are kept: '72h', '7d'; 1h or more"`
	UnsafeDurability bool          `type:"switch" negatable:"" default:"off" values:"on off" group:"Database" help:"serve a database although it [can lose acknowledged messages](security.md#durability) when its machine stops, as PostgreSQL does with 'fsync=off'"`

	Demo         bool `type:"switch" negatable:"" values:"on off" unset:"on with the default database, else off" group:"First start" help:"create the server 'Demo' with a webhook on an empty database"`
	PrintSecrets bool `type:"switch" negatable:"" default:"on" values:"on off" group:"First start" help:"print the sign-in link and the URL of the webhook at the first start; if off, or if stdout is the journal of systemd, [write them to a file](install.md#the-first-start)"`

	OwnerToken string `type:"owner-token" secret:"" unset:"none" group:"Accounts" help:"bearer token that acts as the user 'owner', while that user is enabled: for provisioning. 32 to 255 random characters without quotes and white space, as from 'openssl rand -hex 32'. [A token that is easy to guess](#owner-token) stops the start"`
	OpenSignUp bool   `name:"sign-up" type:"sign-up" default:"invited" values:"invited open" group:"Accounts" help:"who may create an account: 'invited', people with an invitation to a server, or 'open', everybody"`
	OpenID     OpenID `embed:"" prefix:"oidc-" group:"Accounts"`
	Avatars    bool   `type:"on-off" default:"on" values:"on off" group:"Accounts" help:"show [the pictures](portal.md#pictures) that messages and webhooks name; the server fetches them from the internet"`

	WebhookRate       float64 `type:"rate" default:"30" group:"Limits" help:"posts a second for each webhook, on all instances together, '0.001' or more; '0': no limit"`
	WebhookBurst      int     `type:"burst" default:"60" group:"Limits" help:"[burst](webhooks.md#rate-limit) of the posts of each webhook"`
	PostRate          float64 `type:"rate" default:"30" group:"Limits" help:"messages a second that each user may post, edit and delete, with all their access tokens and on all instances together; '0': no limit"`
	PostBurst         int     `type:"burst" default:"60" group:"Limits" help:"burst of the messages that each user may post, edit and delete"`
	MutationRate      float64 `type:"rate" default:"5" group:"Limits" help:"other changes a second that each user may make, on all instances together; '0': no limit"`
	MutationBurst     int     `type:"burst" default:"60" group:"Limits" help:"burst of the other changes that each user may make"`
	SocketsPerUser    int     `type:"count" default:"0" group:"Limits" help:"WebSockets that a user may have open on an instance; '0': no limit"`
	SocketsPerAddress int     `type:"sockets-per-address" unset:"no limit with a credential, 100 without" group:"Limits" help:"WebSockets that an address (for IPv6, a network of 64 bits) may have open on an instance, with a credential or without; '0': no limit"` // 0: not given; -1: no limit

	LogFormat     string        `type:"log-format" default:"text" values:"text json" commands:"all" group:"Operation" help:"format of the log: 'text' or 'json'"`
	LogLevel      slog.Level    `type:"log-level" default:"info" values:"debug info warn error" commands:"all" group:"Operation" help:"lowest level that is logged: 'debug' (each request, too), 'info', 'warn' or 'error'"`
	MetricsListen string        `type:"metrics-listen" unset:"none" group:"Operation" help:"address to serve [metrics](metrics.md) for Prometheus on, to everybody who can reach it, like ':9090'"`
	DrainWindow   time.Duration `type:"drain-window" default:"0s" group:"Operation" help:"how long a stopping instance takes to close its sockets, so that clients do not all reconnect in the same moment: up to '20s'"`
}

// OpenID describes the provider that people may sign in with. The zero OpenID is none.
type OpenID struct {
	Issuer       string `type:"oidc-issuer" unset:"none" help:"https URL of an [OpenID provider](accounts.md#openid) that people may sign in with; register PUBLIC_URL/oidc/callback there"`
	ClientID     string `name:"client-id" type:"text" unset:"none" help:"client id that the provider gave to Chattr"`
	ClientSecret string `type:"text" secret:"" unset:"none" help:"client secret that the provider gave to Chattr"`
	Name         string `type:"oidc-name" unset:"host of the issuer" help:"name of the provider, as in 'Sign in with Acme'"`
}

// complete sets what depends on other settings, and returns an error if settings contradict each other. given has the name that each
// setting was given by, under its flag.
func (c *Config) complete(given map[string]string) error {
	c.DatabaseSetting = cmp.Or(given["database-url"], "--database-url")
	if given["demo"] == "" {
		c.Demo = c.DatabaseURL == defaultDatabase
	}
	if c.NATSURL != "" && !c.IsPostgres() {
		return errors.New("--nats-url: hints travel between instances that share a PostgreSQL database, and --database-url names SQLite, which has one")
	}
	return c.OpenID.check()
}

// BaseURL returns the public URL, or without one the URL of the address that is served.
func (c *Config) BaseURL(address string) string {
	if c.PublicURL != "" {
		return c.PublicURL
	}
	host, port, _ := net.SplitHostPort(address)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// SQLitePath returns the absolute path of the database, if it is a SQLite file.
func (c *Config) SQLitePath() (path string, isSQLite bool) {
	name, isSQLite := strings.CutPrefix(c.DatabaseURL, "sqlite:")
	if !isSQLite {
		return "", false
	}
	path, err := filepath.Abs(name)
	return cmp.Or(path, name), err == nil
}

// IsPostgres reports whether the database is PostgreSQL.
func (c *Config) IsPostgres() bool {
	scheme, _, _ := strings.Cut(c.DatabaseURL, ":")
	return scheme == "postgres" || scheme == "postgresql"
}

// parseNATSURL returns the URLs of NATS servers, separated by commas.
func parseNATSURL(v string) (string, error) { return v, pubsub.CheckNATSURL(v) }
