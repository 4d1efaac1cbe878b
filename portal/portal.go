// Package portal contains the HTTP handlers for signing in, signing up and avatars, which call package chat.
package portal

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// Portal serves the avatars and the routes for signing in and up. Create one with New.
type Portal struct {
	chat   *chat.Chat
	log    *slog.Logger
	guard  *http.CrossOriginProtection // against cross-site request forgery
	secure bool                        // whether browsers send the cookies over https only

	sessionCookie, knownCookie, flowCookie caller.Cookie

	publicURL string

	openSignUp bool
	proxies    caller.Proxies
	openID     *openID  // nil: no provider is configured
	avatars    *avatars // nil: the pages show initials instead
}

// Options configures a Portal.
type Options struct {
	// PublicURL is the URL at which people reach Chattr. If it has https, cookies are Secure and have the prefix __Host-. Pages of its
	// origin may sign in and out even if a proxy changes the header Host.
	PublicURL string
	// OpenSignUp is true if people can create accounts without an invitation.
	OpenSignUp bool
	// OpenID is the provider that people may sign in with. The zero OpenID means that there is no provider.
	OpenID OpenID
	// Proxies are the trusted reverse proxies, whose X-Forwarded-For is used.
	Proxies caller.Proxies
	// Avatars is true if the pages show pictures of other hosts, which the server fetches.
	Avatars bool
	// Log gets internal errors, never a secret. nil: slog.Default().
	Log *slog.Logger
}

// New returns a Portal that calls chat.
func New(chat *chat.Chat, o Options) *Portal {
	p := &Portal{
		chat: chat, log: cmp.Or(o.Log, slog.Default()), guard: http.NewCrossOriginProtection(), openSignUp: o.OpenSignUp,
		proxies: o.Proxies, openID: newOpenID(o.OpenID, o.PublicURL), publicURL: o.PublicURL,
		sessionCookie: caller.SessionCookie(o.PublicURL), knownCookie: caller.NewCookie(o.PublicURL, knownCookie),
		flowCookie: caller.NewCookie(o.PublicURL, flowCookie),
	}
	if o.Avatars {
		p.avatars = newAvatars(isPublic)
	}
	if public, err := url.Parse(o.PublicURL); err == nil {
		p.secure = public.Scheme == "https"
		_ = p.guard.AddTrustedOrigin(caller.Origin(o.PublicURL)) // returns an error if it is not an origin: then it is not trusted
	}
	return p
}

// Routes registers handlers, as an http.ServeMux does.
type Routes interface {
	Handle(pattern string, h http.Handler)
}

// Register registers /avatars/… and the routes for signing in and up at mux.
func (p *Portal) Register(mux Routes) {
	mux.Handle("GET /avatars/{hash}", p.handle(p.avatar))
	for path, h := range map[string]handler{
		"/session": p.session, "/sign-up": p.signUp, "/password": p.password, "/proof": p.proof, "/invitation": p.showInvitation,
		"/oidc/start": p.startOpenID, "/oidc/callback": p.finishOpenID,
	} {
		// SECURITY: against cross-site request forgery. Another site can neither sign a browser in (with another account) nor out, and
		// can change nothing.
		mux.Handle(path, p.sameOrigin(p.handle(h)))
	}
}

// handler handles a request. If it returns an error, it has written no response.
type handler func(http.ResponseWriter, *http.Request) error

// handle returns an http.Handler that calls h and writes its error as a problem document.
func (p *Portal) handle(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		problem.Prepare(w)
		if err := h(w, r); err != nil {
			problem.Refuse(w, r, p.log, err)
		}
	})
}

// sameOrigin returns a handler that responds FORBIDDEN to requests that pages of other sites cause, and passes the others to next. It
// compares Origin and Host in their canonical form: a proxy may add the default port to the Host, and the public URL may contain it.
func (p *Portal) sameOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := &http.Request{Method: r.Method, URL: r.URL, Host: r.Host, Header: r.Header}
		if origin := caller.Origin(r.Header.Get("Origin")); origin != "" {
			asked.Header = r.Header.Clone()
			asked.Header.Set("Origin", origin)
			scheme, _, _ := strings.Cut(origin, "://")
			_, asked.Host, _ = strings.Cut(caller.Origin(scheme+"://"+r.Host), "://")
		}
		if err := p.guard.Check(asked); err != nil {
			problem.Prepare(w)
			problem.Refuse(w, r, p.log, model.Errorf(model.Forbidden, "This request comes from a page of another site (%.100q). "+
				"Only pages at %s may use this route; if people reach Chattr at another address, set --public-url to it.",
				r.Header.Get("Origin"), p.publicURL))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// notAllowed sets the header Allow and returns METHOD_NOT_ALLOWED.
func notAllowed(w http.ResponseWriter, allow string) error {
	w.Header().Set("Allow", allow)
	return model.Errorf(model.MethodNotAllowed, "This takes %s.", allow)
}

// client returns the address of the client that sent r.
func (p *Portal) client(r *http.Request) netip.Addr { return p.proxies.Address(r) }
