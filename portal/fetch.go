package portal

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
	fetchTimeout   = 3 * time.Second // in all: names, redirects and the last byte
	maxFetched     = 1 << 20
	maxRedirects   = 3
	maxFetchHeader = 16 << 10
)

// newFetcher makes a client for addresses that strangers chose; allowed says which hosts may be asked.
//
// SECURITY: the address is looked at when it is dialled, after names are resolved and for each redirect anew, so that no name
// leads inside; no proxy of the environment is used, no cookie kept. Pictures are compressed as they are: no other encoding is
// undone, so that the limit is of what was sent.
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

// checkRedirect refuses credentials as the rule for avatarUrl does: what is for everybody to see needs none, and net/http would
// send them on.
func checkRedirect(next *http.Request, via []*http.Request) error {
	switch {
	case len(via) > maxRedirects:
		return errors.New("too many redirects")
	case next.URL.User != nil:
		return errors.New("the redirect carries credentials")
	}
	return nil
}

// isForWeb says whether web servers use a port: their own two, and those that anybody may open, where small and trial
// installations serve. The others belong to mail, shells and the like, which are not to be spoken to in our name; browsers and
// the proxies of others (Squid's Safe_ports) draw about the same line.
func isForWeb(port uint16) bool { return port == 80 || port == 443 || port >= 1024 }

// fetch reads what is at a URL, at most maxFetched bytes, until ctx ends.
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

// notPublic are the networks that belong to somebody's inside, or to nobody, as IANA's registries of special-purpose addresses
// list them (RFC 6890), and the address at which Azure's machines ask their host. What netip calls private, loopback, link-local
// or multicast is not repeated.
var notPublic = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
	"192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
)

// globalUnicast is what of IPv6 is routed at all: translated (64:ff9b::/96), local and reserved addresses lie outside.
var globalUnicast = netip.MustParsePrefix("2000::/3")

// isPublic says whether an address is one of the open internet.
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

func prefixes(texts ...string) (all []netip.Prefix) {
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}
