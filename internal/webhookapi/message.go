package webhookapi

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"chattr/internal/model"
	"chattr/internal/strictjson"
)

// appendPosted appends the answer to a post. It is written by hand: every post pays for it.
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
