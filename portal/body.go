package portal

import (
	"encoding/json"
	"net/http"
	"unicode/utf8"

	"chattr/internal/httpbody"
	"chattr/internal/model"
)

const maxBody = 4 << 10

// readJSON reads the body into input, whose form like shows to people.
func readJSON(r *http.Request, like string, input any) error {
	// SECURITY: a form of another site cannot send this type without asking first.
	if !httpbody.IsJSON(r.Header["Content-Type"]) {
		return model.Errorf(model.UnsupportedType, "Send the header Content-Type: application/json, with the body in UTF-8.")
	}
	if httpbody.IsEncoded(r.Header["Content-Encoding"]) {
		return model.Errorf(model.UnsupportedEncoding, "Send the body as it is, without a Content-Encoding.")
	}
	body, err := httpbody.Read(r, maxBody)
	if err != nil {
		return err
	}
	if !utf8.Valid(body) {
		return model.Errorf(model.InvalidUTF8, "The body is not UTF-8.")
	}
	if err := json.Unmarshal(body, input); err != nil {
		return model.Errorf(model.InvalidJSON, "The body is not the JSON %s.", like)
	}
	return nil
}

func answer(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body) // nobody is left to tell when this fails
}
