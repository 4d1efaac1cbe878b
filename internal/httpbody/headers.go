package httpbody

import (
	"mime"
	"strings"
)

// isJSON reports whether the values of a request's Content-Type header announce JSON in UTF-8.
//
// SECURITY: browsers send requests of other sites with form types, such as text/plain, without a CORS preflight (cross-site
// request forgery). Therefore only application/json is accepted.
func isJSON(contentType []string) bool {
	if len(contentType) != 1 {
		return false
	}
	if contentType[0] == "application/json" { // the usual value; parsing it costs more than reading a small body
		return true
	}
	media, parameters, err := mime.ParseMediaType(contentType[0])
	if err != nil || media != "application/json" {
		return false
	}
	charset, given := parameters["charset"]
	return !given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8") // browsers send both spellings
}

// isEncoded reports whether the values of a request's Content-Encoding header name an encoding, such as gzip. An empty value and
// identity do not count as encodings.
func isEncoded(contentEncoding []string) bool {
	for _, value := range contentEncoding {
		for coding := range strings.SplitSeq(value, ",") {
			if coding = strings.TrimSpace(coding); coding != "" && !strings.EqualFold(coding, "identity") {
				return true
			}
		}
	}
	return false
}
