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

// withActor returns a context with the actor of a request.
func withActor(ctx context.Context, a model.Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// actor returns the actor of a request, the zero Actor if it has no credential.
func actor(ctx context.Context) model.Actor {
	a, _ := ctx.Value(actorKey{}).(model.Actor)
	return a
}

type addressKey struct{}

// withAddress returns a context with the address of a request.
func withAddress(ctx context.Context, a netip.Addr) context.Context {
	return context.WithValue(ctx, addressKey{}, a)
}

// address returns the address that a request counts against.
func address(ctx context.Context) netip.Addr {
	a, _ := ctx.Value(addressKey{}).(netip.Addr)
	return a
}

// credential is the credential of a request. At most one field is set.
type credential struct{ bearer, session string }

// authenticator finds the actor of a request.
type authenticator struct {
	chat    *chat.Chat
	cookie  caller.Cookie
	origins origins
	proxies caller.Proxies
}

// newAuthenticator returns an authenticator.
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
	// SECURITY: a browser sends the cookie also with requests that other sites cause. For those it is ignored.
	if !a.origins.isOwn(r) {
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
			// SECURITY: a malformed token is a wrong one, and the cookie is not used in its place. Of two different tokens, neither is
			// used.
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

// actor returns the actor of a credential, the zero Actor if there is no credential. It returns UNAUTHENTICATED if the credential is not
// valid.
func (a authenticator) actor(ctx context.Context, from netip.Addr, c credential) (model.Actor, error) {
	switch {
	case c.bearer != "":
		return a.chat.SignIn.AuthenticateFrom(ctx, from, c.bearer)
	case c.session != "":
		return a.chat.SignIn.AuthenticateSession(ctx, c.session)
	default:
		return model.Actor{}, nil
	}
}

// requestActor is actor for a request of HTTP. An ended session counts as no credential, because a browser continues to send its cookie.
func (a authenticator) requestActor(ctx context.Context, from netip.Addr, c credential) (model.Actor, error) {
	found, err := a.actor(ctx, from, c)
	if c.session != "" && model.ErrorCode(err) == model.Unauthenticated {
		return model.Actor{}, nil
	}
	return found, err
}

// origins decides which web pages may use GraphQL.
type origins struct{ *cors.Origins }

// isOwn reports whether r comes from a page of this installation or from no web page.
func (o origins) isOwn(r *http.Request) bool { return o.IsSameOrigin(r) }

var sharedRoute = cors.Route{
	Methods: "GET, POST", Headers: "Authorization, Content-Type, Last-Event-ID", Expose: "Retry-After, X-Request-Id",
}

// initPlaces are the members of the payload of connection_init that may contain a credential. Clients have different defaults.
const initPlaces = "`Authorization`, `headers.Authorization`, `authToken` or `token`"

type anonymousSocketKey struct{}

// withAnonymousSocket returns a context in which UNAUTHENTICATED names initPlaces: the client may have used another member.
func withAnonymousSocket(ctx context.Context) context.Context {
	return context.WithValue(ctx, anonymousSocketKey{}, true)
}

// initCredential returns the credential in the payload of connection_init and the name of its member. Both are zero if the payload has
// no credential. A member that is null or the empty string counts as absent: clients of a signed-out user send it. It returns
// UNAUTHENTICATED, with a reason for the client, if a member is not a token with or without `Bearer`, or if two members have different
// tokens.
func initCredential(payload map[string]json.RawMessage) (c credential, place string, err error) {
	for _, m := range initMembers(payload) {
		token, ok := bareToken(m.value)
		switch {
		case !ok:
			return credential{}, "", model.Errorf(model.Unauthenticated, "%s of connection_init must be a token, with or without Bearer", m.name)
		case place != "" && token != c.bearer:
			// SECURITY: with a wrong choice between the two, the client would act as another user.
			return credential{}, "", model.Errorf(model.Unauthenticated, "%s and %s of connection_init are different credentials", place, m.name)
		case place == "":
			c, place = credential{bearer: token}, m.name
		}
	}
	return c, place, nil
}

// initMember is a member of the payload of connection_init that may contain a credential.
type initMember struct {
	name  string
	value json.RawMessage
}

// initMembers returns the members that contain a credential, ordered by name. Like a header's, the name Authorization may be
// written in any case.
func initMembers(payload map[string]json.RawMessage) (members []initMember) {
	add := func(within string, fields map[string]json.RawMessage, isCredential func(name string) bool) {
		for name, value := range fields {
			if isCredential(name) && string(value) != "null" && string(value) != `""` {
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
