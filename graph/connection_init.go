package graph

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"chattr/internal/model"
)

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
