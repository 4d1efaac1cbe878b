package portal

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

//go:embed app/dist playground/index.html playground/*.js playground/*.css playground/icon.svg playground/dist/*
var files embed.FS

// assets says which file answers /assets/….
var assets = map[string]string{
	"icon.svg":            "playground/icon.svg",
	"portal.css":          "app/dist/assets/portal.css",
	"portal.js":           "app/dist/assets/portal.js",
	"portal-licences.txt": "app/dist/assets/portal-licences.txt",

	"playground.css": "playground/playground.css",
	"playground.js":  "playground/playground.js",
	"connection.js":  "playground/connection.js",
	"examples.js":    "playground/examples.js",
	"storage.js":     "playground/storage.js",

	"graphiql.css":             "playground/dist/graphiql.css",
	"graphiql.js":              "playground/dist/graphiql.js",
	"graphql-ws.js":            "playground/dist/graphql-ws.js",
	"react-dom.js":             "playground/dist/react-dom.js",
	"react.js":                 "playground/dist/react.js",
	"THIRD_PARTY_LICENSES.txt": "playground/dist/THIRD_PARTY_LICENSES.txt",
}

// SECURITY: pages run nothing but their own files, talk to nobody but this server, and lie in nobody's frame.
const (
	portalPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	// GraphiQL adds style elements as it runs and draws with data: images.
	playgroundPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
		"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// asset is an embedded file as it is sent.
type asset struct {
	kind   string
	tag    string // of the content
	plain  []byte
	packed func() []byte // gzip, made for the first who can read it
}

func newAsset(name string) *asset {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err) // the lists of this file disagree; any test finds it
	}
	sum := sha256.Sum256(content)
	return &asset{
		kind:   contentType(name),
		tag:    base64.RawURLEncoding.EncodeToString(sum[:12]),
		plain:  content,
		packed: sync.OnceValue(func() []byte { return pack(content) }),
	}
}

// contentType does not leave it to the machine's own table, which may lack or change a type.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return mime.TypeByExtension(path.Ext(name))
	}
}

// ServeHTTP sends the file. Browsers ask each time whether it has changed: an upgrade shows at once, and a 304 is cheap.
func (a *asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", a.kind)
	header.Set("Cache-Control", "no-cache")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Vary", "Accept-Encoding")
	content, tag := a.plain, a.tag
	if acceptsGzip(r) {
		header.Set("Content-Encoding", "gzip")
		content, tag = a.packed(), tag+"-gzip"
	}
	header.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// page serves a document under its content security policy.
func page(name, policy string) http.Handler {
	document := newAsset(name)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		document.ServeHTTP(w, r)
	})
}

// acceptsGzip says no when in doubt: plain content is always right.
func acceptsGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") && weight == "" {
			return true
		}
	}
	return false
}

func pack(content []byte) []byte {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(content) // a bytes.Buffer takes everything
	_ = w.Close()
	return packed.Bytes()
}
