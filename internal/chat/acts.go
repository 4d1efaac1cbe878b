package chat

import (
	"chattr/db"
	"chattr/internal/model"
)

// act is what the actor does to a server, with the entry that tells of it. What was looked at before it is so that people are
// told early what they may not do; this is what holds.
//
// SECURITY: db asks in the transaction of the act, with who the actor is and what they are on the server then. So nobody does
// by a right what the log has after the loss of that right, and nothing of theirs is stored when that loss was answered.
func act(actor model.Actor, do action, entry *model.AuditEntry) *db.Act {
	return &db.Act{Actor: actor, Entry: entry, May: func(a *db.Act) error {
		return authorize(a.Actor, do, object{standing: a.Standing})
	}}
}

// channelAct is what the actor does in a channel by posting, editing or deleting. The session or access token must not have
// expired when it is stored.
func (c *Chat) channelAct(actor model.Actor, do action, channel model.ID) *db.Act {
	return &db.Act{Actor: actor, May: func(a *db.Act) error {
		if c.expired(a.Actor) {
			return unauthenticated()
		}
		return authorize(a.Actor, do, object{channel: channel, standing: a.Standing})
	}}
}

// gone has NOT_FOUND name the kind of thing that was asked for.
func gone(err error, kind string) error {
	if model.ErrorCode(err) == model.NotFound {
		return model.NoSuch(kind)
	}
	return err
}
