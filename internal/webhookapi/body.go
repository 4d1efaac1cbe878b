package webhookapi

import (
	"net/http"

	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// maxBody is how many bytes a post may have.
const maxBody = 64 << 10

// checkHeaders returns an error unless the body is of a kind that is read here.
func checkHeaders(w http.ResponseWriter, header http.Header) error {
	if !httpbody.IsJSON(header["Content-Type"]) {
		w.Header().Set("Accept-Post", "application/json")
		return model.Errorf(model.UnsupportedType, "Send the header Content-Type: application/json, with the body in UTF-8.")
	}
	if httpbody.IsEncoded(header["Content-Encoding"]) {
		w.Header().Set("Accept-Encoding", "identity")
		return model.Errorf(model.UnsupportedEncoding, "Send the body as it is, without a Content-Encoding.")
	}
	return nil
}
