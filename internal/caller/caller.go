// Package caller finds out who a request says that it comes from: the session in its cookie, and its address, also behind
// proxies, and as what it counts where addresses are limited.
package caller

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses whose X-Forwarded-For is believed. The zero Proxies are none.
type Proxies []netip.Prefix

// ParseProxies reads addresses and networks like 10.0.0.0/8, with commas between them.
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

// parseNetwork refuses what no address that Address looks at could lie in: those with a zone, and IPv4 in the form of IPv6.
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

// Address is who sends r, as Network counts it; the zero Addr when that cannot be told.
//
// SECURITY: everybody can send X-Forwarded-For. From its end, where each proxy adds whom it got the request from, it is believed
// as far as proxies that we trust have written it.
func (p Proxies) Address(r *http.Request) netip.Addr {
	at := parse(r.RemoteAddr)
	for _, hop := range slices.Backward(hops(r.Header)) {
		if !p.trust(at) {
			break
		}
		before := parse(hop)
		if !before.IsValid() { // a proxy passed on what somebody made up: that is all we know
			break
		}
		at = before
	}
	return Network(at)
}

// Untrusted returns the address of a client that says whom it forwards r for, although it is not one of p. It may be a proxy that
// is missing in p, or anybody.
func (p Proxies) Untrusted(r *http.Request) (from netip.Addr, says bool) {
	if len(r.Header["X-Forwarded-For"]) == 0 && len(r.Header["Forwarded"]) == 0 {
		return netip.Addr{}, false
	}
	from = parse(r.RemoteAddr)
	return from, !p.trust(from)
}

func (p Proxies) trust(address netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(address) })
}

func hops(header http.Header) (all []string) {
	for _, line := range header["X-Forwarded-For"] {
		all = append(all, strings.Split(line, ",")...)
	}
	return all
}

// parse reads an address with or without a port.
func parse(text string) netip.Addr {
	text = strings.TrimSpace(text)
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at.Addr().Unmap().WithZone("")
	}
	address, _ := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	return address.Unmap().WithZone("")
}

// Network is what an address counts as: itself, but of IPv6, where everybody has many, the network of 64 bits.
func Network(address netip.Addr) netip.Addr {
	if !address.Is6() {
		return address
	}
	network, _ := address.Prefix(64)
	return network.Addr()
}
