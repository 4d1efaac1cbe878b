// Package graph turns GraphQL operations into calls on chat.
package graph
