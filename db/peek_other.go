//go:build !unix

package db

import (
	"context"

	"github.com/uptrace/bun/driver/pgdriver"
)

// peeks says that there is no peek.
const peeks = false

// peek does nothing: on this system it is impossible to look into a socket without waiting. The first statement on a pooled connection
// that the server has closed fails, and the pool drops the connection then.
func peek(context.Context, *pgdriver.Conn) error { return nil }
