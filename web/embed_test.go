package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// newMux returns a mux with the routes of the pages.
func newMux() *http.ServeMux {
	mux := http.NewServeMux()
	New("http://example.lan/chattr").Register(mux.Handle)
	return mux
}

// get requests a path and returns the response. headers are pairs of name and value.
func get(mux *http.ServeMux, path string, headers ...string) *http.Response {
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	mux.ServeHTTP(recorder, r)
	return recorder.Result()
}

func TestPagesLoadServedFilesOnly(t *testing.T) {
	t.Parallel()
	mux := newMux()
	for _, page := range []string{"/", "/playground"} {
		response := get(mux, page)
		body, _ := io.ReadAll(response.Body)
		for _, found := range regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(string(body), -1) {
			address := strings.TrimPrefix(found[1], "./")
			if address == "." {
				continue
			}
			if strings.Contains(address, ":") || strings.HasPrefix(address, "/") {
				t.Errorf("%s refers to %s, which is not relative", page, address)
			} else if status := get(mux, "/"+address).StatusCode; status != http.StatusOK {
				t.Errorf("%s refers to %s: %d", page, address, status)
			}
		}
	}
}

func TestPagesHaveAPolicyWithoutInlineScripts(t *testing.T) {
	t.Parallel()
	mux := newMux()
	for _, page := range []string{"/", "/playground"} {
		header := get(mux, page).Header
		policy := header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy %q lacks %q", page, policy, want)
			}
		}
		if header.Get("Referrer-Policy") != "no-referrer" || header.Get("X-Content-Type-Options") != "nosniff" ||
			header.Get("Cache-Control") != "no-cache" || header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: headers %v", page, header)
		}
	}
}

func TestModulesImportServedFilesOnly(t *testing.T) {
	t.Parallel()
	imports := regexp.MustCompile(`(?m)^import .* from '\./([^']+)'`)
	for name, file := range assets {
		content := newAsset(file)
		if content.kind == "" {
			t.Errorf("%s has no content type", name)
		}
		for _, found := range imports.FindAllSubmatch(content.raw, -1) {
			if _, served := assets[string(found[1])]; !served {
				t.Errorf("%s imports %s, which is not served", name, found[1])
			}
		}
	}
}

func TestAssetsAreCompressedAndRevalidated(t *testing.T) {
	t.Parallel()
	mux := newMux()
	uncompressed := get(mux, "/assets/graphiql.js")
	content, _ := io.ReadAll(uncompressed.Body)
	packed := get(mux, "/assets/graphiql.js", "Accept-Encoding", "br, gzip")
	reader, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(reader); err != nil || !bytes.Equal(unpacked, content) {
		t.Errorf("got another content when compressed, %v, want the same", err)
	}
	if uncompressed.Header.Get("ETag") == packed.Header.Get("ETag") {
		t.Error("both encodings have the same ETag")
	}
	again := get(mux, "/assets/graphiql.js", "If-None-Match", uncompressed.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("unchanged asset: got %s, want 304", again.Status)
	}
	refused := get(mux, "/assets/graphiql.js", "Accept-Encoding", "gzip;q=0")
	if refused.Header.Get("Content-Encoding") != "" {
		t.Error("compressed for a client that refuses it")
	}
}

// TestPlaygroundWithASlashRedirectsBesideIt checks that the Location is relative: a proxy that serves Chattr under a path removes that
// path from the request.
func TestPlaygroundWithASlashRedirectsBesideIt(t *testing.T) {
	t.Parallel()
	mux := newMux()
	response := get(mux, "/playground/")
	if got := response.Header.Get("Location"); response.StatusCode != http.StatusFound || got != "../playground" {
		t.Errorf("got %s to %q, want 302 to %q", response.Status, got, "../playground")
	}
}
