package rest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"chattr/model"
)

// The bodies of the answers, with their members in the order people read them.
type (
	postedBody struct {
		Message messageBody `json:"message"`
	}
	messageBody struct {
		ID        model.ID   `json:"id"`
		ChannelID model.ID   `json:"channelId"`
		Content   string     `json:"content"`
		CreatedAt string     `json:"createdAt"`
		Cursor    string     `json:"cursor"`
		Author    authorBody `json:"author"`
	}
	authorBody struct {
		Kind      model.AuthorKind `json:"kind"`
		ID        model.ID         `json:"id"`
		Name      string           `json:"name"`
		AvatarURL *string          `json:"avatarUrl"`
	}
	webhookBody struct {
		ID        model.ID `json:"id"`
		Name      string   `json:"name"`
		AvatarURL *string  `json:"avatarUrl"`
		ChannelID model.ID `json:"channelId"`
	}
)

func posted(m *model.Message) postedBody {
	return postedBody{Message: messageBody{
		ID:        m.ID,
		ChannelID: m.ChannelID,
		Content:   m.Content,
		CreatedAt: model.FormatTime(m.CreatedAt),
		Cursor:    m.Cursor().String(),
		Author:    authorBody{Kind: m.AuthorKind, ID: m.AuthorID, Name: m.AuthorName, AvatarURL: m.AvatarURL},
	}}
}

// answer writes body as JSON. A HEAD request gets the same headers; net/http leaves the body out.
func answer(w http.ResponseWriter, status int, contentType string, body any) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // it is JSON: < and & are read as they are, by people too
	if err := encoder.Encode(body); err != nil {
		panic(err) // the types above have no value that cannot be encoded
	}
	header := w.Header()
	header.Set("Content-Type", contentType)
	header.Set("Content-Length", strconv.Itoa(text.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(text.Bytes()) // if the sender has left, there is nobody to tell
}
