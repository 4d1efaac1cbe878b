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

// User is a person. Email is for signing in and for nobody else's eyes.
type User struct {
	bun.BaseModel `bun:"table:users"`
	ID            ID        `bun:"id,pk"`
	Name          string    `bun:"name"`
	NameKey       string    `bun:"name_key"` // of Name, unique; set whenever a row is written
	Email         *string   `bun:"email"`
	EmailKey      *string   `bun:"email_key"`     // of Email, unique; set whenever a row is written
	Administrator bool      `bun:"administrator"` // of the whole installation: may do everything on every server
	CreatedAt     time.Time `bun:"created_at"`

	DisabledAt     *time.Time `bun:"disabled_at"` // nil: enabled
	LastSignedInAt *time.Time `bun:"last_signed_in_at"`
}

// Enabled says whether the user may sign in, and their access tokens are good.
func (u *User) Enabled() bool { return u.DisabledAt == nil }

// BeforeAppendModel sets the keys before bun writes a row.
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

// FoldCase is a text with upper and lower case made one, and equal characters written in one way (Unicode, section 5.18 and
// normalization form NFKC): names and addresses that differ in no more are the same.
func FoldCase(text string) string {
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(text)))
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
	ByLink        bool      `bun:"by_link"`     // begun with a sign-in link
	ByProvider    bool      `bun:"by_provider"` // begun at an OpenID provider
}

// SignInLink signs a user in once. Only the hash of its secret is stored; it is deleted when it is used.
type SignInLink struct {
	bun.BaseModel `bun:"table:sign_in_links"`
	ID            ID        `bun:"id,pk"`
	UserID        ID        `bun:"user_id"`
	TokenHash     []byte    `bun:"token_hash"`
	CreatedAt     time.Time `bun:"created_at"`
	ExpiresAt     time.Time `bun:"expires_at"`
	CreatorID     ID        `bun:"creator_id,nullzero"` // the administrator who made it, 0: whoever runs Chattr
}

// Password is what a user's password is checked against: a hash in the form of PHC strings, with its parameters.
type Password struct {
	bun.BaseModel `bun:"table:passwords"`
	UserID        ID        `bun:"user_id,pk"`
	Hash          string    `bun:"hash"`
	ChangedAt     time.Time `bun:"changed_at"`
}

// Identity is who a user is to an OpenID provider.
type Identity struct {
	bun.BaseModel `bun:"table:identities"`
	Issuer        string    `bun:"issuer,pk"`
	Subject       string    `bun:"subject,pk"`
	UserID        ID        `bun:"user_id"`
	CreatedAt     time.Time `bun:"created_at"`
}

// SignInMethod is a way to sign in.
type SignInMethod string

// The ways to sign in, beside links.
const (
	SignInPassword SignInMethod = "PASSWORD"
	SignInOpenID   SignInMethod = "OPENID"
)

// MarshalGQL writes the name in quotes.
func (m SignInMethod) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(m))) }

// UnmarshalGQL accepts the name of a way to sign in.
func (m *SignInMethod) UnmarshalGQL(v any) error {
	switch v {
	case string(SignInPassword), string(SignInOpenID):
		*m = SignInMethod(v.(string))
		return nil
	}
	return fmt.Errorf("%v is not a way to sign in", v)
}

// OwnerName is the name of the user that every installation starts with: its administrator.
const OwnerName = "owner"
