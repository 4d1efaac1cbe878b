package test

import (
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// Each story in testdata/stories is played on a server of its own: a real process on a fresh database with the demo.
// Beside testscript's own commands it has
//
//	graphql WHO DOCUMENT [NAME=VALUE]…  prints the answer; with ! an answer with errors is expected, without it none
//	http METHOD URL [BODY] [HEADER:VALUE]…  prints status, headers and body; post is http POST
//	is PATH VALUE      says whether that part of the last answer is the value
//	save NAME PATH     keeps that part of the last answer in $NAME
//	capture NAME RE    keeps what the expression's group matches in the last answer in $NAME
//	chattr ARGUMENT…   runs the program beside the server, on its database
//	restart            ends the server cleanly and starts it again
//
// WHO is owner, nobody, session:COOKIE or a token. A DOCUMENT or BODY is written in place or in a file. NAME=VALUE gives a
// variable a text, NAME:=VALUE a JSON value. A PATH is names and numbers joined by dots; length ends one at a list.
func TestStories(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("test/testdata/stories/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			s := &story{server: startServer(t)}
			testscript.Run(t, testscript.Params{
				Files: []string{file}, Setup: s.setup, RequireUniqueNames: true,
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"graphql": s.graphQL, "http": s.http, "post": s.post, "chattrd": s.chattrd, "restart": s.restart,
					"is": is, "save": save, "capture": capture,
				},
			})
		})
	}
}

type story struct{ server *process }

// setup tells the story where the server and the demo are.
func (s *story) setup(env *testscript.Env) error {
	var demo struct {
		Webhook struct {
			Channel struct {
				ID     string
				Server struct {
					ID       string
					Channels struct {
						Edges []struct{ Node struct{ ID string } }
					}
				}
			}
		}
	}
	webhook := webhookID(s.server)
	s.server.GraphQL(&demo, `query($id:ID!){webhook(id:$id){channel{id server{id channels(first:1){edges{node{id}}}}}}}`,
		map[string]any{"id": webhook})
	channel := demo.Webhook.Channel
	for name, value := range map[string]string{
		"URL": s.server.URL(), "WEBHOOK_URL": s.server.WebhookURL(), "WEBHOOK": webhook, "TOKEN": path.Base(s.server.WebhookURL()),
		"DEPLOYS": channel.ID, "GENERAL": channel.Server.Channels.Edges[0].Node.ID, "SERVER": channel.Server.ID,
	} {
		env.Setenv(name, value)
	}
	return nil
}
