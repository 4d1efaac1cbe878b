package graph

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chattr/db"
	"chattr/db/dbtest"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/pubsub"
)

// everything selects every list and every object that can be reached from the viewer.
const everything = `{ viewer {
	user { name }
	servers(first: 10) { edges { node {
		name viewerPermissions owner { name }
		roles(first: 5) { edges { node { permissions } } }
		members(first: 5) { edges { node { user { name } roles { name } } } }
		webhooks(first: 5) { edges { node { name creator { name } channel { name server { name } } } } }
		auditLog(last: 5) { edges { node { action actor { name } target { kind name } changes { field } } } }
		channels(first: 5) { edges { node {
			name server { name }
			webhooks(first: 5) { edges { node { name channel { name } } } }
			messages(last: 5) { resumeCursor edges { node { content author { name } channel { name } } } }
		} } }
	} } }
} }`

// The number of statements does not grow with the number of servers, channels, webhooks and messages.
func TestStatementsDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	dbtest.EachURL(t, func(t *testing.T, url string) {
		var statements atomic.Int64
		database := dbtest.OpenWith(t, url, db.Options{OnQuery: func(string) { statements.Add(1) }})
		hash := sha256.Sum256([]byte(ownerToken))
		c := chat.New(database, &pubsub.Local{}, chat.Options{OwnerTokenHash: hash[:]})
		_, err := c.Begin(t.Context(), false)
		dbtest.OK(t, err)
		owner, err := c.SignIn.Authenticate(t.Context(), ownerToken)
		dbtest.OK(t, err)
		handler := New(c, Options{batchWait: 100 * time.Millisecond})

		addServers(t, c, owner, 2, 3)
		statements.Store(0)
		few := ask(t, handler)
		want := statements.Swap(0)
		addServers(t, c, owner, 7, 4)
		statements.Store(0)
		many := ask(t, handler)
		// Two fields may request objects of the same type in different batches. One statement per row would be at least 28 more.
		if got := statements.Load(); got > want+3 {
			t.Errorf("%d statements for 9 servers with 34 channels, %d for 2 with 6", got, want)
		}
		if n := strings.Count(many, "content"); n != strings.Count(few, "content")+7*4*4 {
			t.Errorf("%d messages: the statements were not counted for what they should fetch", n)
		}
		t.Logf("%d statements", want)
	})
}

func addServers(t *testing.T, c *chat.Chat, owner model.Actor, servers, inEach int) {
	t.Helper()
	ctx := context.Background()
	for range servers {
		s, err := c.Servers.Create(ctx, owner, chat.CreateServerInput{Name: "s"})
		dbtest.OK(t, err)
		for i := range inEach {
			ch, err := c.Channels.Create(ctx, owner, chat.CreateChannelInput{ServerID: s.Server.ID, Name: fmt.Sprint(i)})
			dbtest.OK(t, err)
			for range inEach {
				_, err = c.Webhooks.Create(ctx, owner, chat.CreateWebhookInput{ChannelID: ch.Channel.ID, Name: "w"})
				dbtest.OK(t, err)
				_, err = c.Messages.Post(ctx, owner, chat.PostMessageInput{ChannelID: ch.Channel.ID, Content: "m"})
				dbtest.OK(t, err)
			}
		}
	}
}

func ask(t *testing.T, handler http.Handler) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": everything})
	dbtest.OK(t, err)
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", bearerOwner)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if response := w.Body.String(); w.Code == http.StatusOK && !strings.Contains(response, `"errors"`) {
		return response
	}
	t.Fatalf("%d %s", w.Code, w.Body)
	return ""
}
