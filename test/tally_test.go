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

// crowd is a client for many posts at once: each that waits has a connection of its own, which the next one uses again.
var floodClient = &http.Client{Timeout: patience, Transport: &http.Transport{
	MaxIdleConnsPerHost: 64, ExpectContinueTimeout: patience,
}}

// posted is what a post to a webhook's URL was answered.
type posted struct {
	err      error // no answer: the others are zero
	status   int
	code     string // of a refusal
	id       string // of the message
	body     string
	replayed bool
	header   http.Header
	took     time.Duration
}

// postKeyed posts with a key; "" is none.
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

// deliver sends a post and reads the answer.
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

// tally counts answers.
type tally struct {
	mu      sync.Mutex
	of      map[string]int // by code; "" is 200
	slowest time.Duration
	ids     []string
}

// count counts an answer; one that is neither 200 nor an honest 503 fails the test.
func (c *tally) count(t *testing.T, p posted) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if p.err != nil || p.status != http.StatusOK && (p.status != http.StatusServiceUnavailable || p.header.Get("Retry-After") == "") {
		t.Errorf("%v %d %s", p.err, p.status, p.body)
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

// only fails the test for codes other than these; "" is 200.
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
		t.Errorf("answered %v, want only %q", c.of, codes)
	}
}

func (c *tally) number(code string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.of[code]
}

// flood posts n times at once and answers at once; the group waits for the answers.
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
