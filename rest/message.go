package rest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"chattr/model"
	"chattr/strictjson"
)

// webhookBody tells about a webhook.
type webhookBody struct {
	ID        model.ID `json:"id"`
	Name      string   `json:"name"`
	AvatarURL *string  `json:"avatarUrl"`
	ChannelID model.ID `json:"channelId"`
}

// appendPosted appends the answer to a post. It is written by hand: every post pays for it.
func appendPosted(b []byte, m *model.Message) []byte {
	b = appendID(append(b, `{"message":{"id":`...), m.ID)
	b = appendID(append(b, `,"channelId":`...), m.ChannelID)
	b = strictjson.AppendString(append(b, `,"content":`...), m.Content)
	b = m.CreatedAt.UTC().AppendFormat(append(b, `,"createdAt":"`...), model.TimeLayout)
	b = append(append(b, `","cursor":"`...), m.Cursor().String()...)
	b = append(append(b, `","author":{"kind":"`...), m.AuthorKind...)
	b = appendID(append(b, `","id":`...), m.AuthorID)
	b = strictjson.AppendString(append(b, `,"name":`...), m.AuthorName)
	b = append(b, `,"avatarUrl":`...)
	if m.AvatarURL == nil {
		b = append(b, "null"...)
	} else {
		b = strictjson.AppendString(b, *m.AvatarURL)
	}
	return append(b, "}}}\n"...)
}

func appendID(b []byte, id model.ID) []byte {
	return append(strconv.AppendInt(append(b, '"'), int64(id), 10), '"')
}

// maxPostedFrame is more than the answer to a post has beside its texts.
const maxPostedFrame = 512

func answerPosted(w http.ResponseWriter, m *model.Message) {
	size := maxPostedFrame + len(m.Content) + len(m.AuthorName)
	write(w, appendPosted(make([]byte, 0, size), m))
}

func answer(w http.ResponseWriter, body any) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // it is JSON: < and & are read as they are, by people too
	if err := encoder.Encode(body); err != nil {
		panic(err) // the type above has no value that cannot be encoded
	}
	write(w, text.Bytes())
}

var applicationJSON = []string{"application/json"}

func write(w http.ResponseWriter, text []byte) {
	header := w.Header()
	header["Content-Type"] = applicationJSON // as Header.Set, which would make the name canonical each time
	header["Content-Length"] = []string{strconv.Itoa(len(text))}
	_, _ = w.Write(text) // if the sender has left, there is nobody to tell
}
