package rest

import (
	"mime"
	"net/http"
	"strings"

	"chattr/model"
)

// maxBody is how many bytes a post may have.
const maxBody = 64 << 10

// checkHeaders says whether the body is of a kind that is read here.
func checkHeaders(w http.ResponseWriter, header http.Header) error {
	if !isJSON(header["Content-Type"]) {
		w.Header().Set("Accept-Post", "application/json")
		return model.Errorf(model.UnsupportedType, "Send the header Content-Type: application/json, with the body in UTF-8.")
	}
	for _, value := range header["Content-Encoding"] {
		for coding := range strings.SplitSeq(value, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "identity") {
				w.Header().Set("Accept-Encoding", "identity")
				return model.Errorf(model.UnsupportedEncoding, "Send the body as it is, without a Content-Encoding.")
			}
		}
	}
	return nil
}

func isJSON(contentType []string) bool {
	if len(contentType) != 1 {
		return false
	}
	if contentType[0] == "application/json" { // nearly always; parsing costs more than reading the body
		return true
	}
	media, parameters, err := mime.ParseMediaType(contentType[0])
	if err != nil || media != "application/json" {
		return false
	}
	charset, given := parameters["charset"]
	return !given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8") // as browsers name it too
}
