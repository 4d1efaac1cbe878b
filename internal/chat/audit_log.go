package chat

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"chattr/internal/model"
)

// entry begins the audit entry of an act; the method of db that makes the change is given it, and stores both or neither. It
// is one more argument there, on a server within the act:
//
//	c.db.InsertWebhook(ctx, w, room, act(actor, manageWebhooks, c.entry(actor, model.WebhookCreated, w.ServerID, w.ID, w.Name)))
//
// The name is "" where db reads the target in the transaction, and gives the one of that moment. Another action is a line in
// model.AuditAction and one in the schema's, its kind of target one in the schema's, and in db `acted` or `audited` in the
// place of `tx`. For updates see noting. Nothing about posting goes in: posts must not wait for it.
func (c *Chat) entry(
	actor model.Actor, action model.AuditAction, server, target model.ID, name string,
) *model.AuditEntry {
	return &model.AuditEntry{
		ServerID: server, Action: action, ActorID: actor.UserID(), ActorName: actor.User.Name,
		TargetID: target, TargetName: name, CreatedAt: c.o.Now(),
	}
}

// newEntry returns the audit entry of a change that a transaction has made, for Tx.InsertAuditEntry. The id must be taken before the
// transaction. The actor and the name of the target must be those that the transaction has read under its locks. server is 0 if the
// entry belongs to the installation. Posts have no entries: they must not wait for the log.
func (c *Chat) newEntry(
	id model.ID, actor model.Actor, action model.AuditAction, server, target model.ID, name string,
) *model.AuditEntry {
	return &model.AuditEntry{
		ID: id, ServerID: server, Action: action, ActorID: actor.UserID(), ActorName: actor.User.Name,
		TargetID: target, TargetName: name, CreatedAt: c.o.Now(),
	}
}

// noting is apply, which also notes in the entry which fields it changed: those that `of` lists. If it changed none, the entry
// is not stored.
func noting[T any](entry *model.AuditEntry, of func(*T) []field, apply func(*T)) func(*T) {
	return func(thing *T) {
		before := of(thing)
		apply(thing)
		entry.Changes = differences(before, of(thing))
	}
}

// field is one that people can read and change, by its name in the schema; its value is nil for nothing.
//
// SECURITY: never a secret, nor the hash of one. That a URL is new is an action of its own, which tells nothing more.
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

// differences are those of the fields that are not what they were. It is never nil.
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

// maxAuditText is how much of a text is in an entry, in code points. Entries are kept for ever.
const maxAuditText = 200

// shortened is a text as an entry has it: its end, if it is longer, is replaced by an ellipsis.
func shortened(text *string) *string {
	if text == nil || utf8.RuneCountInString(*text) <= maxAuditText {
		return text
	}
	return new(string([]rune(*text)[:maxAuditText-1]) + "…")
}

// AuditLogsOf is a page of the audit log of each of those servers where the actor has MANAGE_SERVER, in the order in which
// things were done, and for each other why not.
func (c *Chat) AuditLogsOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (pages map[model.ID]*AuditEntryConnection, denied map[model.ID]error, err error) {
	servers, denied, err = c.allowed(ctx, actor, seeAuditLog, servers)
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
func (c *Chat) InstallationLog(ctx context.Context, actor model.Actor, p Page) (*AuditEntryConnection, error) {
	// SECURITY: it tells who is here.
	if err := authorize(actor, administer, object{}); err != nil {
		return nil, err
	}
	entries, err := c.db.InstallationLog(ctx, p)
	return auditEntries.connect(entries, p), err
}

func (c *Chat) auditEntry(ctx context.Context, actor model.Actor, id model.ID) (*model.AuditEntry, error) {
	e, err := c.db.AuditEntry(ctx, id)
	if err != nil {
		return nil, invisible(err, "audit entry")
	}
	// SECURITY: only those see an entry who may read the log.
	if e.ServerID == 0 {
		err = authorize(actor, administer, object{})
	} else {
		_, err = c.server(ctx, actor, seeAuditLog, e.ServerID)
	}
	if err != nil {
		return nil, invisible(err, "audit entry")
	}
	return e, nil
}
