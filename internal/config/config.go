// Package config reads the settings from flags, environment variables and files.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chattr/internal/caller"
	"chattr/internal/pubsub"
)

// Config has the values of all settings. A flag wins over the environment.
type Config struct {
	DatabaseSetting  string // the name of the flag or variable that DatabaseURL comes from
	Listen           string
	PublicURL        string // "" until the address is known, if it was not given
	DatabaseURL      string
	NATSURL          string // "": hints travel over the database
	OwnerToken       string
	AllowedOrigins   []string
	Demo             bool
	OpenSignUp       bool
	OpenID           OpenID
	Avatars          bool
	PrintSecrets     bool // of the first start, on stdout
	DrainWindow      time.Duration
	MetricsListen    string // "": nowhere
	LogFormat        string // text or json
	LogLevel         slog.Level
	UnsafeDurability bool // serve a database that may lose what it acknowledged

	WebhookRate       float64 // posts a second; 0: any number
	WebhookBurst      int
	PostRate          float64 // messages of a user a second; 0: any number
	PostBurst         int
	MutationRate      float64 // other changes of a user a second; 0: any number
	MutationBurst     int
	TrustedProxies    caller.Proxies
	SocketsPerUser    int           // 0: any number
	SocketsPerAddress int           // 0: not given; -1: any number
	MessageRetention  time.Duration // after messages were posted or last changed; 0: for ever
	EventRetention    time.Duration // of events in the streams; 0: as long as messages
}

// OpenID describes the provider that people may sign in with. The zero OpenID is none.
type OpenID struct {
	Issuer, ClientID, ClientSecret string

	Name string // the name that the portal shows; "": the issuer's host
}

// Read reads the settings for a command from its arguments and the environment. What is left of the arguments is
// returned. An error is one line that names the setting.
func Read(args []string, getenv func(string) string) (*Config, []string, error) {
	given, rest, err := parseFlags(args)
	if err != nil {
		return nil, nil, err
	}
	c := &Config{}
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
		if s.Flag == "database-url" { // the demo's default, which its own setting below may change
			c.DatabaseSetting, c.Demo = name, value == defaultDatabase
		}
	}
	return c, rest, cmp.Or(c.checkNATS(), c.checkOpenID())
}

func setDemo(c *Config, v string) (err error) {
	c.Demo, err = parseSwitch(v)
	return err
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

func setNATSURL(c *Config, v string) error {
	c.NATSURL = v
	return pubsub.CheckNATSURL(v)
}

func (c *Config) checkNATS() error {
	if c.NATSURL != "" && !c.IsPostgres() {
		return errors.New("--nats-url: hints travel between instances that share a PostgreSQL database, and --database-url names SQLite, which has one")
	}
	return nil
}

func setLogFormat(c *Config, v string) error {
	c.LogFormat = v
	if v != "text" && v != "json" {
		return fmt.Errorf("%q is neither text nor json", v)
	}
	return nil
}

func setLogLevel(c *Config, v string) error {
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, v) {
		return fmt.Errorf("%q is not one of debug, info, warn and error", v)
	}
	return c.LogLevel.UnmarshalText([]byte(v))
}

const maxDrainWindow = 20 * time.Second

func setDrainWindow(c *Config, v string) (err error) {
	if c.DrainWindow, err = time.ParseDuration(v); err != nil || c.DrainWindow < 0 || c.DrainWindow > maxDrainWindow {
		return fmt.Errorf("%q is not a duration from 0s to 20s, like 5s", v)
	}
	return nil
}
