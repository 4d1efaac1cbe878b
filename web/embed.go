package web

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

// assets maps names below /assets/ to embedded files.
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

// asset is an embedded file, ready to be sent. It is an http.Handler.
type asset struct {
	kind       string        // the media type
	tag        string        // the hash of the content, for the ETag
	raw        []byte        // the content
	compressed func() []byte // returns the content compressed with gzip; compresses on the first call
}

// newAsset returns the embedded file called name. It panics if there is none.
func newAsset(name string) *asset {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err) // assets names a file that is not embedded; each test of this package would fail
	}
	sum := sha256.Sum256(content)
	return &asset{
		kind:       contentType(name),
		tag:        base64.RawURLEncoding.EncodeToString(sum[:12]),
		raw:        content,
		compressed: sync.OnceValue(func() []byte { return compress(content) }),
	}
}

// contentType returns the media type of a file, by its extension. It does not use the operating system's table for .js and .svg,
// because that may lack these types or have others.
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

// ServeHTTP sends the file, compressed if the client accepts gzip. Browsers revalidate the file each time (no-cache), so that they use
// the new one immediately after an upgrade. A 304 response costs little.
func (a *asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", a.kind)
	header.Set("Cache-Control", "no-cache")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Vary", "Accept-Encoding")
	content, tag := a.raw, a.tag
	if acceptsGzip(r) {
		header.Set("Content-Encoding", "gzip")
		content, tag = a.compressed(), tag+"-gzip"
	}
	header.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// acceptsGzip reports whether the client accepts gzip. It returns false if gzip has a weight, because uncompressed content is always
// acceptable.
func acceptsGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") && weight == "" {
			return true
		}
	}
	return false
}

// compress returns content compressed with gzip.
func compress(content []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(content) // a bytes.Buffer returns no error
	_ = w.Close()
	return out.Bytes()
}
