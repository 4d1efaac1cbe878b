package portal

import (
	"encoding/json"
	"mime"
	"net/http"
	"unicode/utf8"

	"chattr/internal/httpbody"
	"chattr/model"
)

const maxBody = 4 << 10

// readJSON reads the body into input, whose form like shows to people.
func readJSON(r *http.Request, like string, input any) error {
	// SECURITY: a form of another site cannot send this type without asking first.
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return model.Errorf(model.UnsupportedType, "Send Content-Type: application/json.")
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
