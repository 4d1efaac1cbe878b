package model

import (
	"time"

	"github.com/uptrace/bun"
)

// Server is a group of users with channels. Deleting a server sets DeletedAt; a background job deletes its rows later.
type Server struct {
	bun.BaseModel `bun:"table:servers"`
	ID            ID         `bun:"id,pk"`
	Name          string     `bun:"name"`
	OwnerID       ID         `bun:"owner_id"`
	CreatedAt     time.Time  `bun:"created_at"`
	DeletedAt     *time.Time `bun:"deleted_at"`
}

// IsNode marks Server as a type that node(id:) can return.
func (*Server) IsNode() {}

// Member is the membership of a user in a server.
type Member struct {
	bun.BaseModel `bun:"table:members"`
	ID            ID        `bun:"id,pk"`
	ServerID      ID        `bun:"server_id"`
	UserID        ID        `bun:"user_id"`
	CreatedAt     time.Time `bun:"created_at"`
}

// IsNode marks Member as a type that node(id:) can return.
func (*Member) IsNode() {}

// Role grants its permissions to the members that have it. All members have the role whose Everyone is true.
type Role struct {
	bun.BaseModel `bun:"table:roles"`
	ID            ID          `bun:"id,pk"`
	ServerID      ID          `bun:"server_id"`
	Name          string      `bun:"name"`
	Everyone      bool        `bun:"everyone"`
	Permissions   Permissions `bun:"permissions"`
	CreatedAt     time.Time   `bun:"created_at"`
}

// IsNode marks Role as a type that node(id:) can return.
func (*Role) IsNode() {}

// MemberRole assigns a role to a member.
type MemberRole struct {
	bun.BaseModel `bun:"table:member_roles"`
	MemberID      ID `bun:"member_id,pk"`
	RoleID        ID `bun:"role_id,pk"`
}
