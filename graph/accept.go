package graph

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// preferred is the media type among those offered that the Accept header likes best, "" when it likes none. Among equals
// the header's order decides, and for its wildcards ours.
func preferred(r *http.Request, offered ...string) (best string) {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return offered[0]
	}
	top := 0.0
	for _, part := range strings.Split(accept, ",") {
		pattern, options, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		weight := 1.0
		if q, err := strconv.ParseFloat(options["q"], 64); err == nil {
			weight = q
		}
		if media := match(pattern, offered); media != "" && weight > top {
			best, top = media, weight
		}
	}
	return best
}

func match(pattern string, offered []string) string {
	for _, media := range offered {
		kind, _, _ := strings.Cut(media, "/")
		if pattern == media || pattern == "*/*" || pattern == kind+"/*" {
			return media
		}
	}
	return ""
}

// wantsEvents says whether r asks for server-sent events rather than one document: clients list them among others.
func wantsEvents(r *http.Request) bool {
	return preferred(r, jsonType, responseType, eventType) == eventType
}
