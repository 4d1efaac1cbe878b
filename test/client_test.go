package test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// GraphQL executes a document as the owner and decodes the data into out. An error in the response fails the test.
func (p *process) GraphQL(out any, document string, variables map[string]any) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	if err := p.graphQL(ctx, ownerToken, out, document, variables); err != nil {
		p.t.Fatal(err)
	}
}

// graphQL executes a document with a token and decodes the data into out. It may be called from any goroutine.
func (p *process) graphQL(ctx context.Context, token string, out any, document string, variables map[string]any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	decoded := struct {
		Data   any
		Errors json.RawMessage
	}{Data: out}
	if err := json.NewDecoder(response.Body).Decode(&decoded); err != nil {
		return fmt.Errorf("%s: %w", response.Status, err)
	}
	if decoded.Errors != nil {
		return fmt.Errorf("%s: %s", response.Status, decoded.Errors)
	}
	return nil
}

// signIn signs in with a sign-in link and returns the value of the session's cookie.
func (p *process) signIn(t *testing.T, link string) string {
	t.Helper()
	_, secret, _ := strings.Cut(strings.TrimSpace(link), "#sign-in=")
	response, err := client.Do(jsonRequest(t, p.url+"/session", map[string]string{"secret": secret}))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	for _, cookie := range response.Cookies() {
		if response.StatusCode == http.StatusOK && cookie.Value != "" {
			return cookie.Value
		}
	}
	t.Fatalf("sign in with %q: got %s without a cookie", link, response.Status)
	return ""
}

// asSession executes a document with the cookie of a session and decodes the data into out.
func (p *process) asSession(t *testing.T, cookie string, out any, document string) {
	t.Helper()
	request := jsonRequest(t, p.url+"/graphql", map[string]string{"query": document})
	request.Header.Set("Cookie", "chattr_session="+cookie)
	decoded := struct {
		Data   any
		Errors []struct{ Message string }
	}{Data: out}
	exchange(t, request, &decoded)
	if len(decoded.Errors) > 0 {
		t.Fatal(decoded.Errors)
	}
}

// post posts to a webhook and returns the id of the message.
func post(t *testing.T, url string) string {
	t.Helper()
	response, err := client.Post(url, "application/json", strings.NewReader(firstPost))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var decoded struct{ Message struct{ ID string } }
	if err := json.NewDecoder(response.Body).Decode(&decoded); err != nil || decoded.Message.ID == "" {
		t.Fatalf("%s, %v", response.Status, err)
	}
	return decoded.Message.ID
}

func jsonRequest(t *testing.T, url string, body any) *http.Request {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	return request
}

// exchange sends the request and decodes the response, which is JSON for every status.
func exchange(t *testing.T, request *http.Request, decoded any) http.Header {
	t.Helper()
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, decoded); err != nil {
		t.Fatalf("%s: %v\n%s", response.Status, err, text)
	}
	return response.Header
}

// client follows no redirect: Chattr never responds with one.
var client = &http.Client{
	Timeout:       patience,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}
