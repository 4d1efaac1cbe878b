package portal

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func TestPagesLoadOnlyWhatIsServed(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	for _, page := range []string{"/", "/playground"} {
		response := w.send("GET", page, "")
		body, _ := io.ReadAll(response.Body)
		for _, found := range regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(string(body), -1) {
			address := strings.TrimPrefix(found[1], "./")
			if address == "." {
				continue
			}
			if strings.Contains(address, ":") || strings.HasPrefix(address, "/") {
				t.Errorf("%s refers to %s, which is not relative", page, address)
			} else if status := w.send("GET", "/"+address, "").StatusCode; status != http.StatusOK {
				t.Errorf("%s refers to %s: %d", page, address, status)
			}
		}
	}
}

func TestPagesHaveAPolicyWithoutInlineScripts(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	for _, page := range []string{"/", "/playground"} {
		header := w.send("GET", page, "").Header
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

func TestModulesImportOnlyWhatIsServed(t *testing.T) {
	t.Parallel()
	imports := regexp.MustCompile(`(?m)^import .* from '\./([^']+)'`)
	for name, file := range assets {
		content := newAsset(file)
		if content.kind == "" {
			t.Errorf("%s has no content type", name)
		}
		for _, found := range imports.FindAllSubmatch(content.plain, -1) {
			if _, served := assets[string(found[1])]; !served {
				t.Errorf("%s imports %s, which is not served", name, found[1])
			}
		}
	}
}

func TestAssetsAreCompressedAndRevalidated(t *testing.T) {
	t.Parallel()
	w := newFixture(t, "http://127.0.0.1:8080")
	plain := w.send("GET", "/assets/graphiql.js", "")
	content, _ := io.ReadAll(plain.Body)
	packed := w.send("GET", "/assets/graphiql.js", "", "Accept-Encoding", "br, gzip")
	reader, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(reader); err != nil || !bytes.Equal(unpacked, content) {
		t.Errorf("the compressed asset is another: %v", err)
	}
	if plain.Header.Get("ETag") == packed.Header.Get("ETag") {
		t.Error("both encodings have the same ETag")
	}
	again := w.send("GET", "/assets/graphiql.js", "", "If-None-Match", plain.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("an unchanged asset is sent again: %s", again.Status)
	}
	refused := w.send("GET", "/assets/graphiql.js", "", "Accept-Encoding", "gzip;q=0")
	if refused.Header.Get("Content-Encoding") != "" {
		t.Error("compressed for a client that refuses it")
	}
}
