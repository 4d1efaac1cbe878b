package graph

import (
	"context"
	"net/http"
	"net/netip"
	"strings"

	"chattr/internal/caller"
	"chattr/internal/chat"
	"chattr/internal/cors"
	"chattr/internal/model"
)

type actorKey struct{}

func withActor(ctx context.Context, a model.Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// actor is who asks, the zero Actor when nobody is signed in.
func actor(ctx context.Context) model.Actor {
	a, _ := ctx.Value(actorKey{}).(model.Actor)
	return a
}

type addressKey struct{}

func withAddress(ctx context.Context, a netip.Addr) context.Context {
	return context.WithValue(ctx, addressKey{}, a)
}

// address is where the request comes from, as it counts.
func address(ctx context.Context) netip.Addr {
	a, _ := ctx.Value(addressKey{}).(netip.Addr)
	return a
}

// credential is what a request brings to show who it is from. At most one field is set.
type credential struct{ bearer, session string }

// authenticator finds out who asks.
type authenticator struct {
	chat    *chat.Chat
	cookie  caller.Cookie
	origins origins
	proxies caller.Proxies
}

func newAuthenticator(c *chat.Chat, o Options) authenticator {
	return authenticator{
		chat: c, cookie: caller.SessionCookie(o.PublicURL), origins: origins{o.Origins}, proxies: o.Proxies,
	}
}

// credential returns the bearer token of the Authorization headers, or else the session of the cookie. It returns UNAUTHENTICATED for a
// malformed token.
func (a authenticator) credential(r *http.Request) (credential, error) {
	token, given, err := bearerToken(r.Header["Authorization"])
	if given {
		return credential{bearer: token}, err
	}
	// SECURITY: a browser sends the cookie with requests that other sites cause. There it does not count.
	if !a.origins.own(r) {
		return credential{}, nil
	}
	return credential{session: a.cookie.In(r)}, nil
}

// bearerToken returns the token of the Authorization headers whose scheme is Bearer (RFC 9110, section 11.4: in any case), and whether
// there is one. Credentials of other schemes are meant for a proxy on the way. A proxy may have joined several headers with commas.
func bearerToken(headers []string) (token string, given bool, err error) {
	for _, header := range headers {
		for value := range strings.SplitSeq(header, ",") {
			words := strings.Fields(value)
			if len(words) == 0 || !strings.EqualFold(words[0], "Bearer") {
				continue
			}
			// SECURITY: a malformed token is a wrong one, and never leaves the request to the cookie. Which of two tokens counts
			// would be a guess.
			if len(words) != 2 || given && words[1] != token {
				return "", true, model.Errorf(model.Unauthenticated, "Send one header Authorization: Bearer, a space, a token.")
			}
			token, given = words[1], true
		}
	}
	return token, given, nil
}

// hasBearer reports whether a request carries a bearer token, right or wrong.
func hasBearer(r *http.Request) bool {
	_, given, _ := bearerToken(r.Header["Authorization"])
	return given
}

// actor is whose credential it is: nobody's when there is none, UNAUTHENTICATED when it is not good.
func (a authenticator) actor(ctx context.Context, from netip.Addr, c credential) (model.Actor, error) {
	switch {
	case c.bearer != "":
		return a.chat.AuthenticateFrom(ctx, from, c.bearer)
	case c.session != "":
		return a.chat.AuthenticateSession(ctx, c.session)
	default:
		return model.Actor{}, nil
	}
}

// request is who sends a request with that credential. An ended session counts as nobody: a browser goes on sending its cookie.
func (a authenticator) request(ctx context.Context, from netip.Addr, c credential) (model.Actor, error) {
	who, err := a.actor(ctx, from, c)
	if c.session != "" && model.ErrorCode(err) == model.Unauthenticated {
		return model.Actor{}, nil
	}
	return who, err
}

// origins decides which web pages may use GraphQL.
type origins struct{ *cors.Origins }

// own reports whether r comes from a page of this installation or from no web page.
func (o origins) own(r *http.Request) bool { return o.IsSameOrigin(r) }

var sharedRoute = cors.Route{
	Methods: "GET, POST", Headers: "Authorization, Content-Type, Last-Event-ID", Expose: "Retry-After, X-Request-Id",
}
