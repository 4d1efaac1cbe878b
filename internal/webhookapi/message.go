package webhookapi

import (
	"net/http"

	"chattr/internal/httpbody"
	"chattr/internal/model"
	"chattr/internal/strictjson"
)

// appendPosted appends the JSON body of the response to a post, with m as the stored message. It does not use encoding/json because it
// runs for every post.
func appendPosted(b []byte, m *model.Message) []byte {
	b = strictjson.AppendID(append(b, `{"message":{"id":`...), m.ID)
	b = strictjson.AppendID(append(b, `,"channelId":`...), m.ChannelID)
	b = strictjson.AppendString(append(b, `,"content":`...), m.Content)
	b = strictjson.AppendTime(append(b, `,"createdAt":`...), &m.CreatedAt)
	b = append(append(b, `,"cursor":"`...), m.Cursor().String()...)
	b = append(append(b, `","author":{"kind":"`...), m.AuthorKind...)
	b = strictjson.AppendID(append(b, `","id":`...), m.AuthorID)
	b = strictjson.AppendString(append(b, `,"name":`...), m.AuthorName)
	b = strictjson.AppendOptional(append(b, `,"avatarUrl":`...), m.AvatarURL)
	return append(b, "}}}\n"...)
}

// maxPostedFrame is an upper bound, in bytes, for the response to a post without its content and author name.
const maxPostedFrame = 512

// respondPosted writes the response to a post, with m as the stored message.
func respondPosted(w http.ResponseWriter, m *model.Message) {
	size := maxPostedFrame + len(m.Content) + len(m.AuthorName)
	httpbody.Write(w, http.StatusOK, httpbody.JSON, appendPosted(make([]byte, 0, size), m))
}
