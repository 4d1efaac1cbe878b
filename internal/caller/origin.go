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

// CheckHost returns an error if the host of u cannot exist: it is neither an IP address nor a name of one or more labels, of letters of any
// script, digits, hyphens and underscores, or its port is not from 1 to 65535.
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

func isNoLabelCharacter(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_')
}
