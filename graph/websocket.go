package graph

import (
	"context"
	"encoding/json"
	"net/http"

	"chattr/internal/connections"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// serve makes a socket of a request, whose origin has been looked at.
func (all *sockets) serve(w http.ResponseWriter, r *http.Request) {
	who, err := all.known.credential(r)
	if err != nil {
		all.refuse(w, r, statusOf(err), err)
		return
	}
	hand, err := handshakeOf(r)
	if err != nil {
		hand.decline(w)
		all.refuse(w, r, hand.status, err)
		return
	}
	place := seat{address: all.known.proxies.Address(r)}
	if err := all.admit(place.address); err != nil {
		all.refuse(w, r, http.StatusServiceUnavailable, err)
		return
	}
	conn, early, err := hand.shake(w)
	if err != nil {
		all.discharge(&place)
		return
	}
	s := all.enter(conn, early, place, who, problem.RequestID(r.Context()))
	if !hand.speaks {
		s.end(closeSubprotocol, "Subprotocol not acceptable")
	}
	go s.listen() // this goroutine, with all that HTTP needed, ends here
}

// identify takes the credential of connection_init, or else that of the request. Its UNAUTHENTICATED has a reason for the client.
func (s *socket) identify(hello map[string]json.RawMessage) error {
	c, place, err := initCredential(hello)
	switch {
	case err != nil:
		return err
	case place != "":
		s.who = c
		place += " of connection_init"
	default:
		place = "Authorization of the request"
	}
	switch err = s.aside(s.authenticate); model.ErrorCode(err) {
	case "":
		return s.all.settle(s)
	case model.Unauthenticated:
		return model.Errorf(model.Unauthenticated, "The token in %s is wrong, expired or revoked, or its user is disabled", place)
	}
	return err
}

func (s *socket) authenticate(ctx context.Context) error {
	actor, err := s.all.known.actor(ctx, s.seat.address, s.who)
	switch {
	case s.who.session != "" && model.ErrorCode(err) == model.Unauthenticated:
		s.who = credential{} // a browser goes on sending the cookie of an ended session
		return nil
	case err != nil || actor.User == nil:
		return err
	}
	if err := s.all.name(s, actor.User.ID); err != nil {
		return err
	}
	connections.Protect(s.conn)
	s.mu.Lock()
	s.user = actor.User.ID
	s.mu.Unlock()
	s.watch = s.all.known.chat.WatchCredential(actor, func() { s.end(closeUnauthorized, "Unauthorized") })
	return nil
}

// name says whose a socket is. It returns LIMIT_REACHED if that user has as many as allowed.
func (all *sockets) name(s *socket, user model.ID) error {
	all.mu.Lock()
	defer all.mu.Unlock()
	if full := all.seats.name(s, user); full != "" {
		return model.Errorf(model.LimitReached, "%s", full)
	}
	return nil
}

// settle counts a socket whose connection_init has come. It returns OVERLOADED if there are too many without a credential.
func (all *sockets) settle(s *socket) error {
	all.mu.Lock()
	defer all.mu.Unlock()
	if s.seat.standing == named {
		return nil
	}
	if full := all.seats.stayAnonymous(s); full != "" {
		return model.Errorf(model.Overloaded, "%s", full)
	}
	return nil
}
