package test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// GraphQL runs a document as the owner and reads the data into out; an error in the answer fails the test.
func (p *process) GraphQL(out any, document string, variables map[string]any) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	if err := p.graphQL(ctx, ownerToken, out, document, variables); err != nil {
		p.t.Fatal(err)
	}
}

// graphQL runs a document with a token and reads the data into out. It may be called from any goroutine.
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
	answer := struct {
		Data   any
		Errors json.RawMessage
	}{Data: out}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("%s: %w", response.Status, err)
	}
	if answer.Errors != nil {
		return fmt.Errorf("%s: %s", response.Status, answer.Errors)
	}
	return nil
}
