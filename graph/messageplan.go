package graph

import (
	"strconv"

	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/strictjson"
)

// SECURITY: what is listed here is written for whoever may read the page. A field that depends on the viewer, like a message's
// channel, is left out, so that it goes through its resolver.

func plannableConnection(a avatars) plannable[chat.MessageConnection] {
	return plannable[chat.MessageConnection]{
		name: "MessageConnection", is: messageConnectionImplementors,
		fields: map[string]planField[chat.MessageConnection]{
			"edges":    many(plannableEdge(a), func(c *chat.MessageConnection) []*chat.MessageEdge { return c.Edges }),
			"pageInfo": one(plannablePageInfo, func(c *chat.MessageConnection) *chat.PageInfo { return &c.PageInfo }),
			"resumeCursor": leaf(func(b []byte, c *chat.MessageConnection) []byte {
				return strictjson.AppendString(b, c.ResumeCursor.String())
			}),
		},
	}
}

func plannableEdge(a avatars) plannable[chat.MessageEdge] {
	return plannable[chat.MessageEdge]{
		name: "MessageEdge", is: messageEdgeImplementors,
		fields: map[string]planField[chat.MessageEdge]{
			"cursor": leaf(func(b []byte, e *chat.MessageEdge) []byte { return strictjson.AppendString(b, e.Cursor) }),
			"node":   one(plannableMessage(a), func(e *chat.MessageEdge) *model.Message { return e.Node }),
		},
	}
}

func plannableMessage(a avatars) plannable[model.Message] {
	return plannable[model.Message]{
		name: "Message", is: messageImplementors,
		fields: map[string]planField[model.Message]{
			"id":        leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendID(b, m.ID) }),
			"channelId": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendID(b, m.ChannelID) }),
			"content":   leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendString(b, m.Content) }),
			"author":    one(plannableAuthor(a), func(m *model.Message) *model.Message { return m }),
			"createdAt": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendTime(b, &m.CreatedAt) }),
			"editedAt":  leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendTime(b, m.EditedAt) }),
			"deletedAt": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendTime(b, m.DeletedAt) }),
		},
	}
}

// plannableAuthor is written from its message, which it is part of.
func plannableAuthor(a avatars) plannable[model.Message] {
	return plannable[model.Message]{
		name: "MessageAuthor", is: messageAuthorImplementors,
		fields: map[string]planField[model.Message]{
			"kind":      leaf(func(b []byte, m *model.Message) []byte { return strconv.AppendQuote(b, string(m.AuthorKind)) }),
			"id":        leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendID(b, m.AuthorID) }),
			"name":      leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendString(b, m.AuthorName) }),
			"avatarUrl": leaf(func(b []byte, m *model.Message) []byte { return strictjson.AppendOptional(b, m.AvatarURL) }),
			"avatarPath": leaf(func(b []byte, m *model.Message) []byte {
				return strictjson.AppendOptional(b, a.path(m.ID, m.AvatarURL))
			}),
		},
	}
}

var plannablePageInfo = plannable[chat.PageInfo]{
	name: "PageInfo", is: pageInfoImplementors,
	fields: map[string]planField[chat.PageInfo]{
		"hasNextPage":     leaf(func(b []byte, p *chat.PageInfo) []byte { return strconv.AppendBool(b, p.HasNextPage) }),
		"hasPreviousPage": leaf(func(b []byte, p *chat.PageInfo) []byte { return strconv.AppendBool(b, p.HasPreviousPage) }),
		"startCursor":     leaf(func(b []byte, p *chat.PageInfo) []byte { return strictjson.AppendOptional(b, p.StartCursor) }),
		"endCursor":       leaf(func(b []byte, p *chat.PageInfo) []byte { return strictjson.AppendOptional(b, p.EndCursor) }),
	},
}
