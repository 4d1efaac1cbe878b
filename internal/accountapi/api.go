// Package accountapi serves the routes for signing in and up: with sign-in links, passwords and OpenID. It parses the requests, calls
// package chat and sets the cookies.
package accountapi

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/connections"
	"chattr/internal/cors"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// API serves the routes for signing in and up. Create one with New.
type API struct {
	chat    *chat.Chat
	log     *slog.Logger
	origins *cors.Origins
	secure  bool // whether browsers send the cookies over https only

	sessionCookie, knownCookie, flowCookie caller.Cookie

	publicURL string

	openSignUp bool
	avatars    bool
	proxies    caller.Proxies
	provider   *provider // nil: no provider is configured
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
	// Origins decides which pages may use the routes: only those of the installation. nil: the pages at PublicURL.
	Origins *cors.Origins
	// Avatars is true if /avatars serves pictures. GET /session reports it.
	Avatars bool
	// Log gets internal errors, never a secret. nil: slog.Default().
	Log *slog.Logger
}

// New returns an API that calls chat.
func New(chat *chat.Chat, o Options) *API {
	if o.Origins == nil {
		o.Origins = cors.New(o.PublicURL, nil, cmp.Or(o.Log, slog.Default()))
	}
	a := &API{
		chat: chat, log: cmp.Or(o.Log, slog.Default()), origins: o.Origins, openSignUp: o.OpenSignUp,
		avatars: o.Avatars, proxies: o.Proxies, provider: newProvider(o.OpenID, o.PublicURL), publicURL: o.PublicURL,
		sessionCookie: caller.SessionCookie(o.PublicURL), knownCookie: caller.NewCookie(o.PublicURL, knownCookie),
		flowCookie: caller.NewCookie(o.PublicURL, flowCookie),
	}
	if public, err := url.Parse(o.PublicURL); err == nil {
		a.secure = public.Scheme == "https"
	}
	return a
}

// Register calls handle, such as the method Handle of an http.ServeMux, with the pattern and the handler of each route.
func (a *API) Register(handle func(pattern string, h http.Handler)) {
	for path, h := range map[string]problem.HandlerFunc{
		"/session": a.session, "/sign-up": a.signUp, "/password": a.password, "/proof": a.reauthenticate, "/invitation": a.showInvitation,
		"/oidc/start": a.startOpenID, "/oidc/callback": a.finishOpenID,
	} {
		// SECURITY: against cross-site request forgery. Another site can neither sign a browser in (with another account) nor out, and
		// can change nothing.
		handle(path, a.sameOrigin(problem.NewHandler(a.log, h)))
	}
}

// sameOrigin returns a handler that responds FORBIDDEN to requests that pages of other sites cause, and passes the others to next. It
// passes GET and HEAD from all sites, because links lead to these routes.
func (a *API) sameOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions || a.origins.IsSameOrigin(r) {
			next.ServeHTTP(w, r)
			return
		}
		problem.Prepare(w)
		problem.Refuse(w, r, a.log, model.Errorf(model.Forbidden, "This request comes from a page of another site (%.100q). "+
			"Only pages at %s may use this route; if people reach Chattr at another address, set --public-url to it.",
			r.Header.Get("Origin"), a.publicURL))
	})
}

// Actor returns the actor of the session cookie in r, or the zero Actor if no user is signed in. If a user is signed in, it protects the
// connection of r, so that it is not closed before the request has ended.
func (a *API) Actor(r *http.Request) (model.Actor, error) {
	session := a.sessionCookie.In(r)
	if session == "" {
		return model.Actor{}, nil
	}
	actor, err := a.chat.SignIn.AuthenticateSession(r.Context(), session)
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
	return model.Errorf(model.MethodNotAllowed, "This route accepts %s.", allow)
}

// client returns the address of the client that sent r.
func (a *API) client(r *http.Request) netip.Addr { return a.proxies.Address(r) }
