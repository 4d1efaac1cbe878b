package model

import (
	"fmt"
	"io"
	"strconv"
)

// Permission is one thing a role allows. Its name in the schema is in capitals: MANAGE_SERVER is `manage_server` in prose.
type Permission string

// The permissions.
const (
	Administrator  Permission = "ADMINISTRATOR"   // everything
	ManageServer   Permission = "MANAGE_SERVER"   // the server and its webhooks
	ManageChannels Permission = "MANAGE_CHANNELS" // create, change and delete channels
	ManageMessages Permission = "MANAGE_MESSAGES" // delete the messages of others
	PostMessages   Permission = "POST_MESSAGES"   // post, edit and delete one's own
)

// AllPermissions is every permission, in the order people see them. Append only: the stored bit i is the i-th for ever.
var AllPermissions = []Permission{Administrator, ManageServer, ManageChannels, ManageMessages, PostMessages}

// Permissions is a set of permissions, stored as bits: bit i is AllPermissions[i].
type Permissions int64

// PermissionSet makes a set.
func PermissionSet(list ...Permission) (set Permissions) {
	for _, p := range list {
		set |= p.bit()
	}
	return set
}

func (p Permission) bit() Permissions {
	for i, known := range AllPermissions {
		if p == known {
			return 1 << i
		}
	}
	return 0
}

// Has says whether the set allows p; an administrator has every permission.
func (s Permissions) Has(p Permission) bool { return s&(p.bit()|Administrator.bit()) != 0 }

// Names says whether p itself is in the set, and not only brought by ADMINISTRATOR.
func (s Permissions) Names(p Permission) bool { return s&p.bit() != 0 }

// List is every permission the set allows; ADMINISTRATOR brings all the others.
func (s Permissions) List() []Permission {
	list := []Permission{}
	for _, p := range AllPermissions {
		if s.Has(p) {
			list = append(list, p)
		}
	}
	return list
}

// MarshalGQL writes the name in quotes.
func (p Permission) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(p))) }

// UnmarshalGQL accepts the name of a permission.
func (p *Permission) UnmarshalGQL(v any) error {
	s, _ := v.(string)
	if Permission(s).bit() == 0 {
		return fmt.Errorf("%v is not a permission", v)
	}
	*p = Permission(s)
	return nil
}
