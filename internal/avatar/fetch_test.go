package avatar

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
)

func TestIsPublic(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"93.184.215.14": true, "1.1.1.1": true, "2606:4700:4700::1111": true,
		"127.0.0.1": false, "127.8.8.8": false, "0.0.0.0": false, "0.1.2.3": false, "10.0.0.1": false, "172.16.0.1": false,
		"172.31.255.255": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "192.0.0.8": false,
		"192.0.2.1": false, "198.18.0.1": false, "198.51.100.7": false, "203.0.113.9": false, "224.0.0.1": false, "240.0.0.1": false,
		"255.255.255.255": false, "::": false, "::1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false,
		"fec0::1": false, "ff02::1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001::1": false, "2001:db8::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false, "100::1": false, "3fff::1": false,
		"168.63.129.16": false, "168.63.129.17": true, "192.31.196.1": false, "192.52.193.1": false, "192.175.48.6": false, "2620:4f:8000::6": false,
	} {
		if got := isPublic(netip.MustParseAddr(address).Unmap()); got != want {
			t.Errorf("%s: got %v, want %v", address, got, want)
		}
	}
}

func TestInternalAddressesAreNeverRequested(t *testing.T) {
	t.Parallel()
	requested := false
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requested = true }))
	t.Cleanup(inside.Close)
	_, port, _ := strings.Cut(strings.TrimPrefix(inside.URL, "http://"), ":")
	for _, url := range []string{
		inside.URL, "http://localhost:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port, "http://2130706433:" + port,
	} {
		if _, err := fetch(t.Context(), newFetcher(isPublic), url); err == nil || requested {
			t.Errorf("%s: got no error, or a request; want an error and none", url)
		}
	}
}

func TestRedirectsAreLimited(t *testing.T) {
	t.Parallel()
	var host *httptest.Server
	host = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch left := strings.TrimPrefix(r.URL.Path, "/"); left {
		case "", "file":
			_, _ = w.Write([]byte("here"))
		case "inside": // an address that the test does not allow
			http.Redirect(w, r, strings.Replace(host.URL, "127.0.0.1", "127.0.0.2", 1)+"/file", http.StatusFound)
		case "name": // a name that resolves to an internal address
			http.Redirect(w, r, strings.Replace(host.URL, "127.0.0.1", "localhost.localdomain", 1)+"/file", http.StatusFound)
		case "credentials":
			http.Redirect(w, r, strings.Replace(host.URL, "://", "://user:password@", 1)+"/file", http.StatusFound)
		case "port":
			http.Redirect(w, r, "http://127.0.0.1:25/file", http.StatusFound)
		case "scheme":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "ftp":
			http.Redirect(w, r, strings.Replace(host.URL, "http:", "ftp:", 1)+"/file", http.StatusFound)
		default:
			http.Redirect(w, r, "/"+left[1:], http.StatusFound)
		}
	}))
	t.Cleanup(host.Close)
	only := func(a netip.Addr) bool { return a == netip.MustParseAddr("127.0.0.1") }
	for path, works := range map[string]bool{
		"/file": true, "/aaa": true, "/aaaa": false, "/inside": false, "/name": false, "/credentials": false, "/port": false,
		"/scheme": false, "/ftp": false,
	} {
		body, err := fetch(t.Context(), newFetcher(only), host.URL+path)
		if works != (err == nil && string(body) == "here") {
			t.Errorf("%s: got %q, %v, want the file: %v", path, body, err, works)
		}
	}
}

func TestLargeBodiesAreNotRead(t *testing.T) {
	t.Parallel()
	for size, works := range map[int]bool{maxFetched: true, maxFetched + 1: false, 64 * maxFetched: false} {
		var sent atomic.Int64
		host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for left := size; left > 0; {
				n, err := w.Write(make([]byte, min(left, 1<<16)))
				sent.Add(int64(n))
				if left -= n; err != nil {
					return
				}
			}
		}))
		body, err := fetch(t.Context(), newFetcher(anywhere), host.URL)
		host.Close() // waits until the handler has returned
		if works != (err == nil && len(body) == size) || sent.Load() > 32*maxFetched {
			t.Errorf("%d bytes: got %d of %d sent, %v, want all: %v", size, len(body), sent.Load(), err, works)
		}
	}
}

// TestCompressedBodiesAreNotDecompressed checks that fetch does not decompress a body, so that a few KiB cannot become more than the limit.
func TestCompressedBodiesAreNotDecompressed(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	packer := gzip.NewWriter(&bomb)
	_, _ = packer.Write(make([]byte, 8*maxFetched))
	_ = packer.Close()
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if accepted := r.Header.Get("Accept-Encoding"); accepted != "" {
			t.Errorf("got Accept-Encoding %s, want none", accepted)
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	}))
	t.Cleanup(host.Close)
	if body, err := fetch(t.Context(), newFetcher(anywhere), host.URL); err != nil || !bytes.Equal(body, bomb.Bytes()) {
		t.Errorf("got %d bytes, %v, want the %d bytes that were sent", len(body), err, bomb.Len())
	}
}

func TestIsForWeb(t *testing.T) {
	t.Parallel()
	for port, want := range map[uint16]bool{80: true, 443: true, 3000: true, 8443: true, 65535: true, 0: false, 22: false, 25: false, 1023: false} {
		if got := isForWeb(port); got != want {
			t.Errorf("port %d: got %v, want %v", port, got, want)
		}
	}
}

// anywhere allows all addresses.
func anywhere(netip.Addr) bool { return true }
