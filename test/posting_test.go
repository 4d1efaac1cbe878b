package test

import (
	"path"
	"testing"
)

func newHook(t *testing.T, p *process, name string) input {
	t.Helper()
	var created struct{ CreateWebhook struct{ URL string } }
	p.GraphQL(&created, `mutation($in:CreateWebhookInput!){createWebhook(input:$in){url}}`, map[string]any{"in": map[string]any{
		"channelId": p.webhookChannel(), "name": name, "avatarUrl": "https://a.example/own.png",
	}})
	url := created.CreateWebhook.URL
	return input{appID: path.Base(path.Dir(url)), token: path.Base(url)}
}

func newDisabledHook(t *testing.T, p *process) input {
	t.Helper()
	hook := newHook(t, p, "Disabled")
	p.GraphQL(nil, `mutation($id:ID!){updateWebhook(input:{webhookId:$id,enabled:false}){webhook{id}}}`,
		map[string]any{"id": hook.appID})
	return hook
}

// postOverREST posts to the URL of the webhook.
func (p *process) postOverREST(t *testing.T, in input) (o outcome) {
	t.Helper()
	body := map[string]any{"content": in.content, "name": in.name, "avatarUrl": in.avatar}
	request := jsonRequest(t, p.url+"/webhooks/"+in.appID+"/"+in.token, body)
	if in.key != nil {
		request.Header["Idempotency-Key"] = []string{*in.key}
	}
	var decoded struct {
		Code, Detail string
		Errors       []fieldError
		Message      *struct {
			postedMessage
			ID, Cursor string
		}
	}
	header := exchange(t, request, &decoded)
	o = outcome{Code: decoded.Code, Message: decoded.Detail, Errors: decoded.Errors}
	if m := decoded.Message; m != nil {
		o.Posted, o.id, o.cursor = &m.postedMessage, m.ID, m.Cursor
		o.replayed = header.Get("Idempotent-Replayed") == "true"
	}
	return o
}

// executeWebhook posts with the mutation, without credentials.
func (p *process) executeWebhook(t *testing.T, in input) (o outcome) {
	t.Helper()
	const document = `mutation($in: ExecuteWebhookInput!) {
		executeWebhook(input: $in) { message { id content author { kind id name avatarUrl } } cursor replayed } }`
	variables := map[string]any{"appId": in.appID, "token": in.token, "content": in.content, "name": in.name, "avatarUrl": in.avatar}
	if in.key != nil {
		variables["idempotencyKey"] = *in.key
	}
	request := jsonRequest(t, p.url+"/graphql", map[string]any{"query": document, "variables": map[string]any{"in": variables}})
	var decoded struct {
		Data struct {
			ExecuteWebhook struct {
				Message *struct {
					postedMessage
					ID string
				}
				Cursor   string
				Replayed bool
			}
		}
		Errors []struct {
			Message    string
			Extensions struct {
				Code   string
				Errors []fieldError
			}
		}
	}
	exchange(t, request, &decoded)
	if len(decoded.Errors) > 0 {
		e := decoded.Errors[0]
		return outcome{Code: e.Extensions.Code, Message: e.Message, Errors: e.Extensions.Errors}
	}
	done := decoded.Data.ExecuteWebhook
	if done.Message == nil {
		t.Fatal("got neither a message nor an error")
	}
	done.Message.ChannelID = p.webhookChannel().String() // the token of a webhook gives no access to the channel
	return outcome{Posted: &done.Message.postedMessage, id: done.Message.ID, cursor: done.Cursor, replayed: done.Replayed}
}
