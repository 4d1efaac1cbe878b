package webhookapi

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

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
	write(w, appendPosted(make([]byte, 0, size), m))
}

// respond writes body as a JSON response. It panics if body cannot be encoded.
func respond(w http.ResponseWriter, body any) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // the response is not HTML, and people can read < and & more easily than escapes
	if err := encoder.Encode(body); err != nil {
		panic(err) // every value of webhookBody can be encoded
	}
	write(w, text.Bytes())
}

var applicationJSON = []string{"application/json"}

// write sends text as a JSON response, with its length.
func write(w http.ResponseWriter, text []byte) {
	header := w.Header()
	header["Content-Type"] = applicationJSON // like Header.Set, but without the cost of making the name canonical
	header["Content-Length"] = []string{strconv.Itoa(len(text))}
	_, _ = w.Write(text) // fails only if the sender has disconnected
}
