package httpbody

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
)

// JSON is the media type of JSON.
const JSON = "application/json"

var jsonHeader = []string{JSON} // shared, so that a response needs no slice of its own

// WriteJSON responds with value, encoded as JSON. It panics if value cannot be encoded.
func WriteJSON(w http.ResponseWriter, status int, mediaType string, value any) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // the response is not HTML, and people can read < and & more easily than escapes
	if err := encoder.Encode(value); err != nil {
		panic(err) // a mistake in the program: the type of value cannot be encoded
	}
	Write(w, status, mediaType, text.Bytes())
}

// Write responds with body. It sets the headers Content-Type and Content-Length.
func Write(w http.ResponseWriter, status int, mediaType string, body []byte) {
	header := w.Header() // set directly, because Header.Set converts each name to its canonical form every time
	if mediaType == JSON {
		header["Content-Type"] = jsonHeader
	} else {
		header["Content-Type"] = []string{mediaType}
	}
	header["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	_, _ = w.Write(body) // fails only if the client has disconnected
}
