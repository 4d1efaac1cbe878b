// Package portal is the web client: its sources, the built files that are embedded, and thin adapters over chat for signing in
// and up and for pictures from elsewhere.
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

// Portal serves the pages, and what has to do with signing in. Make one with New.
type Portal struct {
	chat   *chat.Chat
	log    *slog.Logger
	guard  *http.CrossOriginProtection
	secure bool // whether browsers may send the cookies over https only

	sessionCookie, knownCookie, flowCookie caller.Cookie

	publicURL string

	openSignUp bool
	proxies    caller.Proxies
	openID     *openID  // nil: there is no provider
	avatars    *avatars // nil: initials are shown
}

// Options are what New needs to know.
type Options struct {
	// PublicURL is where people reach Chattr: with https cookies are Secure and have the prefix __Host-, and its origin may sign
	// in and out even where a proxy changes the Host.
	PublicURL string
	// OpenSignUp says that an account needs no invitation.
	OpenSignUp bool
	// OpenID is a provider that people may sign in with; the zero OpenID is none.
	OpenID OpenID
	// Proxies are believed about whom a request comes from.
	Proxies caller.Proxies
	// Avatars says that pictures from elsewhere are shown, which the server fetches.
	Avatars bool
	// Log takes what is our fault; never a secret. nil: slog.Default().
	Log *slog.Logger
}

// New makes the portal.
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
		_ = p.guard.AddTrustedOrigin(caller.Origin(o.PublicURL)) // an error means that it is no origin: then it is not trusted
	}
	return p
}

// Routes is where handlers are registered: an http.ServeMux, or what knows more of them.
type Routes interface {
	Handle(pattern string, h http.Handler)
}

// Register adds the portal's routes: /, /playground, /assets/…, /avatars/… and those of signing in and up.
func (p *Portal) Register(mux Routes) {
	mux.Handle("GET /{$}", page("app/dist/index.html", portalPolicy))
	mux.Handle("GET /playground", page("playground/index.html", playgroundPolicy))
	mux.Handle("GET /playground/{$}", http.HandlerFunc(redirectToPlayground))
	for name, file := range assets {
		mux.Handle("GET /assets/"+name, newAsset(file))
	}
	mux.Handle("GET /avatars/{hash}", p.handle(p.avatar))
	for path, h := range map[string]handler{
		"/session": p.session, "/sign-up": p.signUp, "/password": p.password, "/proof": p.proof, "/invitation": p.showInvitation,
		"/oidc/start": p.startOpenID, "/oidc/callback": p.finishOpenID,
	} {
		// SECURITY: another site can neither sign a browser in (as somebody else) nor out, nor change anything.
		mux.Handle(path, p.sameOrigin(p.handle(h)))
	}
}

// handler answers a request, or says why not.
type handler func(http.ResponseWriter, *http.Request) error

func (p *Portal) handle(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		problem.Prepare(w)
		if err := h(w, r); err != nil {
			problem.Refuse(w, r, p.log, err)
		}
	})
}

// redirectToPlayground redirects /playground/ to /playground, to which the page's addresses are relative. The Location is relative and
// stays so (http.Redirect would make it absolute), so that it leads to the right place behind a proxy that removes a path.
func redirectToPlayground(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Location", "../playground")
	w.WriteHeader(http.StatusFound)
}

// sameOrigin refuses requests that pages of other sites cause. Origin and Host are compared in their canonical form: a proxy may add
// the default port to the Host, and the public URL may be written with one.
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

func notAllowed(w http.ResponseWriter, allow string) error {
	w.Header().Set("Allow", allow)
	return model.Errorf(model.MethodNotAllowed, "This takes %s.", allow)
}

// client is the address that a request comes from.
func (p *Portal) client(r *http.Request) netip.Addr { return p.proxies.Address(r) }
