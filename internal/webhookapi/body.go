package webhookapi

import (
	"net/http"

	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// maxBody is the largest body of a post, in bytes.
const maxBody = 64 << 10

// checkHeaders checks that the body is uncompressed JSON, by its headers. It returns UNSUPPORTED_TYPE or UNSUPPORTED_ENCODING if it is
// not. With such an error it sets Accept-Post or Accept-Encoding, so that the sender can see what to send.
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
