// Package chattest has tests of chat that run over several carriers of hints.
package chattest

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"chattr/db"
	"chattr/internal/chat"
	"chattr/internal/model"
	"chattr/internal/pubsub"
	"chattr/internal/stream"
)

const patience = 30 * time.Second

// DeletedText measures, with three instances that share the database, for how long after a deletion was acknowledged on one of
// them the open streams of the others still deliver the text. It fails the test if this is longer than three times 100 ms, which
// is the promise where hints travel.
func DeletedText(t *testing.T, database *db.DB, broker func(t testing.TB) pubsub.Broker) {
	const rounds, promised, slack = 10, 100 * time.Millisecond, 3
	var instances []*chat.Chat
	for range 3 {
		instances = append(instances, start(t, database, broker(t)))
	}
	p := &place{T: t, instances: instances}
	p.create()
	p.waitForHints()
	longest := time.Duration(0)
	for range rounds {
		longest = max(longest, p.round())
	}
	t.Logf("the text was delivered until at most %v after the deletion was acknowledged", longest)
	if longest > slack*promised {
		t.Errorf("the text was delivered %v after the deletion was acknowledged, want at most %v", longest, slack*promised)
	}
}

// start runs an instance until the test ends.
func start(t *testing.T, database *db.DB, broker pubsub.Broker) *chat.Chat {
	c := chat.New(database, broker, chat.Options{Log: slog.New(slog.DiscardHandler)})
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { broker.Run(ctx) })
	running.Go(func() { c.Run(ctx) })
	t.Cleanup(func() { stop(); running.Wait() })
	return c
}

// place is a channel on all instances.
type place struct {
	*testing.T
	instances []*chat.Chat
	owner     model.Actor
	channel   model.ID
}

func (p *place) ok(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

func (p *place) create() {
	p.Helper()
	first := p.instances[0]
	_, err := first.Begin(p.Context(), false)
	p.ok(err)
	link, err := first.SignIn.OperatorSignInLink(p.Context(), model.OwnerName)
	p.ok(err)
	_, secret, _ := strings.Cut(link, "#sign-in=")
	in, err := first.SignIn.SignIn(p.Context(), secret)
	p.ok(err)
	p.owner, err = first.SignIn.AuthenticateSession(p.Context(), in.Cookie)
	p.ok(err)
	server, err := first.Servers.Create(p.Context(), p.owner, chat.CreateServerInput{Name: "Server"})
	p.ok(err)
	channel, err := first.Channels.Create(p.Context(), p.owner, chat.CreateChannelInput{ServerID: server.Server.ID, Name: "general"})
	p.ok(err)
	p.channel = channel.Channel.ID
}

func (p *place) open(c *chat.Chat) *stream.Stream {
	p.Helper()
	s, err := c.Events.Open(p.Context(), p.owner, p.channel, nil)
	p.ok(err)
	return s
}

func (p *place) next(s *stream.Stream) *model.ChannelEvent {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.Context(), patience)
	defer cancel()
	e, err := s.Next(ctx)
	p.ok(err)
	return e
}

func (p *place) post(content string) model.ID {
	p.Helper()
	posted, err := p.instances[0].Messages.Post(p.Context(), p.owner, chat.PostMessageInput{ChannelID: p.channel, Content: content})
	p.ok(err)
	return posted.Message.ID
}

// waitForHints posts until events arrive sooner than the poll brings them, several times in a row.
func (p *place) waitForHints() {
	p.Helper()
	const row = 5
	for deadline, soon := time.Now().Add(patience), 0; soon < row; {
		began := time.Now()
		streams := []*stream.Stream{p.open(p.instances[1]), p.open(p.instances[2])}
		p.post("is anybody there?")
		for _, s := range streams {
			p.next(s)
			s.Close()
		}
		if soon++; time.Since(began) > 200*time.Millisecond {
			soon = 0
		}
		if time.Now().After(deadline) {
			p.Fatal("no hints travel between the instances")
		}
	}
}

// round deletes a message on one instance, while streams are open on the others which have not delivered it. They deliver it one
// after the other. It returns when the last of them carried the text.
func (p *place) round() (longest time.Duration) {
	p.Helper()
	const streams, interval = 60, 4 * time.Millisecond
	var open [2][]*stream.Stream
	for i := range open {
		for range streams {
			s := p.open(p.instances[i+1])
			defer s.Close()
			open[i] = append(open[i], s)
		}
	}
	secret := p.post("secret")
	for i := range open {
		p.next(open[i][0]) // it is there
	}
	_, err := p.instances[0].Messages.Delete(p.Context(), p.owner, chat.DeleteMessageInput{MessageID: secret})
	p.ok(err)
	acknowledged := time.Now()
	for n := range streams - 1 {
		for i := range open {
			if e := p.next(open[i][n+1]); e.Message.Content != "" {
				longest = time.Since(acknowledged)
			}
		}
		time.Sleep(interval)
	}
	return longest
}
