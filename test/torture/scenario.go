//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"

	"chattr/test/torture/checker"
)

const (
	channelCount = 5
	webhookCount = 6
	userCount    = 5
)

// scenario is a server with channels, webhooks and members, and what its clients know of it.
type scenario struct {
	*api
	journal  *journal
	server   string
	channels []string          // the last one is the quiet channel
	starts   map[string]string // the cursor before the first event of each channel
	webhooks []*webhook
	quiet    *webhook // the only one that posts into the quiet channel
	users    []*user
	posted   recent // the last messages of all authors

	accessing sync.Mutex // held while access is changed where the effect of another change would hide what is tested

	mu     sync.Mutex
	latest map[string]postedMessage // the highest number that a reader of each channel has received, and its cursor
}

// webhook is a webhook with its URLs. The last URL is valid.
type webhook struct {
	id string

	mu     sync.Mutex
	tokens map[int]string // by the number of the URL; a number without a response has none
	url    int
	keys   []usedKey
}

// usedKey is a key that an acknowledged post has used.
type usedKey struct {
	key  string
	text int
	url  int
}

// current returns the number of the valid URL and its token.
func (w *webhook) current() (url int, token string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.url, w.tokens[w.url]
}

// older returns a URL that was replaced; ok is false if there is none.
func (w *webhook) older() (url int, token string, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for url, token := range w.tokens {
		if url < w.url {
			return url, token, true
		}
	}
	return 0, "", false
}

// user is a member of the server with a session and an access token.
type user struct {
	id      string
	session identity

	mu      sync.Mutex
	access  identity
	tokenID string
	tokens  int
	posted  recent
}

// identity returns the user's present access token.
func (u *user) identity() identity {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.access
}

// postedMessage is a message that was acknowledged, with a cursor from before it.
type postedMessage struct {
	id      int64
	channel string
	number  int64
	before  string
}

// recent holds the last posted messages.
type recent struct {
	mu       sync.Mutex
	messages []postedMessage
}

func (r *recent) add(message postedMessage) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.messages = append(r.messages, message)
	if len(r.messages) > 400 {
		r.messages = append([]postedMessage(nil), r.messages[200:]...)
	}
}

// pick returns one of the messages, or the zero value. Half of the time it is one of the youngest: older ones may be removed
// because of their age.
func (r *recent) pick() postedMessage {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.messages) == 0 {
		return postedMessage{}
	}
	from := 0
	if chance(50) {
		from = max(0, len(r.messages)-10)
	}
	return r.messages[from+rand.IntN(len(r.messages)-from)]
}

// noted remembers a post for those who edit and delete.
func (s *scenario) noted(post *checker.Request) postedMessage {
	m := postedMessage{id: post.Message, channel: post.Channel, number: post.Place.Number, before: s.starts[post.Channel]}
	s.mu.Lock()
	if c := s.latest[post.Channel]; c.number < m.number && c.before != "" {
		m.before = c.before
	}
	s.mu.Unlock()
	s.posted.add(m)
	return m
}

// passed remembers the cursor of an event that a reader has received.
func (s *scenario) passed(channel string, number int64, cursor string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.latest[channel].number < number {
		s.latest[channel] = postedMessage{number: number, before: cursor}
	}
}

