//go:build !unix

package db

import (
	"context"

	"github.com/uptrace/bun/driver/pgdriver"
)

// peeks says that there is no peek.
const peeks = false

// peek cannot look into a socket here without waiting. The first statement on a pooled connection whose server has gone
// fails, and the pool drops it then.
func peek(context.Context, *pgdriver.Conn) error { return nil }
