//go:build linux

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"chattr/test/torture/checker"
)

// actAsUser posts, edits and deletes as a user until the context ends.
func (s *scenario) actAsUser(ctx context.Context, u *user, mean time.Duration) {
	for ; ctx.Err() == nil; pause(ctx, mean) {
		message := u.posted.pick().id
		switch dice := rand.IntN(100); {
		case dice < 25 && message != 0:
			s.edit(ctx, s.anyInstance(), u.identity(), message)
		case dice < 40 && message != 0:
			s.delete(ctx, s.anyInstance(), u.identity(), message)
		default:
			s.postAsUser(ctx, u)
		}
	}
}

// postAsUser posts with or without a key, and again with the key if the outcome is unknown.
func (s *scenario) postAsUser(ctx context.Context, u *user) {
	channel, text, key := s.busyChannel(), s.journal.newText(), ""
	if chance(50) {
		key = fmt.Sprintf("user-key-%d", text)
	}
	for range 4 {
		record, outcome := s.postMessage(ctx, s.anyInstance(), u.identity(), channel, text, key)
		if outcome == checker.Acknowledged {
			u.posted.add(s.noted(record))
		}
		if key == "" || outcome != checker.Unknown || ctx.Err() != nil {
			return
		}
		pause(ctx, 300*time.Millisecond)
	}
}

// postMessage sends one postMessage mutation and records it.
func (s *scenario) postMessage(ctx context.Context, at int, who identity, channel string, text int, key string) (*checker.Request, checker.Outcome) {
	request := checker.Request{Kind: checker.Post, Via: "graphql", Instance: at, User: who.user, Credential: who.credential, Text: text}
	input := fields{"channelId": channel, "content": checker.Text(text)}
	if key != "" {
		request.Key = channel + " " + who.user + " " + key
		input["idempotencyKey"] = key
	}
	record := s.journal.begin(request)
	var data struct{ PostMessage messageOf }
	r := s.graphql(ctx, at, who, `mutation($input: PostMessageInput!) {
		postMessage(input: $input) { message { id channelId } cursor replayed }
	}`, fields{"input": input}, &data)
	s.finish(record, r, data.PostMessage)
	return record, r.outcome
}

func (s *scenario) edit(ctx context.Context, at int, who identity, message int64) {
	text := s.journal.newText()
	record := s.journal.begin(checker.Request{
		Kind: checker.Edit, Via: "graphql", Instance: at, User: who.user, Credential: who.credential, Message: message, Text: text,
	})
	var data struct{ EditMessage messageOf }
	r := s.graphql(ctx, at, who, `mutation($id: ID!, $content: String!) {
		editMessage(input: {messageId: $id, content: $content}) { message { id channelId } cursor }
	}`, fields{"id": fmt.Sprint(message), "content": checker.Text(text)}, &data)
	s.finish(record, r, data.EditMessage)
}

func (s *scenario) delete(ctx context.Context, at int, who identity, message int64) checker.Outcome {
	record := s.journal.begin(checker.Request{
		Kind: checker.Delete, Via: "graphql", Instance: at, User: who.user, Credential: who.credential, Message: message,
	})
	var data struct{ DeleteMessage messageOf }
	r := s.graphql(ctx, at, who, `mutation($id: ID!) {
		deleteMessage(input: {messageId: $id}) { message { id channelId } cursor }
	}`, fields{"id": fmt.Sprint(message)}, &data)
	s.finish(record, r, data.DeleteMessage)
	return r.outcome
}

// moderate deletes messages of others as the owner until the context ends, and looks for what it has deleted on every
// instance: with a page, and with a stream that resumes before the post.
func (s *scenario) moderate(ctx context.Context, mean time.Duration) {
	for ; ctx.Err() == nil; pause(ctx, mean) {
		message := s.posted.pick()
		if message.id == 0 || s.delete(ctx, s.anyInstance(), s.ownerIdentity(), message.id) != checker.Acknowledged {
			continue
		}
		var probes sync.WaitGroup
		for at := range s.instances {
			probes.Go(func() { s.readPage(ctx, at, s.ownerIdentity(), message.channel, 100, false) })
			probes.Go(func() { s.readFrom(ctx, at, message) })
		}
		probes.Wait()
	}
}

// readFrom reads the events from a post on, for a short time, over a new stream.
func (s *scenario) readFrom(ctx context.Context, at int, message postedMessage) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	r := s.newReader("sse", s.ownerIdentity)
	r.last, r.reached = message.number+20, cancel
	r.followSSE(ctx, at, message.channel, message.before)
}

// manageMembers removes members and lets them join again, and revokes their access tokens, until the context ends.
func (s *scenario) manageMembers(ctx context.Context, mean time.Duration) {
	for ; ctx.Err() == nil; pause(ctx, mean) {
		u := s.users[rand.IntN(len(s.users))]
		if chance(40) {
			s.replaceToken(ctx, u)
			continue
		}
		if !s.remove(ctx, u) {
			continue
		}
		s.probe(ctx, u.identity())
		sleep(ctx, 3*time.Second+time.Duration(rand.IntN(5000))*time.Millisecond) // longer than the limit for open streams
		for ctx.Err() == nil && !s.join(ctx, u) {
			sleep(ctx, 200*time.Millisecond)
		}
	}
}

