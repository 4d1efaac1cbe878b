package test

import (
	"fmt"
	"strings"
	"testing"
)

// maxQueryMemory is how much memory one query may use: 16 MiB, with threefold slack.
const maxQueryMemory = 3 * 16 << 20

// A query that repeats fields does not use more than maxQueryMemory. Without limits, the first of these queries used 651 MB.
func TestQueriesTakeBoundedMemory(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	long := p.channelWith(t, strings.Repeat("😀", 4000))
	short := p.channelWith(t, "short")
	repeat := func(n int, field string) (text string) {
		for i := range n {
			text += fmt.Sprintf(" a%d: %s", i, field)
		}
		return text
	}
	page := func(channel, selection string) string {
		return fmt.Sprintf(`{ channel(id: %q) { messages(last: 100) { edges { node { %s } } } } }`, channel, selection)
	}
	for name, query := range map[string]string{
		"ninety texts":    page(long, repeat(90, "content")),
		"nine texts":      page(long, repeat(9, "content")),
		"nine, resolved":  page(long, "channel { id }"+repeat(9, "content")),
		"pages":           fmt.Sprintf(`{ channel(id: %q) { %s } }`, long, repeat(50, "messages(last: 100) { edges { node { content } } }")),
		"objects":         page(short, repeat(90, "channel { server { owner { id } viewerPermissions } }")),
		"names of types":  page(short, "channel { id }"+repeat(98, "__typename")),
		"a page of texts": page(long, "id content createdAt author { kind id name avatarUrl }"),
	} {
		grown := maxQueryMemory + 1
		for tries := 0; grown > maxQueryMemory && tries < 3; tries++ { // on a busy machine the garbage collector can be late
			p.Terminate()
			p.Restart()
			_ = p.graphQL(t.Context(), ownerToken, &struct{}{}, `{ viewer { user { id } } }`, nil)
			before := p.peakMemory(t)
			_ = p.graphQL(t.Context(), ownerToken, &struct{}{}, query, nil)
			grown = p.peakMemory(t) - before
		}
		t.Logf("%s: %d MiB", name, grown>>20)
		if grown > maxQueryMemory {
			t.Errorf("%s: the process grew by %d MiB, want at most %d", name, grown>>20, maxQueryMemory>>20)
		}
	}
}

// channelWith creates a channel with a hundred messages and returns its id.
func (p *process) channelWith(t *testing.T, content string) string {
	t.Helper()
	var server struct {
		CreateServer struct{ Server struct{ ID string } }
	}
	p.GraphQL(&server, `mutation { createServer(input: {name: "x"}) { server { id } } }`, nil)
	var created struct {
		CreateChannel struct{ Channel struct{ ID string } }
	}
	p.GraphQL(&created, `mutation($s: ID!) { createChannel(input: {serverId: $s, name: "x"}) { channel { id } } }`,
		map[string]any{"s": server.CreateServer.Server.ID})
	id := created.CreateChannel.Channel.ID
	var hook struct{ CreateWebhook struct{ URL string } }
	p.GraphQL(&hook, `mutation($c: ID!) { createWebhook(input: {channelId: $c, name: "x"}) { url } }`, map[string]any{"c": id})
	var count tally
	floodWith(t, p.url+hook.CreateWebhook.URL[strings.Index(hook.CreateWebhook.URL, "/webhooks/"):], 100, content, &count).Wait()
	count.only(t, "")
	return id
}