// newScenario creates the server and everything on it.
func newScenario(ctx context.Context, a *api, j *journal) (*scenario, error) {
	s := &scenario{api: a, journal: j, starts: map[string]string{}, latest: map[string]postedMessage{}}
	var created struct {
		CreateServer struct{ Server struct{ ID string } }
	}
	if err := s.asOwner(ctx, `mutation { createServer(input: {name: "Torture"}) { server { id } } }`, nil, &created).err(); err != nil {
		return nil, err
	}
	s.server = created.CreateServer.Server.ID
	for i := range channelCount {
		id, start, err := s.createChannel(ctx, 0, fmt.Sprintf("channel-%d", i))
		if err != nil {
			return nil, err
		}
		s.channels = append(s.channels, id)
		s.starts[id] = start
	}
	for i := range webhookCount {
		w, err := s.createWebhook(ctx, i, s.busyChannel())
		if err != nil {
			return nil, err
		}
		s.webhooks = append(s.webhooks, w)
	}
	var err error
	if s.quiet, err = s.createWebhook(ctx, webhookCount, s.channels[channelCount-1]); err != nil {
		return nil, err
	}
	for i := range userCount {
		if err := s.createUser(ctx, i); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *scenario) ownerIdentity() identity { return identity{token: s.owner} }

// asOwner runs a document on the first instance.
func (s *scenario) asOwner(ctx context.Context, document string, variables fields, out any) result {
	return s.graphql(ctx, 0, s.ownerIdentity(), document, variables, out)
}

// createChannel creates a channel and returns its id and the cursor before its first event.
func (s *scenario) createChannel(ctx context.Context, at int, name string) (id, start string, err error) {
	var created struct {
		CreateChannel struct {
			Channel struct {
				ID       string
				Messages struct{ ResumeCursor string }
			}
		}
	}
	err = s.graphql(ctx, at, s.ownerIdentity(), `mutation($server: ID!, $name: String!) {
		createChannel(input: {serverId: $server, name: $name}) { channel { id messages(last: 1) { resumeCursor } } }
	}`, fields{"server": s.server, "name": name}, &created).err()
	channel := created.CreateChannel.Channel
	return channel.ID, channel.Messages.ResumeCursor, err
}

// busyChannel returns one of the channels that all webhooks and users post into.
func (s *scenario) busyChannel() string { return s.channels[rand.IntN(channelCount-1)] }

func (s *scenario) createWebhook(ctx context.Context, i int, channel string) (*webhook, error) {
	var created struct {
		CreateWebhook struct {
			Webhook struct{ ID string }
			URL     string
		}
	}
	err := s.asOwner(ctx, `mutation($channel: ID!, $name: String!) {
		createWebhook(input: {channelId: $channel, name: $name}) { webhook { id } url }
	}`, fields{"channel": channel, "name": fmt.Sprintf("Webhook %d", i)}, &created).err()
	id := created.CreateWebhook.Webhook.ID
	moved := s.journal.begin(checker.Request{Kind: checker.Move, Via: "graphql", Webhook: id, Channel: channel})
	s.journal.end(moved, func(r *checker.Request) { r.Outcome = checker.Acknowledged })
	return &webhook{id: id, url: 1, tokens: map[int]string{1: tokenOf(created.CreateWebhook.URL)}}, err
}

// tokenOf returns the last part of a webhook's URL.
func tokenOf(url string) string { return url[strings.LastIndex(url, "/")+1:] }

// invite returns the secret of an invitation for one person.
func (s *scenario) invite(ctx context.Context, at int) (string, error) {
	var created struct{ CreateInvitation struct{ URL string } }
	err := s.graphql(ctx, at, s.ownerIdentity(), `mutation($server: ID!) { createInvitation(input: {serverId: $server}) { url } }`,
		fields{"server": s.server}, &created).err()
	_, secret, _ := strings.Cut(created.CreateInvitation.URL, "#invite=")
	return secret, err
}

func (s *scenario) createUser(ctx context.Context, i int) error {
	invitation, err := s.invite(ctx, 0)
	if err != nil {
		return err
	}
	r := s.post(ctx, s.instances[0].url()+"/sign-up", fields{
		"name": fmt.Sprintf("member-%d", i), "password": fmt.Sprintf("a long password %d", i), "invitation": invitation,
	})
	if err := r.err(); err != nil {
		return err
	}
	var signedUp struct{ User struct{ ID string } }
	if err := json.Unmarshal(r.body, &signedUp); err != nil {
		return err
	}
	u := &user{id: signedUp.User.ID}
	u.session = identity{user: u.id, cookie: cookiesOf(r.header)}
	joined := s.journal.begin(checker.Request{Kind: checker.Join, Via: "graphql", Subject: u.id})
	s.journal.end(joined, func(r *checker.Request) { r.Outcome = checker.Acknowledged })
	s.users = append(s.users, u)
	return s.newToken(ctx, 0, u)
}

// cookiesOf returns the cookies of a response as a request sends them.
func cookiesOf(header http.Header) string {
	response := http.Response{Header: header}
	var pairs []string
	for _, c := range response.Cookies() {
		pairs = append(pairs, c.Name+"="+c.Value)
	}
	return strings.Join(pairs, "; ")
}

// newToken gives a user another access token.
func (s *scenario) newToken(ctx context.Context, at int, u *user) error {
	var created struct {
		CreateAccessToken struct {
			AccessToken struct{ ID string }
			Secret      string
		}
	}
	err := s.graphql(ctx, at, u.session, `mutation { createAccessToken(input: {name: "torture"}) { accessToken { id } secret } }`, nil, &created).err()
	if err != nil {
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.tokens++
	u.tokenID = created.CreateAccessToken.AccessToken.ID
	u.access = identity{user: u.id, credential: fmt.Sprintf("%s/%d", u.id, u.tokens), token: created.CreateAccessToken.Secret}
	return nil
}
