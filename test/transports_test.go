package test

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"
)

// input is one post, through whichever door.
type input struct {
	appID, token string
	content      string
	name, avatar *string
	key          *string
}

// outcome is what a door answers to an input: the stored message, or why there is none.
type outcome struct {
	Code    string
	Message string // for people
	Errors  []fieldError
	Posted  *postedMessage

	id, cursor string // of the message; each post has its own
	replayed   bool
}

type fieldError struct {
	Field, Code, Message string
	Limit, Got           int
}

// postedMessage is what two posts of one input have in common.
type postedMessage struct {
	ChannelID string
	Content   string
	Author    struct {
		Kind, ID, Name string
		AvatarURL      *string
	}
}

// The webhook's URL and the mutation are two doors to the same room: what one takes the other takes, and what one refuses the
// other refuses for the same reason.
func TestBothDoorsAgree(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	hook := newHook(t, p, "Doors")
	for name, door := range doorCases(hook, newDisabledHook(t, p)) {
		t.Run(name, func(t *testing.T) {
			rest, graphQL := p.postOverREST(t, door.input), p.executeWebhook(t, door.input)
			if rest.Code != door.code || firstError(rest) != door.field {
				t.Errorf("answered %q %q, want %q %q", rest.Code, firstError(rest), door.code, door.field)
			}
			if !sameOutcome(rest, graphQL) {
				t.Errorf("the doors differ:\nREST    %s\nGraphQL %s", shown(rest), shown(graphQL))
			}
			if rest.Posted == nil {
				return
			}
			checkStored(t, p, rest)
			checkStored(t, p, graphQL)
			onePost := door.input.key != nil
			if (rest.id == graphQL.id) != onePost || graphQL.replayed != onePost {
				t.Errorf("messages %s and %s, replayed: %v; want one post: %v", rest.id, graphQL.id, graphQL.replayed, onePost)
			}
		})
	}
}

// JSON that is not what it seems is refused by both, before anything is stored.
func TestBothDoorsRefuseBrokenJSON(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	hook := newHook(t, p, "Broken")
	for member, code := range map[string]string{
		`"content":"\ud800"`: "INVALID_UTF8", `"content":"\ude00\ud83d"`: "INVALID_UTF8", "\"content\":\"\xff\"": "INVALID_UTF8",
		`"content":"a","content":"b"`: "DUPLICATE_KEY", `"content":"a","cont\u0065nt":"b"`: "DUPLICATE_KEY",
		`"content":"a",`: "INVALID_JSON", `"content":01`: "INVALID_JSON",
		`"content":"a","name":` + strings.Repeat("[", 40) + strings.Repeat("]", 40): "JSON_TOO_DEEP",
	} {
		rest := jsonRequest(t, p.url+"/webhooks/"+hook.appID+"/"+hook.token, json.RawMessage(`{}`))
		rest.Body, rest.ContentLength = io.NopCloser(strings.NewReader("{"+member+"}")), -1
		var problem struct{ Code string }
		exchange(t, rest, &problem)
		query := `{"query":"mutation($in:ExecuteWebhookInput!){executeWebhook(input:$in){cursor}}","variables":{"in":{"appId":"` +
			hook.appID + `","token":"` + hook.token + `",` + member + `}}}`
		graphQL := jsonRequest(t, p.url+"/graphql", json.RawMessage(`{}`))
		graphQL.Body, graphQL.ContentLength = io.NopCloser(strings.NewReader(query)), -1
		var answer struct {
			Errors []struct{ Extensions struct{ Code string } }
		}
		exchange(t, graphQL, &answer)
		if problem.Code != code || len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != code {
			t.Errorf("%.40s: %s and %+v, want %s", member, problem.Code, answer.Errors, code)
		}
	}
}

// A message that one door has stored under a key is what the other answers, and neither takes another message under it.
func TestKeysCountAtBothDoors(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	in := newHook(t, p, "Keys")
	in.content, in.key = "first", new("a-key")
	first, second := p.executeWebhook(t, in), p.postOverREST(t, in)
	if first.id == "" || second.id != first.id || second.cursor != first.cursor || first.replayed || !second.replayed {
		t.Errorf("posted %s, replayed %s", shown(first), shown(second))
	}
	for what, change := range map[string]func(*input){
		"content": func(in *input) { in.content = "other" },
		"name":    func(in *input) { in.name = new("other") },
		"avatar":  func(in *input) { in.avatar = new("https://a.example/other.png") },
	} {
		changed := in
		change(&changed)
		rest, graphQL := p.postOverREST(t, changed), p.executeWebhook(t, changed)
		if rest.Code != "IDEMPOTENCY_KEY_REUSED" || !sameOutcome(rest, graphQL) {
			t.Errorf("another %s: REST %s, GraphQL %s", what, shown(rest), shown(graphQL))
		}
	}
}

func firstError(o outcome) string {
	if len(o.Errors) == 0 {
		return ""
	}
	return o.Errors[0].Field + " " + o.Errors[0].Code
}

func sameOutcome(a, b outcome) bool {
	return a.Code == b.Code && a.Message == b.Message &&
		reflect.DeepEqual(a.Errors, b.Errors) && reflect.DeepEqual(a.Posted, b.Posted)
}

func shown(o outcome) string {
	text, _ := json.Marshal(o)
	return o.id + " " + string(text)
}

// checkStored looks whether what a door has answered is what is stored.
func checkStored(t *testing.T, p *process, o outcome) {
	t.Helper()
	var stored struct {
		Node struct {
			postedMessage
			Channel struct{ ID string }
		}
	}
	p.GraphQL(&stored, `query($id:ID!){node(id:$id){... on Message{content channel{id} author{kind id name avatarUrl}}}}`,
		map[string]any{"id": o.id})
	stored.Node.ChannelID = stored.Node.Channel.ID
	if !reflect.DeepEqual(stored.Node.postedMessage, *o.Posted) {
		t.Errorf("answered %+v, stored %+v", *o.Posted, stored.Node.postedMessage)
	}
}
