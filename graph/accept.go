package graph

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// preferred returns the media type among those offered that the Accept header prefers, "" if it accepts none. The most specific
// range decides about a type (RFC 9110, section 12.5.1), so that `application/json;q=0, */*` refuses JSON. Among equal weights
// the order of the header decides, and within one range ours.
func preferred(r *http.Request, offered ...string) (best string) {
	ranges := acceptRanges(r.Header.Values("Accept"))
	if len(ranges) == 0 {
		return offered[0]
	}
	chosen := mediaRange{}
	for _, media := range offered {
		of := rangeOf(ranges, media)
		if of.weight > chosen.weight || of.weight == chosen.weight && of.weight > 0 && of.position < chosen.position {
			best, chosen = media, of
		}
	}
	return best
}

// mediaRange is one element of an Accept header.
type mediaRange struct {
	pattern  string
	weight   float64
	position int
}

// acceptRanges reads the header's values. Elements that are not media ranges are ignored.
func acceptRanges(values []string) (ranges []mediaRange) {
	for _, value := range values {
		for _, element := range splitElements(value) {
			pattern, options, err := mime.ParseMediaType(element)
			if err != nil {
				continue
			}
			weight, err := strconv.ParseFloat(options["q"], 64)
			if err != nil || !(weight >= 0 && weight <= 1) {
				weight = 1
			}
			ranges = append(ranges, mediaRange{pattern, weight, len(ranges)})
		}
	}
	return ranges
}

// splitElements splits at commas outside of quoted strings.
func splitElements(list string) (elements []string) {
	start, quoted := 0, false
	for i := 0; i < len(list); i++ {
		switch {
		case list[i] == '"':
			quoted = !quoted
		case list[i] == '\\' && quoted:
			i++
		case list[i] == ',' && !quoted:
			elements, start = append(elements, list[start:i]), i+1
		}
	}
	return append(elements, list[start:])
}

// rangeOf returns the most specific range that matches media; its weight is 0 if there is none.
func rangeOf(ranges []mediaRange, media string) (found mediaRange) {
	kind, _, _ := strings.Cut(media, "/")
	for _, pattern := range []string{media, kind + "/*", "*/*"} {
		for _, r := range ranges {
			if r.pattern == pattern {
				return r
			}
		}
	}
	return mediaRange{}
}

// wantsEvents says whether r asks for server-sent events rather than one document: clients list them among others.
func wantsEvents(r *http.Request) bool {
	return preferred(r, jsonType, responseType, eventType) == eventType
}
