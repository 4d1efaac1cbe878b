package graph

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"testing"

	"chattr/internal/chat"
	"chattr/internal/model"
)

const (
	ownAvatar   = "https://a.example/ci.png"
	otherAvatar = "https://a.example/other.png?b=c&d"
)

// On every transport, the path of a picture depends on its URL and on the object that has the URL.
func TestAvatarPathsNameThePictureAndWhoHasIt(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	hook := w.withAvatars()
	for document, want := range map[string][]string{
		fmt.Sprintf(`{ webhook(id: "%d") { id avatarPath } }`, hook):                                                                        {ownAvatar},
		fmt.Sprintf(`{ channel(id: "%d") { messages { edges { node { id %s } } } } }`, w.channel, `author { avatarPath }`):                  {ownAvatar, otherAvatar, ""},
		fmt.Sprintf(`{ channel(id: "%d") { messages { edges { node { id %s } } } } }`, w.channel, `author { avatarPath } channel { name }`): {ownAvatar, otherAvatar, ""},
	} {
		_, a := w.ask(document, "Authorization", bearerOwner)
		checkAvatars(t, document, a.raw, want)
	}
}

func TestAvatarPathsGoOutWithEvents(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	stream := w.listen(fmt.Sprintf(`subscription { channelEvents(channelId: "%d", after: %q) { message { id author { avatarPath } } } }`, w.channel, w.post("first")), "Authorization", bearerOwner)
	w.withAvatars()
	for _, want := range []string{ownAvatar, otherAvatar, ""} {
		checkAvatars(t, "event", stream.next().raw, []string{want})
	}
}

func TestSwitchedOffThereAreNoAvatarPaths(t *testing.T) {
	t.Parallel()
	for _, path := range []*string{avatars(false).path(7, new(ownAvatar)), avatars(true).path(7, nil)} {
		if path != nil {
			t.Error(*path)
		}
	}
	p := newPageFixture(t, false)
	document := fmt.Sprintf(`{channel(id:"%d"){messages{edges{node{author{avatarUrl avatarPath}}}}}}`, p.channels[len(p.channels)-1])
	got := p.run(p.written, p.viewers[0], document, nil)
	if strings.Contains(got, "avatars/") || !strings.Contains(got, `"avatarPath":null`) || got != p.run(p.stock, p.viewers[0], document, nil) {
		t.Error(got)
	}
}

// withAvatars creates a webhook with an avatar, and three messages: with the webhook's avatar, with their own, with none.
func (w *fixture) withAvatars() model.ID {
	w.Helper()
	hook, err := w.chat.Webhooks.Create(w.Context(), w.owner, chat.CreateWebhookInput{ChannelID: w.channel, Name: "CI", AvatarURL: new(ownAvatar)})
	w.must(err)
	_, token, _ := strings.Cut(hook.URL[strings.Index(hook.URL, "/webhooks/")+len("/webhooks/"):], "/")
	for _, avatar := range []*string{nil, new(otherAvatar)} {
		_, err = w.chat.Webhooks.Execute(w.Context(), netip.Addr{}, chat.ExecuteWebhookInput{AppID: hook.Webhook.ID, Token: token, Content: "x", AvatarURL: avatar})
		w.must(err)
	}
	w.post("by a person")
	return hook.Webhook.ID
}

var withPath = regexp.MustCompile(`"id":"(\d+)"[^}]*"avatarPath":(null|"[^"]*")`)

// checkAvatars fails the test unless the response has the paths of these URLs, "" for none, each with the id beside it.
func checkAvatars(t *testing.T, what, response string, urls []string) {
	t.Helper()
	found := withPath.FindAllStringSubmatch(response, -1)
	if len(found) != len(urls) {
		t.Fatalf("%s: %s", what, response)
	}
	for i, url := range urls {
		want := "null"
		if url != "" {
			path, _ := json.Marshal("avatars/" + model.AvatarHash(url) + "?of=" + found[i][1])
			want = string(path)
		}
		if found[i][2] != want {
			t.Errorf("%s: %s instead of %s", what, found[i][2], want)
		}
	}
}
