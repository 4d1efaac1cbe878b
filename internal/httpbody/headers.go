package httpbody

import (
	"mime"
	"strings"
)

// IsJSON reports whether the values of a request's Content-Type header announce JSON in UTF-8. Every route that reads JSON asks
// it, so that they accept the same requests.
//
// SECURITY: a form of another site can send any other type without asking first (a CORS preflight).
func IsJSON(contentType []string) bool {
	if len(contentType) != 1 {
		return false
	}
	if contentType[0] == "application/json" { // nearly always; parsing costs more than reading a small body
		return true
	}
	media, parameters, err := mime.ParseMediaType(contentType[0])
	if err != nil || media != "application/json" {
		return false
	}
	charset, given := parameters["charset"]
	return !given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8") // browsers send both
}

// IsEncoded reports whether the values of a request's Content-Encoding header name an encoding, such as gzip. An empty one
// and identity are none.
func IsEncoded(contentEncoding []string) bool {
	for _, value := range contentEncoding {
		for coding := range strings.SplitSeq(value, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "identity") {
				return true
			}
		}
	}
	return false
}
