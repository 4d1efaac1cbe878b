// Package accountapi serves the routes for signing in and up: with sign-in links, passwords and OpenID. It parses the requests, calls
// package chat and sets the cookies.
package accountapi

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/connections"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// API serves the routes for signing in and up. Create one with New.
type API struct {
	chat   *chat.Chat
	log    *slog.Logger
	guard  *http.CrossOriginProtection // against cross-site request forgery
	secure bool                        // whether browsers send the cookies over https only

	sessionCookie, knownCookie, flowCookie caller.Cookie

	publicURL string

	openSignUp bool
	avatars    bool
	proxies    caller.Proxies
	openID     *openID // nil: no provider is configured
}

// Options configures an API.
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
	// Avatars is true if /avatars serves pictures. GET /session reports it.
	Avatars bool
	// Log gets internal errors, never a secret. nil: slog.Default().
	Log *slog.Logger
}

// New returns an API that calls chat.
func New(chat *chat.Chat, o Options) *API {
	a := &API{
		chat: chat, log: cmp.Or(o.Log, slog.Default()), guard: http.NewCrossOriginProtection(), openSignUp: o.OpenSignUp,
		avatars: o.Avatars, proxies: o.Proxies, openID: newOpenID(o.OpenID, o.PublicURL), publicURL: o.PublicURL,
		sessionCookie: caller.SessionCookie(o.PublicURL), knownCookie: caller.NewCookie(o.PublicURL, knownCookie),
		flowCookie: caller.NewCookie(o.PublicURL, flowCookie),
	}
	if public, err := url.Parse(o.PublicURL); err == nil {
		a.secure = public.Scheme == "https"
		_ = a.guard.AddTrustedOrigin(caller.Origin(o.PublicURL)) // returns an error if it is not an origin: then it is not trusted
	}
	return a
}

// Register calls handle, such as the method Handle of an http.ServeMux, with the pattern and the handler of each route.
func (a *API) Register(handle func(pattern string, h http.Handler)) {
	for path, h := range map[string]problem.Handler{
		"/session": a.session, "/sign-up": a.signUp, "/password": a.password, "/proof": a.proof, "/invitation": a.showInvitation,
		"/oidc/start": a.startOpenID, "/oidc/callback": a.finishOpenID,
	} {
		// SECURITY: against cross-site request forgery. Another site can neither sign a browser in (with another account) nor out, and
		// can change nothing.
		handle(path, a.sameOrigin(h.Log(a.log)))
	}
}

// sameOrigin returns a handler that responds FORBIDDEN to requests that pages of other sites cause, and passes the others to next. It
// compares Origin and Host in their canonical form: a proxy may add the default port to the Host, and the public URL may contain it.
func (a *API) sameOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := &http.Request{Method: r.Method, URL: r.URL, Host: r.Host, Header: r.Header}
		if origin := caller.Origin(r.Header.Get("Origin")); origin != "" {
			asked.Header = r.Header.Clone()
			asked.Header.Set("Origin", origin)
			scheme, _, _ := strings.Cut(origin, "://")
			_, asked.Host, _ = strings.Cut(caller.Origin(scheme+"://"+r.Host), "://")
		}
		if err := a.guard.Check(asked); err != nil {
			problem.Prepare(w)
			problem.Refuse(w, r, a.log, model.Errorf(model.Forbidden, "This request comes from a page of another site (%.100q). "+
				"Only pages at %s may use this route; if people reach Chattr at another address, set --public-url to it.",
				r.Header.Get("Origin"), a.publicURL))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Actor returns the actor of the session cookie in r, or the zero Actor if no user is signed in. If a user is signed in, it protects the
// connection of r, so that it is not closed before the request has ended.
func (a *API) Actor(r *http.Request) (model.Actor, error) {
	session := a.sessionCookie.In(r)
	if session == "" {
		return model.Actor{}, nil
	}
	actor, err := a.chat.AuthenticateSession(r.Context(), session)
	if model.ErrorCode(err) == model.Unauthenticated {
		return model.Actor{}, nil
	}
	if err == nil {
		connections.Protect(connections.Of(r.Context()))
	}
	return actor, err
}

// notAllowed sets the header Allow and returns METHOD_NOT_ALLOWED.
func notAllowed(w http.ResponseWriter, allow string) error {
	w.Header().Set("Allow", allow)
	return model.Errorf(model.MethodNotAllowed, "This takes %s.", allow)
}

// client returns the address of the client that sent r.
func (a *API) client(r *http.Request) netip.Addr { return a.proxies.Address(r) }
