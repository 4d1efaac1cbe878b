package model

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/uptrace/bun"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// User is a person with an account. Email is for signing in; other users must not see it.
type User struct {
	bun.BaseModel `bun:"table:users"`
	ID            ID        `bun:"id,pk"`
	Name          string    `bun:"name"`
	NameKey       string    `bun:"name_key"` // FoldCase(Name), unique; set whenever a row is written
	Email         *string   `bun:"email"`
	EmailKey      *string   `bun:"email_key"`     // FoldCase(Email), unique; set whenever a row is written
	Administrator bool      `bun:"administrator"` // of the whole installation: has all permissions on every server
	CreatedAt     time.Time `bun:"created_at"`

	DisabledAt     *time.Time `bun:"disabled_at"` // nil: enabled
	LastSignedInAt *time.Time `bun:"last_signed_in_at"`
}

// Enabled reports whether the user may sign in and use their access tokens.
func (u *User) Enabled() bool { return u.DisabledAt == nil }

// BeforeAppendModel sets NameKey and EmailKey before bun inserts or updates a row. It implements bun.BeforeAppendModelHook.
func (u *User) BeforeAppendModel(_ context.Context, query bun.Query) error {
	switch query.(type) {
	case *bun.InsertQuery, *bun.UpdateQuery:
		u.NameKey, u.EmailKey = FoldCase(u.Name), nil
		if u.Email != nil {
			u.EmailKey = new(FoldCase(*u.Email))
		}
	}
	return nil
}

// FoldCase returns text with case folded (Unicode, section 5.18) and normalized to NFKC. Two names or addresses are the same if
// and only if FoldCase returns the same text for both.
func FoldCase(text string) string {
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(text)))
}

// IsNode marks User as a type that node(id:) can return.
func (*User) IsNode() {}

// Session is a sign-in with a browser. The database stores only the hash of the value of its cookie, in TokenHash.
type Session struct {
	bun.BaseModel `bun:"table:sessions"`
	ID            ID        `bun:"id,pk"`
	UserID        ID        `bun:"user_id"`
	TokenHash     []byte    `bun:"token_hash"`
	CreatedAt     time.Time `bun:"created_at"`
	ExpiresAt     time.Time `bun:"expires_at"`
	ByLink        bool      `bun:"by_link"`     // the user signed in with a sign-in link
	ByProvider    bool      `bun:"by_provider"` // the user signed in at an OpenID provider
}

// SignInLink signs a user in once. The database stores only the hash of its secret, in TokenHash. The row is deleted when the
// link is used.
type SignInLink struct {
	bun.BaseModel `bun:"table:sign_in_links"`
	ID            ID        `bun:"id,pk"`
	UserID        ID        `bun:"user_id"`
	TokenHash     []byte    `bun:"token_hash"`
	CreatedAt     time.Time `bun:"created_at"`
	ExpiresAt     time.Time `bun:"expires_at"`
	CreatorID     ID        `bun:"creator_id,nullzero"` // the administrator that created it; 0: created on the command line
}

// Password is the stored hash that a user's password is checked against, as a PHC string with its parameters.
type Password struct {
	bun.BaseModel `bun:"table:passwords"`
	UserID        ID        `bun:"user_id,pk"`
	Hash          string    `bun:"hash"`
	ChangedAt     time.Time `bun:"changed_at"`
}

// Identity links a user to their account at an OpenID provider.
type Identity struct {
	bun.BaseModel `bun:"table:identities"`
	Issuer        string    `bun:"issuer,pk"`
	Subject       string    `bun:"subject,pk"`
	UserID        ID        `bun:"user_id"`
	CreatedAt     time.Time `bun:"created_at"`
}

// SignInMethod is a way to sign in.
type SignInMethod string

// The ways to sign in, other than sign-in links.
const (
	SignInPassword SignInMethod = "PASSWORD"
	SignInOpenID   SignInMethod = "OPENID"
)

// MarshalGQL writes the name of the method as a JSON string.
func (m SignInMethod) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(m))) }

// UnmarshalGQL sets the method from its name. It returns an error for any other value.
func (m *SignInMethod) UnmarshalGQL(v any) error {
	switch v {
	case string(SignInPassword), string(SignInOpenID):
		*m = SignInMethod(v.(string))
		return nil
	}
	return fmt.Errorf("%v is not a way to sign in", v)
}

// OwnerName is the name of the first user of every installation, who is its administrator.
const OwnerName = "owner"
