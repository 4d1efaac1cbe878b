package model

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/uptrace/bun"
)

// AccessToken lets a program act as its user. The database stores only the SHA-256 hash of the token, in TokenHash.
type AccessToken struct {
	bun.BaseModel `bun:"table:access_tokens"`
	ID            ID         `bun:"id,pk"`
	UserID        ID         `bun:"user_id"`
	Name          string     `bun:"name"`
	TokenHash     []byte     `bun:"token_hash"`
	ReadOnly      bool       `bun:"read_only"`
	ChannelIDs    IDs        `bun:"channel_ids"` // nil: all channels that the user may use
	CreatedAt     time.Time  `bun:"created_at"`
	ExpiresAt     *time.Time `bun:"expires_at"`
	LastUsedAt    *time.Time `bun:"last_used_at"`
}

// IsNode marks AccessToken as a type that node(id:) can return.
func (*AccessToken) IsNode() {}

// IDs is a short list of ids that is stored in one column, as a JSON array of strings. A nil IDs is stored as NULL.
type IDs []ID

// Value returns the list as it is stored in the column. It implements driver.Valuer.
func (ids IDs) Value() (driver.Value, error) {
	if ids == nil {
		return nil, nil
	}
	text, err := json.Marshal([]ID(ids))
	return string(text), err
}

// Scan sets the list from the value of a column. It implements sql.Scanner. It returns an error if the value is neither NULL nor
// a JSON array of decimal strings.
func (ids *IDs) Scan(src any) error {
	var text []byte
	switch src := src.(type) {
	case nil:
		*ids = nil
		return nil
	case []byte:
		text = src
	case string:
		text = []byte(src)
	default:
		return fmt.Errorf("a list of ids cannot be read from %T", src)
	}
	var list []string
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	*ids = make(IDs, len(list))
	for i, s := range list {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return err
		}
		(*ids)[i] = ID(n)
	}
	return nil
}
