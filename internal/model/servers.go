package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Server is a group of people and channels. A deleted one is only marked; its rows are swept later.
type Server struct {
	bun.BaseModel `bun:"table:servers"`
	ID            ID         `bun:"id,pk"`
	Name          string     `bun:"name"`
	OwnerID       ID         `bun:"owner_id"`
	CreatedAt     time.Time  `bun:"created_at"`
	DeletedAt     *time.Time `bun:"deleted_at"`
}

// IsNode marks Server as an answer of node(id:).
func (*Server) IsNode() {}

// Member is a user's place on a server.
type Member struct {
	bun.BaseModel `bun:"table:members"`
	ID            ID        `bun:"id,pk"`
	ServerID      ID        `bun:"server_id"`
	UserID        ID        `bun:"user_id"`
	CreatedAt     time.Time `bun:"created_at"`
}

// IsNode marks Member as an answer of node(id:).
func (*Member) IsNode() {}

// Role gives its permissions to the members that have it; the one called everyone is had by all.
type Role struct {
	bun.BaseModel `bun:"table:roles"`
	ID            ID          `bun:"id,pk"`
	ServerID      ID          `bun:"server_id"`
	Name          string      `bun:"name"`
	Everyone      bool        `bun:"everyone"`
	Permissions   Permissions `bun:"permissions"`
	CreatedAt     time.Time   `bun:"created_at"`
}

// IsNode marks Role as an answer of node(id:).
func (*Role) IsNode() {}

// MemberRole says that a member has a role.
type MemberRole struct {
	bun.BaseModel `bun:"table:member_roles"`
	MemberID      ID `bun:"member_id,pk"`
	RoleID        ID `bun:"role_id,pk"`
}
