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

// readJSON parses the body of r into input. like is an example of the JSON, for the error message. It returns UNSUPPORTED_TYPE,
// UNSUPPORTED_ENCODING, INVALID_UTF8 or INVALID_JSON, and the errors of httpbody.Read, such as BODY_TOO_LARGE.
func readJSON(r *http.Request, like string, input any) error {
	// SECURITY: against cross-site request forgery. A browser sends this type from a page of another site only after a CORS preflight.
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

// respond writes body as a JSON response.
func respond(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body) // fails only if the client has disconnected
}
