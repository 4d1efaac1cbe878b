package avatar

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// hostOf returns the name under which fetches of a URL are counted: the IP address, or the registered domain, because the owner of a
// domain can create any number of names below it. A redirect is counted for the host that sends it. It returns "" for a malformed URL.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if _, err := netip.ParseAddr(name); err == nil {
		return name
	}
	return registered(name)
}

// registered returns the registered domain of a name, by the official part of the public suffix list. Domains below which people get
// names for free (github.io) count as one domain with all their names.
func registered(name string) string {
	suffix, official := publicsuffix.PublicSuffix(name)
	for !official && strings.Contains(suffix, ".") {
		_, parent, _ := strings.Cut(suffix, ".")
		suffix, official = publicsuffix.PublicSuffix(parent)
	}
	own := strings.TrimSuffix(strings.TrimSuffix(name, suffix), ".")
	if own == "" { // a public suffix, or a name of one part, as in an internal network
		return name
	}
	return own[strings.LastIndexByte(own, '.')+1:] + "." + suffix
}
