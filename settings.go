package main

const (
	defaultDatabase = "sqlite:chattr.db"
	defaultListen   = "127.0.0.1:8080"
)

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
		flag: "listen", env: "CHATTR_LISTEN", otherwise: defaultListen,
		usage: "address to serve", set: setListen,
	},
	{
		flag: "public-url", env: "CHATTR_PUBLIC_URL",
		usage: "base of every URL shown to people (default http:// and the address)", set: setPublicURL,
	},
	{
		flag: "database-url", env: "CHATTR_DATABASE_URL", otherwise: defaultDatabase,
		usage: "URL of the database: sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE",
		set:   setDatabaseURL,
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
		flag: "print-secrets", env: "CHATTR_PRINT_SECRETS", otherwise: "on", isSwitch: true,
		usage: "print the first start's sign-in link and webhook URL; if off, or if stdout is the journal of systemd, they go to a private file: on or off",
		set:   func(c *config, v string) (err error) { c.printSecrets, err = parseSwitch(v); return err },
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
		usage: "posts a second that each webhook takes, on all instances together; 0: any number", set: func(c *config, v string) error { return setRate(&c.webhookRate, v) },
	},
	{
		flag: "webhook-burst", env: "CHATTR_WEBHOOK_BURST", otherwise: "60",
		usage: "posts that each webhook takes at once", set: func(c *config, v string) error { return setBurst(&c.webhookBurst, v) },
	},
	{
		flag: "post-rate", env: "CHATTR_POST_RATE", otherwise: "30",
		usage: "messages a second that each user may post, edit and delete, on all instances together; 0: any number",
		set:   func(c *config, v string) error { return setRate(&c.postRate, v) },
	},
	{
		flag: "post-burst", env: "CHATTR_POST_BURST", otherwise: "60",
		usage: "messages that each user may post, edit and delete at once",
		set:   func(c *config, v string) error { return setBurst(&c.postBurst, v) },
	},
	{
		flag: "mutation-rate", env: "CHATTR_MUTATION_RATE", otherwise: "5",
		usage: "other changes a second that each user may make, on all instances together; 0: any number",
		set:   func(c *config, v string) error { return setRate(&c.mutationRate, v) },
	},
	{
		flag: "mutation-burst", env: "CHATTR_MUTATION_BURST", otherwise: "60",
		usage: "other changes that each user may make at once",
		set:   func(c *config, v string) error { return setBurst(&c.mutationBurst, v) },
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
		flag: "sockets-per-address", env: "CHATTR_SOCKETS_PER_ADDRESS",
		usage: "WebSockets that may come from one address (of IPv6, one network of 64 bits) to an instance; 0: any number (default: any number with a credential, 100 without)", set: setSocketsPerAddress,
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
		usage: "bearer token of 32 to 255 random characters, without quotes, that acts as the user owner", set: setOwnerToken,
	},
}
