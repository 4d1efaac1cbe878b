package caller

import (
	"net/http"
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	t.Parallel()
	proxies, err := ParseProxies("10.0.0.0/8, 192.0.2.7,2001:db8:ffff::/48")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		remote, want string
		forwarded    []string
	}{
		"itself":                     {"198.51.100.1:80", "198.51.100.1", nil},
		"IPv4 as IPv6":               {"[::ffff:198.51.100.1]:80", "198.51.100.1", nil},
		"IPv6":                       {"[2001:db8:1:2:3:4:5:6]:80", "2001:db8:1:2::", nil},
		"with a zone":                {"[fe80::1%eth0]:80", "fe80::", nil},
		"no address":                 {"@", "invalid IP", nil},
		"no proxy":                   {"198.51.100.1:80", "198.51.100.1", []string{"203.0.113.9"}},
		"a proxy that says nothing":  {"10.1.2.3:80", "10.1.2.3", nil},
		"a proxy":                    {"10.1.2.3:80", "203.0.113.9", []string{"203.0.113.9"}},
		"what the sender claims":     {"10.1.2.3:80", "203.0.113.9", []string{"127.0.0.1, 1.2.3.4, 203.0.113.9"}},
		"many proxies":               {"10.1.2.3:80", "203.0.113.9", []string{"1.2.3.4, 203.0.113.9, 192.0.2.7 ,10.0.0.1"}},
		"many lines":                 {"10.1.2.3:80", "203.0.113.9", []string{"1.2.3.4,203.0.113.9", "192.0.2.7"}},
		"only proxies":               {"10.1.2.3:80", "10.0.0.2", []string{"10.0.0.2, 10.0.0.1"}},
		"with ports":                 {"10.1.2.3:80", "203.0.113.9", []string{"203.0.113.9:4711, [2001:db8:ffff::1]:80"}},
		"IPv6 behind a proxy":        {"[2001:db8:ffff::1]:80", "2001:db8:1:2::", []string{"2001:db8:1:2:3::4"}},
		"in brackets":                {"10.1.2.3:80", "2001:db8:1:2::", []string{"[2001:db8:1:2:3::4]"}},
		"IPv4 as IPv6 by a proxy":    {"10.1.2.3:80", "203.0.113.9", []string{"203.0.113.9, ::ffff:10.0.0.1"}},
		"made up":                    {"10.1.2.3:80", "10.1.2.3", []string{"unknown"}},
		"made up before a proxy":     {"10.1.2.3:80", "10.0.0.1", []string{"203.0.113.9, _hidden, 10.0.0.1"}},
		"empty":                      {"10.1.2.3:80", "10.1.2.3", []string{""}},
		"an empty one before others": {"10.1.2.3:80", "203.0.113.9", []string{", 203.0.113.9"}},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{"X-Forwarded-For": c.forwarded}}
		if got := proxies.Address(r).String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestParseProxies(t *testing.T) {
	t.Parallel()
	for _, list := range []string{"", "proxy.example", "10.0.0.0/8,", "10.0.0.0/33", "10.0.0.1:80", "::ffff:10.0.0.1", "fe80::1%eth0", "*"} {
		if got, err := ParseProxies(list); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, %v", list, got, err)
		}
	}
}
