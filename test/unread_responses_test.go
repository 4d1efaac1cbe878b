package test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// Responses that clients do not read use bounded memory, however many there are, and do not delay other queries.
func TestUnreadResponses(t *testing.T) {
	t.Parallel()
	const (
		connections   = 150
		maxGrowth     = 64 << 20
		slack         = 3
		queries, most = 20, 300 * time.Millisecond
	)
	p := startServer(t)
	noisy := p.fillChannel(t, p.webhookChannel(), 100)
	document := fmt.Sprintf(`{a:channel(id:"%[1]s"){messages(last:100){edges{node{content}}}} b:channel(id:"%[1]s"){messages(last:100){edges{node{content}}}}}`, noisy.id)
	request := func() *http.Request {
		r := jsonRequest(t, p.url+"/graphql", map[string]string{"query": document})
		r.Header.Set("Authorization", "Bearer "+ownerToken)
		return r
	}
	for range 30 { // the heap grows to the size that the same responses need when they are read
		response, err := client.Do(request())
		if err != nil {
			t.Fatal(err)
		}
		if n, err := io.Copy(io.Discard, response.Body); err != nil || n < 3_000_000 {
			t.Fatalf("got a response of %d bytes, %v; want 3 MB", n, err)
		}
		_ = response.Body.Close()
	}
	before, peak := p.memory(t), p.watchMemory(t)
	h := &hostileReaders{t: t, p: p}
	defer h.stop()
	for range connections {
		conn, err := h.dial("", "")
		if err != nil {
			t.Fatal(err)
		}
		if err := request().Write(conn); err != nil {
			t.Fatal(err)
		}
	}
	var took []time.Duration
	for range queries {
		began := time.Now()
		var viewer struct {
			Viewer struct{ User struct{ Name string } }
		}
		p.GraphQL(&viewer, `{viewer{user{name}}}`, nil)
		took = append(took, time.Since(began))
		time.Sleep(100 * time.Millisecond) // meanwhile the unread responses are executed
	}
	slices.Sort(took)
	growth := peak() - before
	t.Logf("memory grew by %d MB from %d MB; a query took %v (median), %v at most", growth>>20, before>>20, took[queries/2], took[queries-1])
	if growth > slack*maxGrowth {
		t.Errorf("memory grew by %d MB, want at most %d MB", growth>>20, slack*maxGrowth>>20)
	}
	if got, want := took[queries/2], slack*most; got > want {
		t.Errorf("a query takes %v (median), want at most %v", got, want)
	}
	// A response that is read arrives completely, although other clients read nothing.
	response, err := client.Do(request())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || !strings.HasSuffix(strings.TrimSpace(string(body)), "}") {
		t.Errorf("a response that is read: got %d bytes, %v; want all", len(body), err)
	}
}
