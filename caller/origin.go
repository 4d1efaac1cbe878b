package caller

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// Origin returns the origin of a URL in the form in which browsers send it (WHATWG HTML, "serialization of an origin"): scheme and
// host in lower case, names of other scripts in Punycode, IPv6 addresses shortened, without the scheme's default port. It returns ""
// if rawURL has no host.
func Origin(rawURL string) string {
	u, err := url.Parse(strings.TrimSpace(rawURL))
	if err != nil || u.Host == "" {
		return ""
	}
	scheme := strings.ToLower(u.Scheme)
	return scheme + "://" + canonicalHost(scheme, u.Hostname(), u.Port())
}

// defaultPorts are the ports that browsers leave out, by scheme.
var defaultPorts = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443"}

func canonicalHost(scheme, name, port string) string {
	name = strings.ToLower(name)
	if address, err := netip.ParseAddr(name); err == nil {
		name = address.String()
	} else if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		name = ascii
	}
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if port == "" || port == defaultPorts[scheme] {
		return name
	}
	return name + ":" + port
}
