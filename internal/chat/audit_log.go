package chat

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"chattr/internal/authz"
	"chattr/internal/model"
)

// AuditLog lists the entries of the audit log.
type AuditLog struct{ *core }

// newEntry returns the audit entry of a change that a transaction has made, for Tx.InsertAuditEntry. The id must be taken before the
// transaction. The actor and the name of the target must be those that the transaction has read under its locks. server is 0 if the
// entry belongs to the installation. Posts have no entries: they must not wait for the log.
//
// Another action is a value of model.AuditAction and one of AuditAction in the schema. Its kind of target is in the schema too.
func (c *core) newEntry(
	id model.ID, actor model.Actor, action model.AuditAction, server, target model.ID, name string,
) *model.AuditEntry {
	return &model.AuditEntry{
		ID: id, ServerID: server, Action: action, ActorID: actor.UserID(), ActorName: actor.User.Name,
		TargetID: target, TargetName: name, CreatedAt: c.o.Now(),
	}
}

// field is a field that users can read and change, with its name in the schema. Its value is nil if it is null.
//
// SECURITY: it is never a secret, nor the hash of one. A new URL is an action of its own, without fields.
type field struct {
	name  string
	value *string
}

func value[T any](v T) *string { return new(fmt.Sprint(v)) }

func serverFields(s *model.Server) []field { return []field{{"name", value(s.Name)}} }

func roleFields(r *model.Role) []field {
	var names []string
	for _, p := range model.AllPermissions {
		if r.Permissions.Names(p) {
			names = append(names, string(p))
		}
	}
	return []field{{"name", value(r.Name)}, {"permissions", value(strings.Join(names, ", "))}}
}

func channelFields(c *model.Channel) []field {
	return []field{{"name", value(c.Name)}, {"topic", c.Topic}}
}

func webhookFields(w *model.Webhook) []field {
	return []field{
		{"name", value(w.Name)}, {"avatarUrl", w.AvatarURL}, {"channelId", value(w.ChannelID)}, {"enabled", value(w.Enabled)},
	}
}

// differences returns the fields that have changed. The result is never nil.
func differences(before, after []field) []model.AuditChange {
	changes := []model.AuditChange{}
	for i, was := range before {
		is := after[i]
		if (was.value == nil) != (is.value == nil) || was.value != nil && *was.value != *is.value {
			changes = append(changes, model.AuditChange{Field: is.name, Before: shortened(was.value), After: shortened(is.value)})
		}
	}
	return changes
}

// maxAuditText is the largest length of a text in an entry, in code points. Entries are kept forever.
const maxAuditText = 200

// shortened returns a text for an entry. If it is too long, an ellipsis replaces its end.
func shortened(text *string) *string {
	if text == nil || utf8.RuneCountInString(*text) <= maxAuditText {
		return text
	}
	return new(string([]rune(*text)[:maxAuditText-1]) + "…")
}

// AuditLogsOf is a page of the audit log of each of those servers where the actor has MANAGE_SERVER, in the order in which
// things were done, and for each other why not.
func (c *AuditLog) AuditLogsOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*AuditEntryConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, authz.SeeAuditLog, servers)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.db.AuditLogsOf(ctx, servers, p)
	if err != nil {
		return nil, nil, err
	}
	return auditEntries.connectAll(servers, all, p), denied, nil
}

// InstallationLog is a page of who did what to accounts, in the order in which it was done. Only administrators of the
// installation may read it, and no access token.
func (c *AuditLog) InstallationLog(ctx context.Context, actor model.Actor, p Page) (*AuditEntryConnection, error) {
	// SECURITY: it tells who is here.
	if err := authz.Authorize(actor, authz.Administer, authz.Object{}); err != nil {
		return nil, err
	}
	entries, err := c.db.InstallationLog(ctx, p)
	return auditEntries.connect(entries, p), err
}

func (c *AuditLog) auditEntry(ctx context.Context, actor model.Actor, id model.ID) (*model.AuditEntry, error) {
	e, err := c.db.AuditEntry(ctx, id)
	if err != nil {
		return nil, invisible(err, "audit entry")
	}
	// SECURITY: only those see an entry who may read the log.
	if e.ServerID == 0 {
		err = authz.Authorize(actor, authz.Administer, authz.Object{})
	} else {
		_, err = c.server(ctx, actor, authz.SeeAuditLog, e.ServerID)
	}
	if err != nil {
		return nil, invisible(err, "audit entry")
	}
	return e, nil
}
