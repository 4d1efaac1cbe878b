// Package cors decides for all transports which web pages may use the API (Fetch standard, section 3.3).
package cors

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"chattr/internal/caller"
	"chattr/internal/logcount"
)

// Origins are the origins of the pages that may use the API. Create them with New.
type Origins struct {
	guard    *http.CrossOriginProtection // trusts the origin of the public URL
	listed   map[string]bool
	refusals *logcount.Log
}

// New returns Origins that accept the origin of the public URL and the listed origins (--allowed-origins). It logs each refused
// origin at most once a minute.
func New(publicURL string, listed []string, log *slog.Logger) *Origins {
	o := &Origins{
		guard: http.NewCrossOriginProtection(), listed: map[string]bool{},
		refusals: logcount.NewFirst(log, "a page of another origin was refused; name its origin in --allowed-origins to allow it", logcount.Minute),
	}
	_ = o.guard.AddTrustedOrigin(caller.Origin(publicURL)) // returns an error if it is not an origin: then it is not trusted
	for _, l := range listed {
		if origin := caller.Origin(l); origin != "" { // "" would accept sandboxed pages and files, whose origin is null
			o.listed[origin] = true
		}
	}
	return o
}

// IsSameOrigin reports whether r comes from a page of this installation, or from no web page. A page belongs to the installation if
// its origin is that of the public URL or names the host of the request. Browsers state that in the headers Sec-Fetch-Site
// (Fetch Metadata, section 2.3) and Origin; requests without both come from programs.
//
// SECURITY: against cross-site request forgery. A browser adds its cookies to requests that pages of other sites cause, so a session
// counts only if IsSameOrigin returns true.
func (o *Origins) IsSameOrigin(r *http.Request) bool {
	site, origin := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Origin")
	if origin != "" && strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		site = "" // browsers disagree on which site ws:// is
	}
	return o.isFromOwn(r.Host, site, origin)
}

// isFromOwn reports whether the headers Host, Sec-Fetch-Site and Origin are those of a request that IsSameOrigin accepts. It compares
// Origin and Host in their canonical form: a proxy may add the default port to the Host, and the public URL may contain it.
func (o *Origins) isFromOwn(host, site, origin string) bool {
	if canonical := caller.Origin(origin); canonical != "" {
		origin = canonical
		scheme, _, _ := strings.Cut(origin, "://")
		_, host, _ = strings.Cut(caller.Origin(scheme+"://"+host), "://")
	}
	return o.guard.Check(&http.Request{
		Method: http.MethodPost, // Check accepts all requests with GET
		URL:    new(url.URL), Host: host, Header: http.Header{"Sec-Fetch-Site": {site}, "Origin": {origin}},
	}) == nil
}

// IsAccepted reports whether r has no Origin header, or that of the installation itself or of a listed origin. It logs a refusal.
func (o *Origins) IsAccepted(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || o.isFromOwn(r.Host, "", origin) || o.listed[caller.Origin(origin)] {
		return true
	}
	name := loggable(origin)
	attrs := []any{"origin", name}
	if origin == "null" {
		attrs = append(attrs, "hint", "a file or a sandboxed frame cannot be allowed: serve the page over http")
	}
	o.refusals.Add(name, nil, attrs...)
	return false
}

const (
	maxOrigin = 255 // bytes, of a whole origin
	maxLabel  = 32  // bytes between two dots of a host name
)

// loggable returns the origin in a header, or a placeholder if a browser is unlikely to send that origin.
//
// SECURITY: a client that is not a browser can send any text as its origin, also a secret, which must not be logged. Tokens of
// Chattr contain an underscore, which host names of pages do not. Other secrets are usually longer than a label of a host name.
func loggable(header string) string {
	if header == "null" { // the origin of files and sandboxed frames
		return header
	}
	origin := caller.Origin(header)
	_, host, _ := strings.Cut(origin, "://")
	isLong := func(label string) bool { return len(label) > maxLabel }
	if origin == "" || len(origin) > maxOrigin || strings.Contains(origin, "_") || slices.ContainsFunc(strings.Split(host, "."), isLong) {
		return "(not logged: no usual host name)"
	}
	return origin
}

// Route is what pages of other origins may do with one route.
type Route struct {
	Methods string // for Access-Control-Allow-Methods
	Headers string // for Access-Control-Allow-Headers, in addition to the headers that the page asks for
	Expose  string // for Access-Control-Expose-Headers: headers of responses that pages may read
}

// Share adds the headers that let pages of listed origins send a request with any header and read the response. It does not allow
// cookies: those pages send a token.
func (o *Origins) Share(w http.ResponseWriter, r *http.Request, route Route) {
	header := w.Header()
	header.Add("Vary", "Origin")
	// SECURITY: exact matches only, and never with Access-Control-Allow-Credentials.
	origin := r.Header.Get("Origin")
	if !o.IsAccepted(r) || !o.listed[caller.Origin(origin)] {
		return
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", route.Expose)
	if r.Method != http.MethodOptions {
		return
	}
	header.Add("Vary", "Access-Control-Request-Headers")
	header.Set("Access-Control-Allow-Methods", route.Methods)
	header.Set("Access-Control-Allow-Headers", route.Headers+requested(r.Header["Access-Control-Request-Headers"]))
	header.Set("Access-Control-Max-Age", "7200")
}

const (
	maxRequested = 64 // names; pages send about a dozen
	maxName      = 64
)

// requested returns the names of headers that a page asks for, each after a comma. All names are allowed, because tracing
// libraries add their own headers and no header makes a request more trusted. Invalid and duplicate names are omitted.
func requested(lines []string) string {
	var names []string
	for _, line := range lines {
		for name := range strings.SplitSeq(line, ",") {
			name = strings.ToLower(strings.TrimSpace(name))
			if len(names) < maxRequested && len(name) <= maxName && isToken(name) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return ", " + strings.Join(names, ", ")
}

// isToken reports whether text is a token of RFC 9110, section 5.6.2.
//
// SECURITY: nothing else is written into a header of a response (response splitting).
func isToken(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("!#$%&'*+-.^_`|~", r))
	})
}
