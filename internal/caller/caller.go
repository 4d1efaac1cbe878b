// Package caller determines where a request comes from: its session cookie, and the address of its client, also behind reverse
// proxies. It also determines the network that an address belongs to for rate limits.
package caller

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses of the reverse proxies whose X-Forwarded-For is trusted. With the zero Proxies the header is ignored.
type Proxies []netip.Prefix

// ParseProxies parses addresses and networks such as 10.0.0.0/8, separated by commas. It returns an error for any other text,
// which names the invalid part.
func ParseProxies(list string) (proxies Proxies, err error) {
	for part := range strings.SplitSeq(list, ",") {
		network, ok := parseNetwork(strings.TrimSpace(part))
		if !ok {
			return nil, fmt.Errorf("%q is neither an address like 192.0.2.1 nor a network like 10.0.0.0/8", part)
		}
		proxies = append(proxies, network)
	}
	return proxies, nil
}

// parseNetwork parses an address or a network. It refuses those that cannot contain an address in the form that Address uses:
// with a zone, and IPv4 written as IPv6.
func parseNetwork(text string) (network netip.Prefix, ok bool) {
	network, err := netip.ParsePrefix(text)
	if err != nil {
		var address netip.Addr
		if address, err = netip.ParseAddr(text); err != nil || address.Zone() != "" {
			return network, false
		}
		network = netip.PrefixFrom(address, address.BitLen())
	}
	return network.Masked(), !network.Addr().Is4In6()
}

// Address returns the network of the client that sent r, as Network returns it. It returns the zero Addr if the address is
// unknown.
//
// SECURITY: any client can send X-Forwarded-For (IP spoofing). Each proxy appends the address that it received the request from.
// Address reads the header from the end, and only as far as trusted proxies have written it.
func (p Proxies) Address(r *http.Request) netip.Addr {
	at := parse(r.RemoteAddr)
	for _, hop := range slices.Backward(hops(r.Header)) {
		if !p.isTrusted(at) {
			break
		}
		before := parse(hop)
		if !before.IsValid() { // not an address: the proxy forwarded a header that its client invented
			break
		}
		at = before
	}
	return Network(at)
}

// Untrusted reports whether r has a header X-Forwarded-For or Forwarded although its sender is not one of p. It also returns the
// address of the sender, which can be a proxy that is missing in p, or any client.
func (p Proxies) Untrusted(r *http.Request) (from netip.Addr, isForwarding bool) {
	if len(r.Header["X-Forwarded-For"]) == 0 && len(r.Header["Forwarded"]) == 0 {
		return netip.Addr{}, false
	}
	from = parse(r.RemoteAddr)
	return from, !p.isTrusted(from)
}

// isTrusted reports whether address is one of p.
func (p Proxies) isTrusted(address netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(address) })
}

// hops returns the elements of all X-Forwarded-For headers in order.
func hops(header http.Header) (all []string) {
	for _, line := range header["X-Forwarded-For"] {
		all = append(all, strings.Split(line, ",")...)
	}
	return all
}

// parse parses an address with or without a port. It returns the address without its zone, and IPv4 written as IPv6 as IPv4. It
// returns the zero Addr if text is not an address.
func parse(text string) netip.Addr {
	text = strings.TrimSpace(text)
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at.Addr().Unmap().WithZone("")
	}
	address, _ := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	return address.Unmap().WithZone("")
}

// Network returns the address that rate limits count: the address itself for IPv4, and the network of 64 bits for IPv6, because
// an IPv6 client has many addresses.
func Network(address netip.Addr) netip.Addr {
	if !address.Is6() {
		return address
	}
	network, _ := address.Prefix(64)
	return network.Addr()
}
