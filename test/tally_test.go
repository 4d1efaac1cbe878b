package test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"
)

// floodClient is a client for many concurrent posts. Each waiting post has its own connection, which later posts reuse.
var floodClient = &http.Client{Timeout: patience, Transport: &http.Transport{
	MaxIdleConnsPerHost: 64, ExpectContinueTimeout: patience,
}}

// posted is the response to a post to a webhook's URL.
type posted struct {
	err      error // there was no response: the other fields are zero
	status   int
	code     string // the code of the refusal, or ""
	id       string // the id of the message, or ""
	body     string
	replayed bool
	header   http.Header
	took     time.Duration
}

// postKeyed posts with an idempotency key, or without one if key is "".
func postKeyed(url, key, content string) posted {
	request, err := keyedRequest(url, key, content)
	if err != nil {
		return posted{err: err}
	}
	return deliver(request)
}

func keyedRequest(url, key, content string) (*http.Request, error) {
	body, err := json.Marshal(map[string]string{"content": content})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if key != "" {
		request.Header.Set("Idempotency-Key", key)
	}
	return request, nil
}

// deliver sends a post and reads the response.
func deliver(request *http.Request) (p posted) {
	began := time.Now()
	defer func() { p.took = time.Since(began) }()
	response, err := floodClient.Do(request)
	if err != nil {
		return posted{err: err}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return posted{err: err}
	}
	var decoded struct {
		Code    string
		Message struct{ ID string }
	}
	err = json.Unmarshal(text, &decoded)
	return posted{
		err: err, status: response.StatusCode, code: decoded.Code, id: decoded.Message.ID, body: string(text),
		replayed: response.Header.Get("Idempotent-Replayed") == "true", header: response.Header,
	}
}

// tally counts responses.
type tally struct {
	mu      sync.Mutex
	of      map[string]int // the number of responses with each code; "" is 200
	slowest time.Duration
	ids     []string
}

// count counts a response. A response that is neither 200 nor 503 with Retry-After fails the test.
func (c *tally) count(t *testing.T, p posted) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if p.err != nil || p.status != http.StatusOK && (p.status != http.StatusServiceUnavailable || p.header.Get("Retry-After") == "") {
		t.Errorf("got %v %d %s, want 200 or 503 with Retry-After", p.err, p.status, p.body)
		return
	}
	if c.of == nil {
		c.of = map[string]int{}
	}
	c.of[p.code]++
	c.slowest = max(c.slowest, p.took)
	if p.status == http.StatusOK {
		c.ids = append(c.ids, p.id)
	}
}

// only fails the test if there are responses with other codes than these; "" is 200.
func (c *tally) only(t *testing.T, codes ...string) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	rest := len(c.of)
	for _, code := range codes {
		if c.of[code] > 0 {
			rest--
		}
	}
	if rest != 0 {
		t.Errorf("got the codes %v, want only %q", c.of, codes)
	}
}

func (c *tally) number(code string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.of[code]
}

// flood starts n concurrent posts. Wait of the returned group waits for the responses.
func flood(t *testing.T, url string, n int, count *tally) *sync.WaitGroup {
	return floodWith(t, url, n, "flood", count)
}

func floodWith(t *testing.T, url string, n int, content string, count *tally) *sync.WaitGroup {
	all := &sync.WaitGroup{}
	for range n {
		all.Go(func() { count.count(t, postKeyed(url, "", content)) })
	}
	return all
}