// probe tries on every instance whether a user without access can read or post.
func (s *scenario) probe(ctx context.Context, who identity) {
	for at := range s.instances {
		channel := s.busyChannel()
		s.postMessage(ctx, at, who, channel, s.journal.newText(), "")
		s.readPage(ctx, at, who, channel, 10, false)
	}
}

// remove removes a user from the server, and reports whether this is certain.
func (s *scenario) remove(ctx context.Context, u *user) bool {
	for ctx.Err() == nil {
		at := s.anyInstance()
		member, err := s.memberOf(ctx, at, u)
		if err != nil {
			sleep(ctx, 200*time.Millisecond)
			continue
		}
		record := s.journal.begin(checker.Request{Kind: checker.Remove, Via: "graphql", Instance: at, Subject: u.id})
		var r result
		if member == "" { // a removal without a response was carried out
			r.outcome = checker.Acknowledged
		} else {
			r = s.graphql(ctx, at, s.ownerIdentity(), `mutation($id: ID!) { removeMember(input: {memberId: $id}) { member { id } } }`,
				fields{"id": member}, nil)
		}
		s.finishWithoutMessage(record, r)
		if r.outcome == checker.Acknowledged {
			return true
		}
		sleep(ctx, 200*time.Millisecond)
	}
	return false
}

// finishWithoutMessage records a response that names no message.
func (s *scenario) finishWithoutMessage(record *checker.Request, r result) {
	s.journal.end(record, func(record *checker.Request) { record.Outcome, record.Code = r.outcome, r.code })
}

// memberOf returns the id of a user's membership, or "" if the user is not a member.
func (s *scenario) memberOf(ctx context.Context, at int, u *user) (string, error) {
	var found struct {
		Server struct {
			Members struct {
				Edges []struct {
					Node struct {
						ID   string
						User struct{ ID string }
					}
				}
			}
		}
	}
	err := s.graphql(ctx, at, s.ownerIdentity(), `query($id: ID!) { server(id: $id) { members(first: 100) { edges { node { id user { id } } } } } }`,
		fields{"id": s.server}, &found).err()
	for _, edge := range found.Server.Members.Edges {
		if edge.Node.User.ID == u.id {
			return edge.Node.ID, err
		}
	}
	return "", err
}

// join lets a user join the server again, and reports whether this is certain.
func (s *scenario) join(ctx context.Context, u *user) bool {
	at := s.anyInstance()
	secret, err := s.invite(ctx, at)
	if err != nil {
		return false
	}
	record := s.journal.begin(checker.Request{Kind: checker.Join, Via: "graphql", Instance: at, Subject: u.id})
	r := s.graphql(ctx, at, u.session, `mutation($secret: String!) { acceptInvitation(input: {secret: $secret}) { server { id } } }`,
		fields{"secret": secret}, nil)
	s.finishWithoutMessage(record, r)
	return r.outcome == checker.Acknowledged
}

// replaceToken gives a user another access token, revokes the old one while streams are open with it, and tries the old one on
// every instance. It lasts until those streams must have ended: another change of access meanwhile would end them too.
func (s *scenario) replaceToken(ctx context.Context, u *user) {
	u.mu.Lock()
	old, id := u.access, u.tokenID
	u.mu.Unlock()
	for ctx.Err() == nil && s.newToken(ctx, s.anyInstance(), u) != nil {
		sleep(ctx, 200*time.Millisecond)
	}
	s.accessing.Lock()
	defer s.accessing.Unlock()
	reading, stop := context.WithTimeout(ctx, 8*time.Second)
	defer stop()
	var readers sync.WaitGroup
	s.readEverywhere(reading, &readers, old, s.busyChannel(), "")
	sleep(ctx, 500*time.Millisecond)
	s.revoke(ctx, u, old, id)
	s.probe(ctx, old)
	readers.Wait()
}

// revoke revokes an access token of a user.
func (s *scenario) revoke(ctx context.Context, u *user, old identity, id string) {
	for ctx.Err() == nil {
		at := s.anyInstance()
		record := s.journal.begin(checker.Request{Kind: checker.Revoke, Via: "graphql", Instance: at, Subject: old.credential})
		r := s.graphql(ctx, at, u.session, `mutation($id: ID!) { revokeAccessToken(input: {accessTokenId: $id}) { accessToken { id } } }`,
			fields{"id": id}, nil)
		if r.code == "NOT_FOUND" { // a revocation without a response was carried out
			r.outcome = checker.Acknowledged
		}
		s.finishWithoutMessage(record, r)
		if r.outcome == checker.Acknowledged {
			return
		}
		sleep(ctx, 200*time.Millisecond)
	}
}
