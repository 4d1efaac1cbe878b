package avatar

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

const (
	fetchTimeout   = 3 * time.Second // in total, from the name resolution to the last byte, with redirects
	maxFetched     = 1 << 20         // bytes of a body
	maxRedirects   = 3
	maxFetchHeader = 16 << 10 // bytes
)

// newFetcher returns a client for URLs that users chose. It connects only to addresses for which allowed returns true.
//
// SECURITY: against server-side request forgery. The address is checked when it is dialled: after the name is resolved, and for each
// redirect again. So no name can lead to an internal address (DNS rebinding). The client uses no proxy of the environment and keeps no
// cookies. It does not decompress the body, so that maxFetched limits what is stored (decompression bomb); picture formats are
// compressed already.
func newFetcher(allowed func(netip.Addr) bool) *http.Client {
	dialer := &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !allowed(to.Addr().Unmap()) || !isForWeb(to.Port()) {
			return fmt.Errorf("%s is not a public address of the web", address)
		}
		return nil
	}}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, DisableKeepAlives: true, DisableCompression: true,
			MaxResponseHeaderBytes: maxFetchHeader, ForceAttemptHTTP2: true,
		},
		CheckRedirect: checkRedirect,
	}
}

// checkRedirect returns an error after maxRedirects, and for a URL with credentials. The rule for avatarUrl refuses credentials, too:
// a public picture needs none, and net/http would send them to the next host.
func checkRedirect(next *http.Request, via []*http.Request) error {
	switch {
	case len(via) > maxRedirects:
		return errors.New("too many redirects")
	case next.URL.User != nil:
		return errors.New("the redirect carries credentials")
	}
	return nil
}

// isForWeb reports whether web servers use a port: 80, 443, and the unprivileged ports from 1024, which small and test installations
// use. The other ports belong to protocols such as SMTP and SSH, to which the server must not send requests of users. Browsers and
// proxies (Squid's Safe_ports) have similar limits.
func isForWeb(port uint16) bool { return port == 80 || port == 443 || port >= 1024 }

// fetch returns the body at a URL. It returns an error if the status is not 200, if the body has more than maxFetched bytes, or if ctx
// ends.
func fetch(ctx context.Context, client *http.Client, url string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "image/webp, image/png, image/jpeg, image/gif")
	request.Header.Set("User-Agent", "Chattr")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxFetched+1))
	if err == nil && len(body) > maxFetched {
		err = fmt.Errorf("more than %d bytes", maxFetched)
	}
	return body, err
}

// notPublic lists the networks that are internal or unassigned, from IANA's registries of special-purpose addresses (RFC 6890), and
// the address at which virtual machines of Azure reach services of their host. It does not repeat the networks that netip reports as
// private, loopback, link-local or multicast.
var notPublic = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
	"192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
)

// globalUnicast contains all IPv6 addresses that are routed globally. Translated (64:ff9b::/96), local and reserved addresses are
// outside.
var globalUnicast = netip.MustParsePrefix("2000::/3")

// isPublic reports whether an address belongs to the public internet.
func isPublic(a netip.Addr) bool {
	if a.Is6() && !globalUnicast.Contains(a) || !a.IsGlobalUnicast() || a.IsPrivate() || a.Zone() != "" {
		return false
	}
	for _, network := range notPublic {
		if network.Contains(a) {
			return false
		}
	}
	return true
}

// prefixes parses networks. It panics if one is malformed.
func prefixes(texts ...string) (all []netip.Prefix) {
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}
