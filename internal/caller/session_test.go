package caller_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"chattr/internal/caller"
)

func TestHTTPSIgnoresCookiesThatANeighbourCanSet(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("GET", "/session", nil)
	r.Header.Set("Cookie", "chattr_session=planted; __Host-chattr_session=own")
	for publicURL, want := range map[string]string{
		"https://chat.example": "own", "https://chat.example/under": "own", "http://127.0.0.1": "planted",
	} {
		if got := caller.SessionCookie(publicURL).In(r); got != want {
			t.Errorf("%s: got %q, want %q", publicURL, got, want)
		}
	}
	r.Header.Set("Cookie", "chattr_session=planted")
	if got := caller.SessionCookie("https://chat.example").In(r); got != "" {
		t.Errorf("got %q, want no cookie", got)
	}
}

func TestInstallationsOnOneHostHaveTheirOwnCookies(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, publicURL := range []string{
		"http://chat.lan", "http://chat.lan:8081", "http://chat.lan:8082", "http://chat.lan/a", "http://chat.lan/b", "http://chat.lan:8081/a",
	} {
		name := caller.SessionCookie(publicURL).Name
		if other := seen[name]; other != "" {
			t.Errorf("%s and %s both name their cookie %q", publicURL, other, name)
		}
		seen[name] = publicURL
	}
	for _, same := range [][2]string{
		{"http://chat.lan", "http://chat.lan:80/"}, {"https://chat.lan", "https://chat.lan:443"}, {"http://chat.lan/a", "http://chat.lan/a/"},
	} {
		if a, b := caller.SessionCookie(same[0]).Name, caller.SessionCookie(same[1]).Name; a != b {
			t.Errorf("%v name their cookies %q and %q, want one name", same, a, b)
		}
	}
}

func TestCookiesOfEarlierVersionsCountUntilTheyExpire(t *testing.T) {
	t.Parallel()
	for publicURL, former := range map[string]string{
		"http://127.0.0.1:8080": "chattr_session", "https://chat.example:8443/x": "__Host-chattr_session",
	} {
		cookie := caller.SessionCookie(publicURL)
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Cookie", former+"=earlier")
		if got := cookie.In(r); got != "earlier" {
			t.Errorf("%s: got %q, want the cookie %s", publicURL, got, former)
		}
		r.Header.Set("Cookie", former+"=earlier; "+cookie.Name+"=new")
		if got := cookie.In(r); got != "new" {
			t.Errorf("%s: got %q, want the cookie %s", publicURL, got, cookie.Name)
		}
	}
}

func TestOriginIsCanonical(t *testing.T) {
	t.Parallel()
	for rawURL, want := range map[string]string{
		"https://Chat.example:443": "https://chat.example", "https://chat.example/a/path": "https://chat.example",
		"HTTP://chat.lan:80/": "http://chat.lan", "http://chat.lan:": "http://chat.lan", "http://[::1]:80": "http://[::1]",
		"http://[0:0:0:0:0:0:0:1]:8080": "http://[::1]:8080", "http://chat.example:443": "http://chat.example:443",
		"https://chat.example:8443": "https://chat.example:8443", "https://chat.example:1443": "https://chat.example:1443",
		"https://bücher.example": "https://xn--bcher-kva.example", "https://BÜCHER.example:443": "https://xn--bcher-kva.example",
		"https://xn--bcher-kva.example": "https://xn--bcher-kva.example", "http://a_b.lan:80": "http://a_b.lan",
		"chrome-extension://abc": "chrome-extension://abc", "null": "", "": "", "%": "", "http://": "",
	} {
		if got := caller.Origin(rawURL); got != want {
			t.Errorf("%s: got %q, want %q", rawURL, got, want)
		}
	}
	if long := caller.Origin("http://" + strings.Repeat("a", 1<<12)); len(long) > 1<<13 {
		t.Errorf("a long host became %d bytes", len(long))
	}
}
