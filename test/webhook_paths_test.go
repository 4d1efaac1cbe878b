package test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// spelled are other spellings of a path. %[1]s is the path of a webhook or /graphql, without its first slash.
var spelled = map[string]string{
	"dot": "/./%[1]s", "dots": "/x/../%[1]s", "dots above the root": "/../%[1]s", "encoded dot": "/%%2e/%[1]s", "encoded dots": "/x/%%2E%%2e/%[1]s",
	"empty segment": "//%[1]s", "empty segments": "///%[1]s", "slash at the end": "/%[1]s/", "slashes at the end": "/%[1]s//", "dot at the end": "/%[1]s/.",
	"dots at the end": "/%[1]s/x/..", "encoded slash": "/%%2F%[1]s", "encoded slash at the end": "/%[1]s%%2f", "backslash": "/\\%[1]s",
	"encoded dot and slash": "/.%%2f%[1]s", "query": "/./%[1]s?token=x", "query alone": "/%[1]s?", "semicolon": "/;/%[1]s", "absolute form": "http://x/./%[1]s",
	"absolute form, other host": "http://evil.example//%[1]s", "absolute form, https": "https://x/x/../%[1]s", "no slash": "%[1]s", "dot first": "./%[1]s",
}

// For no spelling of a path is the response a redirect, and none contains the token. A refused post receives a problem document with
// a 4xx.
func TestNoSpellingOfAPathIsARedirect(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	address, hook := strings.TrimPrefix(p.url, "http://"), strings.TrimPrefix(p.WebhookURL(), p.url+"/")
	token := hook[strings.LastIndex(hook, "/")+1:]
	upper, _, _ := strings.Cut(hook, "/chattr_")
	paths := map[string]string{"upper case": "/" + strings.ToUpper(upper) + "/" + token, "mixed case": "/Webhooks/1/" + token, "GraphQL": "/GraphQL"}
	for what, spelling := range spelled {
		paths[what] = fmt.Sprintf(spelling, hook)
		paths[what+" of /"] = fmt.Sprintf(spelling, "") + "?token=" + token
		paths[what+" of /session"] = fmt.Sprintf(spelling, "session?token="+token)
		paths[what+" of /graphql"] = fmt.Sprintf(spelling, "graphql?query=%7B__typename%7D&token="+token)
	}
	for what, path := range paths {
		for _, method := range []string{"POST", "GET", "HEAD", "PUT", "OPTIONS", "CONNECT"} {
			text, err := heldOpen(address, fmt.Sprintf("%s %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 15\r\n\r\n%s",
				method, path, `{"content":"x"}`))
			if err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut(text, "\r\n\r\n")
			if !strings.HasPrefix(head, "HTTP/1.1 2") && !strings.HasPrefix(head, "HTTP/1.1 4") || strings.Contains(head, "Location:") || strings.Contains(text, token) {
				t.Errorf("%s: %s %.60s: %.300s", what, method, path, text)
			}
			refused := strings.HasPrefix(head, "HTTP/1.1 4") && !strings.HasPrefix(head, "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain") // from net/http itself
			if refused && method == "POST" && !strings.Contains(head, "application/problem+json") && !strings.Contains(head, "application/json") {
				t.Errorf("%s: %s: got %.300s, want a problem document", what, path, text)
			}
		}
	}
}

// Empty segments in the path of a webhook are ignored, because people assemble URLs from parts.
func TestEmptySegmentsOfAWebhooksPathDoNotCount(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	hook := strings.TrimPrefix(p.WebhookURL(), p.url)
	for path, status := range map[string]int{"/" + hook: 200, hook + "/": 200, strings.Replace(hook, "/chattr", "//chattr", 1): 200, "/." + hook: 404, "//graphql": 404} {
		response, err := client.Post(p.url+path, "application/json", strings.NewReader(firstPost))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != status {
			t.Errorf("%s: got %s, want %d", path, response.Status, status)
		}
	}
}

// All responses of all routes have X-Content-Type-Options: nosniff, so that browsers do not guess their types.
func TestResponsesAreNotSniffed(t *testing.T) {
	t.Parallel()
	metrics := freeAddress(t)
	p := startServer(t, "CHATTR_METRICS_LISTEN="+metrics)
	check := func(url, method, accept string) {
		request, err := http.NewRequestWithContext(t.Context(), method, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", accept)
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if got := response.Header["X-Content-Type-Options"]; len(got) != 1 || got[0] != "nosniff" {
			t.Errorf("%s %s for %s: %s with X-Content-Type-Options %q", method, url, accept, response.Status, got)
		}
	}
	for _, path := range routesOf(p) {
		if path == "*" {
			continue
		}
		for _, method := range []string{"GET", "HEAD", "POST", "OPTIONS", "DELETE"} {
			for _, accept := range []string{"*/*", "text/html", "text/event-stream"} {
				check(p.url+path, method, accept)
			}
		}
	}
	for _, path := range []string{"/metrics", "/", "/x"} {
		check("http://"+metrics+path, "GET", "*/*")
		check("http://"+metrics+path, "POST", "*/*")
	}
}
