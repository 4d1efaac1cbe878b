package model

import (
	"fmt"
	"io"
	"strconv"
)

// Permission is one permission of a role. The schema writes it in capitals, MANAGE_SERVER; prose writes it as `manage_server`.
type Permission string

// The permissions.
const (
	Administrator  Permission = "ADMINISTRATOR"   // all permissions
	ManageServer   Permission = "MANAGE_SERVER"   // update the server and manage its webhooks
	ManageChannels Permission = "MANAGE_CHANNELS" // create, update and delete channels
	ManageMessages Permission = "MANAGE_MESSAGES" // delete messages of other authors
	PostMessages   Permission = "POST_MESSAGES"   // post messages, and edit and delete one's own messages
)

// AllPermissions are all permissions, in the order in which they are listed. Only append to it: bit i of a stored set means
// element i.
var AllPermissions = []Permission{Administrator, ManageServer, ManageChannels, ManageMessages, PostMessages}

// Permissions is a set of permissions, stored as bits: bit i is AllPermissions[i].
type Permissions int64

// PermissionSet returns the set of the listed permissions.
func PermissionSet(list ...Permission) (set Permissions) {
	for _, p := range list {
		set |= p.bit()
	}
	return set
}

// bit returns the set that contains only p. It returns the empty set if p is not a permission.
func (p Permission) bit() Permissions {
	for i, other := range AllPermissions {
		if p == other {
			return 1 << i
		}
	}
	return 0
}

// Has reports whether the set allows p. A set with ADMINISTRATOR allows every permission.
func (s Permissions) Has(p Permission) bool { return s&(p.bit()|Administrator.bit()) != 0 }

// Names reports whether the set contains p itself, and does not only allow it because it contains ADMINISTRATOR.
func (s Permissions) Names(p Permission) bool { return s&p.bit() != 0 }

// List returns every permission that the set allows: all of them if it contains ADMINISTRATOR. The result is never nil.
func (s Permissions) List() []Permission {
	list := []Permission{}
	for _, p := range AllPermissions {
		if s.Has(p) {
			list = append(list, p)
		}
	}
	return list
}

// MarshalGQL writes the name of the permission as a JSON string.
func (p Permission) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(p))) }

// UnmarshalGQL sets the permission from its name. It returns an error for any other value.
func (p *Permission) UnmarshalGQL(v any) error {
	s, _ := v.(string)
	if Permission(s).bit() == 0 {
		return fmt.Errorf("%v is not a permission", v)
	}
	*p = Permission(s)
	return nil
}
