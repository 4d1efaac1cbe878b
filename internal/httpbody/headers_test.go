package httpbody

import "testing"

func TestIsJSONReadsContentType(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{
		"application/json":                             true,
		"Application/JSON":                             true,
		"application/json;":                            true,
		"application/json; charset=utf-8":              true,
		"application/json;charset=UTF8":                true,
		"application/json; charset=\"Utf-8\"":          true,
		" application/json ; Charset=utf8 ":            true,
		"application/json; profile=x; charset=utf-8":   true,
		"application/json; charset=latin1":             false,
		"application/json; charset=":                   false,
		"application/json; charset=utf-16":             false,
		"application/json; charset=utf-8; charset=x":   false,
		"application/json, text/plain":                 false,
		"application/jsonp":                            false,
		"text/json":                                    false,
		"text/plain; x=application/json":               false,
		"application/x-www-form-urlencoded":            false,
		"multipart/form-data; boundary=x":              false,
		"":                                             false,
		"json":                                         false,
		"text/plain; charset=utf-8; application/json":  false,
		"application/graphql-response+json":            false,
		"application/json\x00":                         false,
		"application/json; charset=utf-8\r\nX-Evil: 1": false,
	} {
		if got := isJSON([]string{value}); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
	if isJSON(nil) || isJSON([]string{"application/json", "application/json"}) {
		t.Error("got true for no header or two, want false")
	}
}

func TestIsEncodedReadsContentEncoding(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{
		"": false, "identity": false, "Identity": false, " identity , ": false, "gzip": true, "identity, gzip": true, "br": true, "x-gzip": true,
	} {
		if got := isEncoded([]string{value}); got != want {
			t.Errorf("%q: got %v, want %v", value, got, want)
		}
	}
	if isEncoded(nil) || !isEncoded([]string{"", "gzip"}) {
		t.Error("got the wrong result for no header or two")
	}
}
