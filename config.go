package main

import (
	"cmp"
	"fmt"
	"log/slog"
	"time"

	"chattr/internal/accountapi"
	"chattr/internal/caller"
	"chattr/internal/chat"
)

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
	openID         accountapi.OpenID
	avatars        bool
	printSecrets   bool // of the first start, on stdout
	drainWindow    time.Duration
	metricsListen  string // "": nowhere
	logFormat      string // text or json
	logLevel       slog.Level
	unsafe         bool // serve a database that may lose what it acknowledged

	webhookRate       float64 // posts a second; 0: any number
	webhookBurst      int
	postRate          float64 // messages of a user a second; 0: any number
	postBurst         int
	mutationRate      float64 // other changes of a user a second; 0: any number
	mutationBurst     int
	trustedProxies    caller.Proxies
	socketsPerUser    int // 0: any number
	socketsPerAddress int // 0: not given; -1: any number
	retention         chat.Retention
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

func setDemo(c *config, v string) (err error) {
	c.demo, err = parseSwitch(v)
	return err
}
