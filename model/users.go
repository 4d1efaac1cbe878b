package model

import (
	"time"

	"github.com/uptrace/bun"
)

// User is a person.
type User struct {
	bun.BaseModel `bun:"table:users"`
	ID            ID        `bun:"id,pk"`
	Name          string    `bun:"name"`
	Administrator bool      `bun:"administrator"` // of the whole installation: may do everything on every server
	CreatedAt     time.Time `bun:"created_at"`
}

// IsNode marks User as an answer of node(id:).
func (*User) IsNode() {}

// Session is a sign-in of a browser. Only the hash of its cookie is stored.
type Session struct {
	bun.BaseModel `bun:"table:sessions"`
	ID            ID        `bun:"id,pk"`
	UserID        ID        `bun:"user_id"`
	TokenHash     []byte    `bun:"token_hash"`
	CreatedAt     time.Time `bun:"created_at"`
	ExpiresAt     time.Time `bun:"expires_at"`
}

// SignInLink signs a user in once. Only the hash of its secret is stored; it is deleted when it is used.
type SignInLink struct {
	bun.BaseModel `bun:"table:sign_in_links"`
	ID            ID        `bun:"id,pk"`
	UserID        ID        `bun:"user_id"`
	TokenHash     []byte    `bun:"token_hash"`
	CreatedAt     time.Time `bun:"created_at"`
	ExpiresAt     time.Time `bun:"expires_at"`
}
