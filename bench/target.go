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

// target is a server that is measured: Chattr or a baseline.
type target struct {
	process
	name     string
	channels []channel
}

// channel is a channel to post to and to subscribe to. The raw baseline has one channel, without an id.
type channel struct {
	id      string
	postURL string
	joins   string // the cursor before the last event: a subscriber that resumes after it receives the last event immediately
}

// startRaw starts the baseline of fanout.
func (s workspace) startRaw(ctx context.Context) (*target, error) {
	t, err := s.startSelf(ctx, rawMode)
	if err == nil {
		t.channels = []channel{{postURL: "http://" + t.address + "/"}}
	}
	return t, err
}

// startSelf starts this program again as a baseline. The arguments of the mode are the address and args.
func (s workspace) startSelf(ctx context.Context, mode string, args ...string) (*target, error) {
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

// startChattr starts Chattr on its own database and creates the channels. Each env is a NAME=value and overrides the default
// environment.
func (s workspace) startChattr(ctx context.Context, channels int, env ...string) (*target, error) {
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
			"CHATTR_OWNER_TOKEN=" + ownerToken, "CHATTR_WEBHOOK_RATE=0", "CHATTR_POST_RATE=0", "CHATTR_MUTATION_RATE=0", // rate limits would slow down the measurement
		}, env...),
	}}
	if err := t.start(ctx); err != nil {
		return nil, err
	}
	if err := t.prepare(ctx, channels); err != nil {
		t.kill()
		return nil, err
	}
	return t, nil
}

// prepare creates channels, each with a webhook and two messages. A subscriber can resume between the two.
func (t *target) prepare(ctx context.Context, channels int) error {
	var created struct {
		CreateServer struct{ Server struct{ ID string } }
	}
	if err := t.graphQL(ctx, &created, `mutation{createServer(input:{name:"Bench"}){server{id}}}`); err != nil {
		return err
	}
	for i := range channels {
		var c struct {
			CreateChannel struct{ Channel struct{ ID string } }
		}
		if err := t.graphQL(ctx, &c, fmt.Sprintf(`mutation{createChannel(input:{serverId:%q,name:"channel-%d"}){channel{id}}}`,
			created.CreateServer.Server.ID, i)); err != nil {
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

// graphQL executes a document as the owner and decodes its data into out.
func (t *target) graphQL(ctx context.Context, out any, document string) error {
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		return err
	}
	response := struct {
		Data   any
		Errors json.RawMessage
	}{Data: out}
	raw, err := send(ctx, "http://"+t.address+"/graphql", body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &response); err != nil || response.Errors != nil {
		return fmt.Errorf("%s: %s", document, raw)
	}
	return nil
}

// posting is the client for posts. It keeps its connections open.
var posting = &http.Client{Timeout: timeout, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// post posts postBody and returns the cursor of its event, or "" for the baseline. If it returns no error, the message is stored.
func (c channel) post(ctx context.Context) (cursor string, err error) {
	raw, err := send(ctx, c.postURL, []byte(postBody))
	if err != nil || len(raw) == 0 {
		return "", err
	}
	var response struct{ Message struct{ Cursor string } }
	if err := json.Unmarshal(raw, &response); err != nil {
		return "", err
	}
	_, err = model.ParseCursor(response.Message.Cursor)
	return response.Message.Cursor, err
}

// send sends a POST request and returns the body of the response. It returns an error for every status except 200.
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
