package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"net/netip"
	"slices"
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

// initPlaces says where the payload of connection_init may carry a credential. Clients differ, and so do their defaults.
const initPlaces = "`Authorization`, `headers.Authorization`, `authToken` or `token`"

type anonymousSocketKey struct{}

// withAnonymousSocket returns a context in which UNAUTHENTICATED names initPlaces: the client may have used another.
func withAnonymousSocket(ctx context.Context) context.Context {
	return context.WithValue(ctx, anonymousSocketKey{}, true)
}

// initCredential returns the credential in the payload of connection_init and the name of its member. Both are zero if there is
// none. A member that is null or the empty string counts as absent: clients of a signed-out user send it. It returns UNAUTHENTICATED, with a reason for the client, if a member is not a
// token with or without `Bearer`, or if two members have different tokens.
func initCredential(payload map[string]json.RawMessage) (c credential, place string, err error) {
	for _, m := range initMembers(payload) {
		token, ok := bareToken(m.value)
		switch {
		case !ok:
			return credential{}, "", model.Errorf(model.Unauthenticated, "%s of connection_init must be a token, with or without Bearer", m.name)
		case place != "" && token != c.bearer:
			// SECURITY: which of two would count is a guess, and somebody else's could be acted with.
			return credential{}, "", model.Errorf(model.Unauthenticated, "%s and %s of connection_init are different credentials", place, m.name)
		case place == "":
			c, place = credential{bearer: token}, m.name
		}
	}
	return c, place, nil
}

// initMember is a member of the payload of connection_init that may carry a credential.
type initMember struct {
	name  string
	value json.RawMessage
}

// initMembers returns the members that carry a credential, ordered by name. Like a header's, the name Authorization may be
// written in any case.
func initMembers(payload map[string]json.RawMessage) (members []initMember) {
	add := func(within string, fields map[string]json.RawMessage, carries func(name string) bool) {
		for name, value := range fields {
			if carries(name) && string(value) != "null" && string(value) != `""` {
				members = append(members, initMember{within + name, value})
			}
		}
	}
	isHeader := func(name string) bool { return strings.EqualFold(name, "Authorization") }
	add("", payload, func(name string) bool { return isHeader(name) || name == "authToken" || name == "token" })
	var headers map[string]json.RawMessage
	if json.Unmarshal(payload["headers"], &headers) == nil {
		add("headers.", headers, isHeader)
	}
	slices.SortFunc(members, func(a, b initMember) int { return strings.Compare(a.name, b.name) })
	return members
}

// bareToken reads a JSON string that is a token, with or without `Bearer` before it.
func bareToken(raw json.RawMessage) (token string, ok bool) {
	if json.Unmarshal(raw, &token) != nil {
		return "", false
	}
	words := strings.Fields(token)
	if len(words) > 0 && strings.EqualFold(words[0], "Bearer") {
		words = words[1:]
	}
	if len(words) != 1 {
		return "", false
	}
	return words[0], true
}
