package db

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun/driver/pgdriver"
)

// postgresConfig reads a URL, postgres://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETERS. Parameters:
//
//	host=/run/postgresql    the folder of a unix socket, where HOST is left out
//	application_name=NAME   what the server's lists show; chattr if absent
//	sslmode=disable         no TLS
//	sslmode=require         TLS whose certificate is not checked: an attacker in between can read along
//	sslmode=verify-full     TLS whose certificate is checked, also for the host's name
//	sslrootcert=FILE        the authorities to trust instead of the system's
//
// Without sslmode a socket and a loopback address get no TLS, and every other host gets verify-full.
//
// SECURITY: no error may quote the URL, not even a part of it: it may be a part of the password.
func postgresConfig(text string) (*pgdriver.Config, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, errors.New("the database URL cannot be read: characters such as / ? # % @ : in a password are written as %2F, %3F, %23, %25, %40, %3A")
	}
	config := &pgdriver.Config{
		User:         u.User.Username(),
		Database:     strings.TrimPrefix(u.Path, "/"),
		ReadTimeout:  postgresReadTimeout,
		WriteTimeout: postgresDialTimeout,
		DialTimeout:  postgresDialTimeout,
		Dialer:       (&net.Dialer{Timeout: postgresDialTimeout, KeepAlive: 30 * time.Second}).DialContext,
		BufferSize:   1 << 14,

		// The driver would refuse a database whose defaults for these are others. Every session sets and checks them (session.go).
		UnsafeStrings: true,
	}
	config.Password, _ = u.User.Password()
	return config, completePostgres(config, u)
}

var postgresParameters = []string{"host", "application_name", "sslmode", "sslrootcert"}

func completePostgres(config *pgdriver.Config, u *url.URL) error {
	if config.User == "" || config.Database == "" || strings.ContainsAny(config.Database, "/@") {
		return errors.New("the database URL must name a user and a database: postgres://USER:PASSWORD@HOST:PORT/DATABASE")
	}
	parameters, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return errors.New("the parameters of the database URL cannot be read")
	}
	for name := range parameters {
		if !slices.Contains(postgresParameters, name) {
			return fmt.Errorf("the database URL may have the parameters %s, no other", strings.Join(postgresParameters, ", "))
		}
	}
	config.AppName = parameters.Get("application_name")
	if config.AppName == "" {
		config.AppName = "chattr"
	}
	if err := postgresAddress(config, u, parameters.Get("host")); err != nil {
		return err
	}
	config.TLSConfig, err = postgresTLS(config, u.Hostname(), parameters.Get("sslmode"), parameters.Get("sslrootcert"))
	return err
}

func postgresAddress(config *pgdriver.Config, u *url.URL, socket string) error {
	port := u.Port()
	if port == "" {
		port = "5432"
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return errors.New("the port of the database URL is not a number from 1 to 65535")
	}
	switch {
	case strings.HasPrefix(socket, "/") && u.Hostname() == "":
		config.Network, config.Addr = "unix", filepath.Join(socket, ".s.PGSQL."+port)
	case socket == "" && u.Hostname() != "":
		config.Network, config.Addr = "tcp", net.JoinHostPort(u.Hostname(), port)
	default:
		return errors.New("the database URL must name a host, or with host=/FOLDER the folder of a unix socket, not both")
	}
	return nil
}

func postgresTLS(config *pgdriver.Config, host, mode, roots string) (*tls.Config, error) {
	if mode == "" {
		mode = "verify-full"
		if roots == "" && (config.Network == "unix" || isLoopback(host)) {
			mode = "disable"
		}
	}
	if roots != "" && mode != "verify-full" {
		return nil, errors.New("sslrootcert in the database URL needs sslmode=verify-full")
	}
	if config.Network == "unix" && mode != "disable" {
		return nil, errors.New("there is no TLS on the unix socket that the database URL names")
	}
	switch mode {
	case "disable":
		return nil, nil
	case "require":
		// SECURITY: not checked, because the operator has said so in as many words.
		return &tls.Config{InsecureSkipVerify: true, ServerName: host}, nil
	case "verify-full":
		pool, err := rootCertificates(roots)
		return &tls.Config{ServerName: host, RootCAs: pool}, err
	}
	return nil, errors.New("sslmode in the database URL is disable, require or verify-full")
}

// rootCertificates returns the certificates of the file; nil means those of the system, if no file is named.
func rootCertificates(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, errors.New("the file that sslrootcert in the database URL names cannot be read")
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, errors.New("the file that sslrootcert in the database URL names holds no certificate")
	}
	return pool, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
