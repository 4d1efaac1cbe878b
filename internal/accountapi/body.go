package accountapi

import (
	"encoding/json"
	"net/http"
	"unicode/utf8"

	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// maxBody is the largest body of a request, in bytes.
const maxBody = 4 << 10

// readJSON parses the body of r into input. like is an example of the JSON, for the error message. It returns INVALID_UTF8 or
// INVALID_JSON, and the errors of httpbody.ReadJSON, such as UNSUPPORTED_TYPE and BODY_TOO_LARGE.
func readJSON(r *http.Request, like string, input any) error {
	// SECURITY: against cross-site request forgery. A browser sends this type from a page of another site only after a CORS preflight.
	body, err := httpbody.ReadJSON(r, maxBody)
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

// respond writes body as a JSON response.
func respond(w http.ResponseWriter, body any) {
	httpbody.WriteJSON(w, http.StatusOK, httpbody.JSON, body)
}
