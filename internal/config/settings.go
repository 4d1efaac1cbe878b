package config

const (
	defaultDatabase = "sqlite:chattr.db"
	// DefaultListen is the address that is served if no setting names one.
	DefaultListen = "127.0.0.1:8080"
)

// Setting is one thing that can be configured: by a flag, by an environment variable, or by a file that the variable with
// _FILE behind its name points to.
type Setting struct {
	Flag, Variable string
	Default        string
	Usage          string
	IsSecret       bool // has no flag, since the arguments of a process can be read by everybody on the machine
	isSwitch       bool // on or off; the flag alone is on, and --no- before its name is off
	set            func(c *Config, value string) error
}

var settings = []Setting{
	{
		Flag: "listen", Variable: "CHATTR_LISTEN", Default: DefaultListen,
		Usage: "address to serve", set: setListen,
	},
	{
		Flag: "public-url", Variable: "CHATTR_PUBLIC_URL",
		Usage: "base of every URL shown to people (default http:// and the address)", set: setPublicURL,
	},
	{
		Flag: "database-url", Variable: "CHATTR_DATABASE_URL", Default: defaultDatabase,
		Usage: "URL of the database: sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE",
		set:   setDatabaseURL,
	},
	{
		Flag: "nats-url", Variable: "CHATTR_NATS_URL",
		Usage: "`URL` of a NATS server that hints between instances travel over instead of PostgreSQL: nats://USER:PASSWORD@HOST:PORT or tls://…; several have commas between them",
		set:   setNATSURL,
	},
	{
		Flag: "allowed-origins", Variable: "CHATTR_ALLOWED_ORIGINS",
		Usage: "web origins, separated by commas, whose pages may use the API beside our own, like https://status.example.com",
		set:   setAllowedOrigins,
	},
	{
		Flag: "demo", Variable: "CHATTR_DEMO",
		Usage:    "make a demo on an empty database: on or off; also --no-demo (default on with the default database)",
		isSwitch: true, set: setDemo,
	},
	{
		Flag: "print-secrets", Variable: "CHATTR_PRINT_SECRETS", Default: "on", isSwitch: true,
		Usage: "print the first start's sign-in link and webhook URL; if off, or if stdout is the journal of systemd, they go to a private file: on or off",
		set:   func(c *Config, v string) (err error) { c.PrintSecrets, err = parseSwitch(v); return err },
	},
	{
		Flag: "message-retention", Variable: "CHATTR_MESSAGE_RETENTION",
		Usage: "how long messages are kept after they were posted or last changed: 1h or more, like 720h or 30d (default for ever)",
		set:   func(c *Config, v string) error { return setRetention(&c.MessageRetention, v) },
	},
	{
		Flag: "event-retention", Variable: "CHATTR_EVENT_RETENTION",
		Usage: "how far back a stream can resume: 1h or more, like 72h or 7d; no further than messages are kept (default as far as they)",
		set:   func(c *Config, v string) error { return setRetention(&c.EventRetention, v) },
	},
	{
		Flag: "unsafe-durability", Variable: "CHATTR_UNSAFE_DURABILITY", isSwitch: true,
		Usage: "serve a database although it can lose acknowledged messages when its machine stops, as PostgreSQL does with fsync=off: on or off",
		set:   func(c *Config, v string) (err error) { c.UnsafeDurability, err = parseSwitch(v); return err },
	},
	{
		Flag: "sign-up", Variable: "CHATTR_SIGN_UP", Default: "invited",
		Usage: "who may make an account: invited (with an invitation to a server) or open (everybody)", set: setSignUp,
	},
	{
		Flag: "oidc-issuer", Variable: "CHATTR_OIDC_ISSUER",
		Usage: "`URL` of an OpenID provider that people may sign in with; register PUBLIC_URL/oidc/callback there", set: setOpenIDIssuer,
	},
	{
		Flag: "oidc-client-id", Variable: "CHATTR_OIDC_CLIENT_ID",
		Usage: "what the provider knows Chattr as", set: func(c *Config, v string) error { c.OpenID.ClientID = v; return nil },
	},
	{
		Variable: "CHATTR_OIDC_CLIENT_SECRET", IsSecret: true,
		Usage: "the secret that the provider has given to Chattr", set: func(c *Config, v string) error { c.OpenID.ClientSecret = v; return nil },
	},
	{
		Flag: "oidc-name", Variable: "CHATTR_OIDC_NAME",
		Usage: "what people call the provider, as in Sign in with `NAME` (default the issuer's host)", set: setOpenIDName,
	},
	{
		Flag: "avatars", Variable: "CHATTR_AVATARS", Default: "on",
		Usage: "show the pictures that messages and webhooks name, which the server fetches from the internet: on or off",
		set:   func(c *Config, v string) (err error) { c.Avatars, err = parseSwitch(v); return err },
	},
	{
		Flag: "drain-window", Variable: "CHATTR_DRAIN_WINDOW", Default: "0s",
		Usage: "how long a stopping instance takes to send its sockets away, so that not all come back at once: 0s to 20s",
		set:   setDrainWindow,
	},
	{
		Flag: "webhook-rate", Variable: "CHATTR_WEBHOOK_RATE", Default: "30",
		Usage: "posts a second that each webhook takes, on all instances together; 0: any number", set: func(c *Config, v string) error { return setRate(&c.WebhookRate, v) },
	},
	{
		Flag: "webhook-burst", Variable: "CHATTR_WEBHOOK_BURST", Default: "60",
		Usage: "posts that each webhook takes at once", set: func(c *Config, v string) error { return setBurst(&c.WebhookBurst, v) },
	},
	{
		Flag: "post-rate", Variable: "CHATTR_POST_RATE", Default: "30",
		Usage: "messages a second that each user may post, edit and delete, on all instances together; 0: any number",
		set:   func(c *Config, v string) error { return setRate(&c.PostRate, v) },
	},
	{
		Flag: "post-burst", Variable: "CHATTR_POST_BURST", Default: "60",
		Usage: "messages that each user may post, edit and delete at once",
		set:   func(c *Config, v string) error { return setBurst(&c.PostBurst, v) },
	},
	{
		Flag: "mutation-rate", Variable: "CHATTR_MUTATION_RATE", Default: "5",
		Usage: "other changes a second that each user may make, on all instances together; 0: any number",
		set:   func(c *Config, v string) error { return setRate(&c.MutationRate, v) },
	},
	{
		Flag: "mutation-burst", Variable: "CHATTR_MUTATION_BURST", Default: "60",
		Usage: "other changes that each user may make at once",
		set:   func(c *Config, v string) error { return setBurst(&c.MutationBurst, v) },
	},
	{
		Flag: "trusted-proxies", Variable: "CHATTR_TRUSTED_PROXIES",
		Usage: "addresses and networks, separated by commas, of proxies whose X-Forwarded-For says whom a request comes from, like 10.0.0.0/8",
		set:   setTrustedProxies,
	},
	{
		Flag: "sockets-per-user", Variable: "CHATTR_SOCKETS_PER_USER", Default: "0",
		Usage: "WebSockets that a user may have open on an instance; 0: any number", set: setSocketsPerUser,
	},
	{
		Flag: "sockets-per-address", Variable: "CHATTR_SOCKETS_PER_ADDRESS",
		Usage: "WebSockets that may come from one address (of IPv6, one network of 64 bits) to an instance; 0: any number (default: any number with a credential, 100 without)", set: setSocketsPerAddress,
	},
	{
		Flag: "metrics-listen", Variable: "CHATTR_METRICS_LISTEN",
		Usage: "address to serve /metrics for Prometheus on, to whoever can reach it (default: nowhere)", set: setMetricsListen,
	},
	{
		Flag: "log-format", Variable: "CHATTR_LOG_FORMAT", Default: "text",
		Usage: "how lines of the log look: text or json", set: setLogFormat,
	},
	{
		Flag: "log-level", Variable: "CHATTR_LOG_LEVEL", Default: "info",
		Usage: "the least that is logged: debug (each request, too), info, warn or error", set: setLogLevel,
	},
	{
		Variable: "CHATTR_OWNER_TOKEN", IsSecret: true,
		Usage: "bearer token of 32 to 255 random characters, without quotes, that acts as the user owner", set: setOwnerToken,
	},
}

// Settings returns all settings in the order of the help.
func Settings() []Setting { return settings }
