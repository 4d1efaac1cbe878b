package webhookapi

import (
	"net/http"

	"chattr/internal/httpbody"
	"chattr/internal/model"
)

// maxBody is the largest body of a post, in bytes.
const maxBody = 64 << 10

// readBody returns the body of a post, and the errors of httpbody.ReadJSON. If the headers announce something else than uncompressed
// JSON, it sets Accept-Post or Accept-Encoding, so that the sender can see what to send.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	body, err := httpbody.ReadJSON(r, maxBody)
	switch model.ErrorCode(err) {
	case model.UnsupportedType:
		w.Header().Set("Accept-Post", httpbody.JSON)
	case model.UnsupportedEncoding:
		w.Header().Set("Accept-Encoding", "identity")
	}
	return body, err
}
