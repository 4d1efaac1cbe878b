package portal

import (
	"fmt"
	"html"
	"net/http"
	"strings"
)

// WantsPage reports whether a request comes from a person who opened a page in a browser, and not from a program: it is GET or HEAD
// and accepts HTML.
func WantsPage(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && strings.Contains(r.Header.Get("Accept"), "text/html")
}

const missingPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Nothing here · Chattr</title>
<link rel="stylesheet" href="%[1]s/assets/portal.css">
<main class="entrance">
<img src="%[1]s/assets/icon.svg" alt="" width="48" height="48">
<h1>There is no such page</h1>
<p class="lead">Check the address, or begin where all pages are.</p>
<p class="lead"><a class="button primary" href="%[1]s/">Go to Chattr</a></p>
</main>
</html>
`

// Missing responds with the page "There is no such page" and the status 404.
func (p *Portal) Missing(w http.ResponseWriter) {
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", portalPolicy)
	header.Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNotFound)
	fmt.Fprintf(w, missingPage, html.EscapeString(p.publicURL))
}
