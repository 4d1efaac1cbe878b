package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"chattr/internal/model"
)

const (
	postContent = "Deploy completed successfully."
	postBody    = `{"content":"` + postContent + `","name":"CI Bot","avatarUrl":null}`
	ownerToken  = "owner-token-of-the-bench-0123456789abcdef"
)

// target is a server that is measured: Chattr, or the raw baseline.
type target struct {
	process
	name     string
	channels []channel
}

// channel is a place to post to and to subscribe to. The raw baseline has one, without an id.
type channel struct {
	id      string
	postURL string
	joins   string // the cursor before the head: who subscribes after it gets the last event at once
}

// startRaw starts the baseline of fanout.
func (s site) startRaw(ctx context.Context) (*target, error) {
	t, err := s.startSelf(ctx, rawMode)
	if err == nil {
		t.channels = []channel{{postURL: "http://" + t.address + "/"}}
	}
	return t, err
}

// startSelf starts this program again as a baseline: the mode takes the address, and what else is said.
func (s site) startSelf(ctx context.Context, mode string, args ...string) (*target, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	t := &target{name: mode, process: process{
		address: address, ready: "/", file: self, args: append([]string{mode, address}, args...), log: filepath.Join(s.dir, mode+".log"),
	}}
	return t, t.start(ctx)
}

// startChattr starts Chattr on a database of its own and makes the channels. Each env is a NAME=value and wins over ours.
func (s site) startChattr(ctx context.Context, channels int, env ...string) (*target, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(s.dir, "chattr-")
	if err != nil {
		return nil, err
	}
	t := &target{name: "chattr", process: process{
		address: address, ready: "/readyz", file: s.server, log: filepath.Join(dir, "log"), env: append([]string{
			"CHATTR_LISTEN=" + address, "CHATTR_DATABASE_URL=sqlite:" + filepath.Join(dir, "chattr.db"), "CHATTR_DEMO=true",
			"CHATTR_OWNER_TOKEN=" + ownerToken, "CHATTR_WEBHOOK_RATE=0", "CHATTR_POST_RATE=0", "CHATTR_MUTATION_RATE=0", // the limits are not what is measured
		}, env...),
	}}
	if err := t.start(ctx); err != nil {
		return nil, err
	}
	if err := t.furnish(ctx, channels); err != nil {
		t.kill()
		return nil, err
	}
	return t, nil
}

// furnish makes channels, each with a webhook and two messages, between which a subscriber can begin.
func (t *target) furnish(ctx context.Context, channels int) error {
	var made struct {
		CreateServer struct{ Server struct{ ID string } }
	}
	if err := t.graphQL(ctx, &made, `mutation{createServer(input:{name:"Bench"}){server{id}}}`); err != nil {
		return err
	}
	for i := range channels {
		var c struct {
			CreateChannel struct{ Channel struct{ ID string } }
		}
		if err := t.graphQL(ctx, &c, fmt.Sprintf(`mutation{createChannel(input:{serverId:%q,name:"channel-%d"}){channel{id}}}`,
			made.CreateServer.Server.ID, i)); err != nil {
			return err
		}
		id := c.CreateChannel.Channel.ID
		var w struct{ CreateWebhook struct{ URL string } }
		if err := t.graphQL(ctx, &w, fmt.Sprintf(`mutation{createWebhook(input:{channelId:%q,name:"CI"}){url}}`, id)); err != nil {
			return err
		}
		place := channel{id: id, postURL: w.CreateWebhook.URL}
		cursor, err := place.post(ctx)
		if err != nil {
			return err
		}
		if _, err := place.post(ctx); err != nil {
			return err
		}
		place.joins = cursor
		t.channels = append(t.channels, place)
	}
	return nil
}

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
