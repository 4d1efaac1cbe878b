//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"chattr/test/torture/checker"
)

// requestTimeout is how long a client waits for a response. It is longer than every fault that lets a request go on.
const requestTimeout = 15 * time.Second

// api sends requests to the instances, as any client does.
type api struct {
	instances []*instance
	http      *http.Client
	owner     string // the owner's token
}

func newAPI(instances []*instance, owner string) *api {
	transport := &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: 30 * time.Second}
	return &api{instances: instances, http: &http.Client{Transport: transport, Timeout: requestTimeout}, owner: owner}
}

// result is what a client knows after a request.
type result struct {
	outcome checker.Outcome
	code    string
	header  http.Header
	body    []byte
}

// err is nil for an acknowledged request.
func (r result) err() error {
	if r.outcome == checker.Acknowledged {
		return nil
	}
	return fmt.Errorf("%s: %s", r.code, bytes.TrimSpace(r.body))
}

// send sends a request. The outcome is that of its status; a GraphQL response has to be looked into.
func (a *api) send(request *http.Request) result {
	response, err := a.http.Do(request)
	if err != nil {
		return result{outcome: checker.Unknown, code: "NO_RESPONSE", body: []byte(err.Error())}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return result{outcome: checker.Unknown, code: "NO_RESPONSE", body: []byte(err.Error())}
	}
	r := result{header: response.Header, body: body}
	var problem struct{ Code string }
	_ = json.Unmarshal(body, &problem)
	r.code = problem.Code
	switch status := response.StatusCode; {
	case status < 300:
		r.outcome = checker.Acknowledged
	case status >= 400 && status < 500, status == 503 && r.code != "COMMIT_UNKNOWN":
		r.outcome = checker.Refused
	default:
		r.outcome = checker.Unknown
	}
	if r.code == "" {
		r.code = response.Status
	}
	return r
}

// post sends JSON. Each header is a name and a value.
func (a *api) post(ctx context.Context, url string, body any, headers ...string) result {
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // only maps of texts and numbers are sent
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(text))
	if err != nil {
		return result{outcome: checker.Refused, code: err.Error()}
	}
	// Without this, net/http sends a request with an Idempotency-Key again when its connection breaks: the outcome of the second
	// would be taken for that of both.
	request.GetBody = nil
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	return a.send(request)
}

// identity is who sends a request: by an access token, or by a session.
type identity struct {
	user       string // the user's id; empty: the owner
	credential string // the label of the token in the history; empty: not an access token
	token      string
	cookie     string
}

// header is the credential as headers.
func (i identity) header() []string {
	if i.cookie != "" {
		return []string{"Cookie", i.cookie}
	}
	if i.token == "" {
		return nil
	}
	return []string{"Authorization", "Bearer " + i.token}
}

type fields = map[string]any

// graphql runs a document and reads the data into out.
func (a *api) graphql(ctx context.Context, at int, who identity, document string, variables fields, out any) result {
	r := a.post(ctx, a.instances[at].url()+"/graphql", fields{"query": document, "variables": variables}, who.header()...)
	response := struct {
		Data   any
		Errors []struct{ Extensions struct{ Code string } }
	}{Data: out}
	if err := json.Unmarshal(r.body, &response); err != nil || len(response.Errors) == 0 {
		return r
	}
	r.outcome, r.code = checker.Refused, response.Errors[0].Extensions.Code
	if r.code == "COMMIT_UNKNOWN" || r.code == "INTERNAL" || r.code == "" {
		r.outcome = checker.Unknown
	}
	return r
}

// messageOf is a message as responses have it, with its cursor.
type messageOf struct {
	Message struct {
		ID        string
		ChannelID string
		Cursor    string
	}
	Cursor   string
	Replayed bool
}

// record puts what a response says about a message into a record of the request.
func (m messageOf) record(r *checker.Request) error {
	cursor := m.Cursor
	if cursor == "" {
		cursor = m.Message.Cursor
	}
	channel, place, err := checker.ParseCursor(cursor)
	if err != nil {
		return err
	}
	if channel != m.Message.ChannelID {
		return fmt.Errorf("the cursor is of channel %s, the message of channel %s", channel, m.Message.ChannelID)
	}
	r.Channel, r.Place, r.Replayed = channel, place, m.Replayed
	_, err = fmt.Sscan(m.Message.ID, &r.Message)
	return err
}
