package chat

import (
	"context"

	"chattr/internal/model"
	"chattr/internal/validate"
)

// CreateChannel makes a text channel. Needs MANAGE_CHANNELS. LIMIT_REACHED at 500 on a server.
func (c *Chat) CreateChannel(ctx context.Context, actor model.Actor, in CreateChannelInput) (*CreateChannelPayload, error) {
	s, err := c.server(ctx, actor, manageChannels, in.ServerID)
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
	a := act(actor, manageChannels, c.entry(actor, model.ChannelCreated, ch.ServerID, ch.ID, ch.Name))
	if err := c.db.InsertChannel(ctx, ch, atMost(maxChannelsPerServer, "channels on this server"), a); err != nil {
		return nil, gone(err, "server")
	}
	return &CreateChannelPayload{Channel: ch}, nil
}

func (c *Chat) newChannel(ctx context.Context, serverID model.ID, name string, topic *string) (*model.Channel, error) {
	id, err := c.db.NewID(ctx, model.KindChannel)
	return &model.Channel{ID: id, ServerID: serverID, Name: name, Topic: topic, CreatedAt: c.o.Now()}, err
}

// UpdateChannel changes a channel's name and topic. Needs MANAGE_CHANNELS.
func (c *Chat) UpdateChannel(ctx context.Context, actor model.Actor, in UpdateChannelInput) (*UpdateChannelPayload, error) {
	ch, err := c.channel(ctx, actor, manageChannels, in.ChannelID)
	if err != nil {
		return nil, err
	}
	var f validate.Fields
	name, topic := f.Update(in.Name, ch.Name, "name", f.Name), f.Topic(in.Topic.Value)
	if err := f.Err(model.BadUserInput); err != nil {
		return nil, err
	}
	// Only what was given is changed, so that two updates at once both count.
	apply := func(ch *model.Channel) {
		if in.Name.Set {
			ch.Name = name
		}
		if in.Topic.Set {
			ch.Topic = topic
		}
	}
	entry := c.entry(actor, model.ChannelUpdated, ch.ServerID, ch.ID, "")
	if err := c.db.UpdateChannel(ctx, ch, noting(entry, channelFields, apply), act(actor, manageChannels, entry)); err != nil {
		return nil, gone(err, "channel")
	}
	return &UpdateChannelPayload{Channel: ch}, nil
}

// DeleteChannel deletes a channel with its messages: at once for everybody, though the rows go in bites later. Needs
// MANAGE_CHANNELS.
func (c *Chat) DeleteChannel(ctx context.Context, actor model.Actor, in DeleteChannelInput) (*DeleteChannelPayload, error) {
	ch, err := c.channel(ctx, actor, manageChannels, in.ChannelID)
	if err != nil {
		return nil, err
	}
	entry := c.entry(actor, model.ChannelDeleted, ch.ServerID, ch.ID, "")
	if err := c.db.DeleteChannel(ctx, ch, entry.CreatedAt, act(actor, manageChannels, entry)); err != nil {
		return nil, gone(err, "channel")
	}
	c.accessChanged()
	return &DeleteChannelPayload{Channel: ch}, nil
}

// Channel is a channel that the actor can see. NOT_FOUND otherwise.
func (c *Chat) Channel(ctx context.Context, actor model.Actor, id model.ID) (*model.Channel, error) {
	return c.channel(ctx, actor, see, id)
}

// Channels are those of the channels that the actor can see.
func (c *Chat) Channels(ctx context.Context, actor model.Actor, ids []model.ID) (map[model.ID]*model.Channel, error) {
	if actor.User == nil {
		return nil, unauthenticated()
	}
	return c.db.Channels(ctx, actor, ids)
}

// ChannelsOf is a page of the channels of each of those servers that the actor can see.
func (c *Chat) ChannelsOf(
	ctx context.Context, actor model.Actor, servers []model.ID, p Page,
) (map[model.ID]*ChannelConnection, error) {
	all, err := c.db.ChannelsOf(ctx, actor, servers, p)
	if err != nil {
		return nil, err
	}
	return channels.connectAll(servers, all, p), nil
}
