// Package graph turns GraphQL operations into calls on chat: resolvers say who and what, and wrap; the transports and the
// guard are here too.
package graph
