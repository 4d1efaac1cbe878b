package caller

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// Origin returns the origin of a URL as browsers send it (WHATWG HTML, "serialization of an origin"). The scheme and the host are
// in lower case, internationalized names are in Punycode, IPv6 addresses are shortened, and the default port of the scheme is
// omitted. Origin returns "" if rawURL has no host.
func Origin(rawURL string) string {
	u, err := url.Parse(strings.TrimSpace(rawURL))
	if err != nil || u.Host == "" {
		return ""
	}
	scheme := strings.ToLower(u.Scheme)
	return scheme + "://" + canonicalHost(scheme, u.Hostname(), u.Port())
}

// defaultPorts maps schemes to the ports that browsers omit.
var defaultPorts = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443"}

// canonicalHost returns a host with its port as browsers send them.
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

// CheckHost returns an error if the host of u cannot exist, or if its port is not from 1 to 65535. A host is an IP address or a
// name of one or more labels. A label consists of letters of any script, digits, hyphens and underscores.
func CheckHost(u *url.URL) error {
	name, port := strings.ToLower(u.Hostname()), u.Port()
	if n, err := strconv.ParseUint(port, 10, 16); port != "" && (err != nil || n == 0) || strings.HasSuffix(u.Host, ":") {
		return errors.New("its port must be from 1 to 65535")
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return nil
	}
	if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		name = ascii
	}
	const most = 253 // bytes; RFC 1035, section 2.3.4, without the dot at the end
	name = strings.TrimSuffix(name, ".")
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || strings.ContainsFunc(label, isNoLabelCharacter) || len(name) > most {
			return fmt.Errorf("its host %q cannot be the name of one", u.Host)
		}
	}
	return nil
}

// isNoLabelCharacter reports whether r cannot be in a label in lower case.
func isNoLabelCharacter(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_')
}
