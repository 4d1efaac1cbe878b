package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"chattr/internal/model"
)

func (t *target) graphQL(ctx context.Context, out any, document string) error {
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		return err
	}
	answer := struct {
		Data   any
		Errors json.RawMessage
	}{Data: out}
	raw, err := send(ctx, "http://"+t.address+"/graphql", body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &answer); err != nil || answer.Errors != nil {
		return fmt.Errorf("%s: %s", document, raw)
	}
	return nil
}

// posting keeps its connections.
var posting = &http.Client{Timeout: patience, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// post posts the one message of all rows and is the cursor of its event, "" from the baseline. With no error, it is stored.
func (c channel) post(ctx context.Context) (cursor string, err error) {
	raw, err := send(ctx, c.postURL, []byte(postBody))
	if err != nil || len(raw) == 0 {
		return "", err
	}
	var answer struct{ Message struct{ Cursor string } }
	if err := json.Unmarshal(raw, &answer); err != nil {
		return "", err
	}
	_, err = model.ParseCursor(answer.Message.Cursor)
	return answer.Message.Cursor, err
}

func send(ctx context.Context, url string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if strings.HasSuffix(url, "/graphql") {
		request.Header.Set("Authorization", "Bearer "+ownerToken)
	}
	response, err := posting.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", response.Status, raw)
	}
	return raw, err
}
