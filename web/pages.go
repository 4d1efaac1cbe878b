// Package web contains the pages that browsers load: the portal and the playground. It embeds their built files and serves them.
package web

import (
	"fmt"
	"html"
	"net/http"
	"strings"
)

// SECURITY: the content security policies of the pages. They prevent cross-site scripting and clickjacking: pages run only scripts of
// this server, connect only to this server, and cannot be shown in a frame.
const (
	portalPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	// GraphiQL adds style elements at run time and uses data: images.
	playgroundPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
		"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// Pages serves the portal, the playground and their files. Create one with New.
type Pages struct {
	publicURL string
}

// New returns the pages of an installation that people reach at publicURL.
func New(publicURL string) *Pages { return &Pages{publicURL} }

// Register calls handle, such as the method Handle of an http.ServeMux, with the pattern and the handler of each route: /, /playground
// and /assets/….
func (p *Pages) Register(handle func(pattern string, h http.Handler)) {
	handle("GET /{$}", page("app/dist/index.html", portalPolicy))
	handle("GET /playground", page("playground/index.html", playgroundPolicy))
	handle("GET /playground/{$}", http.HandlerFunc(redirectToPlayground))
	for name, file := range assets {
		handle("GET /assets/"+name, newAsset(file))
	}
}

// page returns a handler that serves an embedded HTML file with a content security policy.
func page(name, policy string) http.Handler {
	document := newAsset(name)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		document.ServeHTTP(w, r)
	})
}

// redirectToPlayground redirects /playground/ to /playground, because the addresses in the page are relative to the latter. The
// Location is relative (http.Redirect would make it absolute), so that it is correct behind a proxy that removes a prefix of the path.
func redirectToPlayground(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Location", "../playground")
	w.WriteHeader(http.StatusFound)
}

// WantsPage reports whether a request comes from a person who opened a page in a browser, and not from a program: it is GET or HEAD
// and accepts HTML.
func WantsPage(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && strings.Contains(r.Header.Get("Accept"), "text/html")
}

const notFoundPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Page not found · Chattr</title>
<link rel="stylesheet" href="%[1]s/assets/portal.css">
<main class="sign-in-page">
<img src="%[1]s/assets/icon.svg" alt="" width="48" height="48">
<h1>There is no such page</h1>
<p class="page-description">Check the address, or go to the start page.</p>
<p class="page-description"><a class="button primary" href="%[1]s/">Go to Chattr</a></p>
</main>
</html>
`

// NotFound responds with the page "There is no such page" and the status 404.
func (p *Pages) NotFound(w http.ResponseWriter) {
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", portalPolicy)
	header.Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNotFound)
	fmt.Fprintf(w, notFoundPage, html.EscapeString(p.publicURL))
}
