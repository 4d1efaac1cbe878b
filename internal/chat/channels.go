package chat

import (
	"context"

	"chattr/db"
	"chattr/internal/authz"
	"chattr/internal/model"
	"chattr/internal/validate"
)

// Channels creates, changes and deletes channels.
type Channels struct{ *core }

// Create creates a text channel. It needs MANAGE_CHANNELS. It returns LIMIT_REACHED if the server has 500 channels.
func (c *Channels) Create(ctx context.Context, actor model.Actor, in CreateChannelInput) (*CreateChannelPayload, error) {
	s, err := c.server(ctx, actor, authz.ManageChannels, in.ServerID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	name, topic := f.Name("name", in.Name), f.Topic(in.Topic)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	ch, err := c.newChannel(ctx, s.ID, name, topic)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageChannels, s.ID)
		if err != nil {
			return err
		}
		n, err := tx.CountChannels(s.ID)
		if err != nil {
			return err
		}
		if err := checkLimit(n, maxChannelsPerServer, "channels on this server"); err != nil {
			return err
		}
		if err := tx.InsertChannel(ch); err != nil {
			return err
		}
		return tx.InsertAuditEntry(c.newEntry(entryID, p.actor, model.ChannelCreated, s.ID, ch.ID, ch.Name))
	})
	if err != nil {
		return nil, notFoundAs(err, "server")
	}
	return &CreateChannelPayload{Channel: ch}, nil
}

// newChannel returns a new channel. It stores nothing.
func (c *Channels) newChannel(ctx context.Context, serverID model.ID, name string, topic *string) (*model.Channel, error) {
	id, err := c.db.NewID(ctx, model.KindChannel)
	return &model.Channel{ID: id, ServerID: serverID, Name: name, Topic: topic, CreatedAt: c.o.Now()}, err
}

// Update changes the name and the topic of a channel. It needs MANAGE_CHANNELS. Only the given fields are changed, so that of two
// concurrent updates both have their effect.
func (c *Channels) Update(ctx context.Context, actor model.Actor, in UpdateChannelInput) (*UpdateChannelPayload, error) {
	seen, err := c.channel(ctx, actor, authz.ManageChannels, in.ChannelID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	name, topic := f.Update(in.Name, seen.Name, "name", f.Name), f.Topic(in.Topic.Value)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var ch *model.Channel
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageChannels, seen.ServerID)
		if err != nil {
			return err
		}
		if ch, err = tx.Channel(seen.ID); err != nil {
			return err
		}
		before := *ch
		if in.Name.Set {
			ch.Name = name
		}
		if in.Topic.Set {
			ch.Topic = topic
		}
		if err := tx.UpdateChannel(ch); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.ChannelUpdated, ch.ServerID, ch.ID, ch.Name)
		entry.Changes = differences(channelFields(&before), channelFields(ch))
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "channel")
	}
	return &UpdateChannelPayload{Channel: ch}, nil
}

// Delete deletes a channel with its messages. No query returns them after the return; the rows are removed later, some at a time. It
// needs MANAGE_CHANNELS.
func (c *Channels) Delete(ctx context.Context, actor model.Actor, in DeleteChannelInput) (*DeleteChannelPayload, error) {
	seen, err := c.channel(ctx, actor, authz.ManageChannels, in.ChannelID)
	if err != nil {
		return nil, err
	}
	entryID, err := c.db.NewID(ctx, model.KindAuditEntry)
	if err != nil {
		return nil, err
	}
	var ch *model.Channel
	err = c.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := c.lockAndAuthorize(tx, actor, authz.ManageChannels, seen.ServerID)
		if err != nil {
			return err
		}
		if _, err := tx.LockHead(seen.ID); err != nil {
			return err
		}
		if ch, err = tx.Channel(seen.ID); err != nil {
			return err
		}
		entry := c.newEntry(entryID, p.actor, model.ChannelDeleted, ch.ServerID, ch.ID, ch.Name)
		if err := tx.DeleteChannel(ch, entry.CreatedAt); err != nil {
			return err
		}
		return tx.InsertAuditEntry(entry)
	})
	if err != nil {
		return nil, notFoundAs(err, "channel")
	}
	c.accessChanged()
	return &DeleteChannelPayload{Channel: ch}, nil
}

// Get returns a channel. It returns NOT_FOUND if the actor cannot see the channel.
func (c *Channels) Get(ctx context.Context, actor model.Actor, id model.ID) (*model.Channel, error) {
	return c.channel(ctx, actor, authz.See, id)
}

// ByID returns the channels that the actor can see, by their ids.
func (c *Channels) ByID(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Channel, error) {
	if actor.User == nil {
		return nil, authz.Unauthenticated()
	}
	return c.db.Channels(ctx, actor, ids)
}

// ChannelsOf returns a page of the channels of each server that the actor can see.
func (c *Channels) ChannelsOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (map[model.ID]*ChannelConnection, error) {
	all, err := c.db.ChannelsOf(ctx, actor, servers, p)
	if err != nil {
		return nil, err
	}
	return channels.connectAll(servers, all, p), nil
}
