package db_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chattr/db"
)

func TestPostgresURLs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		url  string
		addr string
		tls  string // no, unchecked, or the name that is checked
	}{
		{"postgres://u:p@localhost/d", "localhost:5432", "no"},
		{"postgresql://u:p@127.0.0.9:1234/d", "127.0.0.9:1234", "no"},
		{"postgres://u:p@[::1]/d", "[::1]:5432", "no"},
		{"postgres://u:p@db.example/d", "db.example:5432", "db.example"},
		{"postgres://u:p@10.0.0.7/d?sslmode=verify-full", "10.0.0.7:5432", "10.0.0.7"},
		{"postgres://u:p@localhost/d?sslmode=verify-full", "localhost:5432", "localhost"},
		{"postgres://u:p@db.example/d?sslmode=require", "db.example:5432", "unchecked"},
		{"postgres://u:p@db.example/d?sslmode=disable", "db.example:5432", "no"},
		{"postgres://u:p@/d?host=/run/postgresql", "/run/postgresql/.s.PGSQL.5432", "no"},
	} {
		config, err := db.PostgresConfig(test.url)
		if err != nil {
			t.Errorf("%s: %v", test.url, err)
			continue
		}
		secured := "no"
		switch tls := config.TLSConfig; {
		case tls != nil && tls.InsecureSkipVerify:
			secured = "unchecked"
		case tls != nil:
			secured = tls.ServerName
		}
		if config.Addr != test.addr || secured != test.tls || config.User != "u" || config.Password != "p" ||
			config.Database != "d" || config.AppName != "chattr" {
			t.Errorf("%s: %s, TLS %s, %+v", test.url, config.Addr, secured, config)
		}
	}
}

func TestPostgresURLsThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"postgres://", "postgres:", "postgres://h/d", "postgres://u@h", "postgres://u@h/", "postgres://u@/d", "postgres://u@h/d/e", "postgres://u:a@1/b@h",
		"postgres://u@h:0/d", "postgres://u@h:99999/d", "postgres://u@h/d?host=/run", "postgres://u@/d?host=run",
		"postgres://u@h/d?sslmode=prefer", "postgres://u@h/d?sslmode=verify-ca", "postgres://u@h/d?colour=red", "postgres://u@h/d?a;b",
		"postgres://u@/d?host=/run&sslmode=require", "postgres://u@h/d?sslrootcert=/no/such/file",
		"postgres://u@h/d?sslmode=require&sslrootcert=/etc/passwd",
		"postgres://u:p%zz@h/d", "postgres://u:hash#tag@h/d", "postgres://u:sl/ash@h/d",
	} {
		if _, err := db.PostgresConfig(url); err == nil {
			t.Errorf("%s was taken", url)
		}
	}
}

// Whatever is in a password, and wherever it breaks the URL, no error shows it.
func TestNoErrorShowsThePassword(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[A-Z]{4}[ -~]{0,3}[A-Z]{4}`).Draw(t, "password")
		rest := rapid.SampledFrom([]string{"@127.0.0.1:1/d", "@h:x/d", "", "@/d", "@h/d?x=y", "@[::1/d", "@h/d?sslmode=q"}).Draw(t, "rest")
		_, err := db.PostgresConfig("postgres://u:" + secret + rest)
		if err == nil {
			return
		}
		for _, part := range []string{secret[:4], secret[len(secret)-4:]} {
			if strings.Contains(err.Error(), part) {
				t.Fatalf("%v shows %q", err, part)
			}
		}
	})
}
