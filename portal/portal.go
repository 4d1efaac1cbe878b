// Package portal is the web client: its sources, the built files that are embedded, and /session as a thin adapter over chat.
package portal

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"chattr/chat"
)

// Portal serves the pages and /session. Make one with New.
type Portal struct {
	chat   *chat.Chat
	log    *slog.Logger
	guard  *http.CrossOriginProtection
	secure bool // whether browsers may send the cookie over https only

	bodyTimeout time.Duration // how long a body may take to arrive
}

// Options are what New needs to know.
type Options struct {
	// PublicURL is where people reach Chattr: with https the session's cookie is Secure, and its origin may sign in and out
	// even where a proxy changes the Host.
	PublicURL string
	// Log takes what is our fault; never a secret. nil: slog.Default().
	Log *slog.Logger
}

// New makes the portal.
func New(chat *chat.Chat, o Options) *Portal {
	p := &Portal{
		chat: chat, log: cmp.Or(o.Log, slog.Default()), guard: http.NewCrossOriginProtection(), bodyTimeout: 10 * time.Second,
	}
	p.guard.SetDenyHandler(http.HandlerFunc(p.denyCrossOrigin))
	if public, err := url.Parse(o.PublicURL); err == nil {
		p.secure = public.Scheme == "https"
		_ = p.guard.AddTrustedOrigin(public.Scheme + "://" + public.Host) // what is no origin is not trusted, and that is all
	}
	return p
}

// Register adds the portal's routes: /, /playground, /assets/… and /session.
func (p *Portal) Register(mux *http.ServeMux) {
	mux.Handle("GET /{$}", page("app/dist/index.html", portalPolicy))
	mux.Handle("GET /playground", page("playground/index.html", playgroundPolicy))
	// The page's addresses are relative to /playground, so that they work behind a proxy that adds a path.
	mux.Handle("GET /playground/{$}", http.RedirectHandler("../playground", http.StatusFound))
	for name, file := range assets {
		mux.Handle("GET /assets/"+name, newAsset(file))
	}
	// SECURITY: another site can neither sign a browser in (as somebody else) nor out.
	mux.Handle("/session", p.guard.Handler(http.HandlerFunc(p.session)))
}
