package graphqlws

import (
	"context"
	"encoding/json"
	"net/http"

	"chattr/internal/connections"
	"chattr/internal/model"
	"chattr/internal/problem"
)

// serve makes a socket of a request, whose origin has been looked at.
func (all *Server) Serve(w http.ResponseWriter, r *http.Request) {
	client, err := all.Accept(r)
	if err != nil {
		all.Refuse(w, r, problem.Status(err), err)
		return
	}
	hand, err := handshakeOf(r)
	if err != nil {
		hand.decline(w)
		all.Refuse(w, r, hand.status, err)
		return
	}
	place := seat{address: all.Proxies.Address(r)}
	if err := all.admit(place.address); err != nil {
		all.Refuse(w, r, http.StatusServiceUnavailable, err)
		return
	}
	conn, early, err := hand.shake(w)
	if err != nil {
		all.discharge(&place)
		return
	}
	s := all.enter(conn, early, place, client, problem.RequestID(r.Context()))
	if !hand.speaks {
		s.end(closeSubprotocol, "Subprotocol not acceptable")
	}
	go s.listen() // this goroutine, with all that HTTP needed, ends here
}

// identify authenticates the client with the payload of connection_init. Its UNAUTHENTICATED has a reason for the client.
func (s *socket) identify(payload map[string]json.RawMessage) error {
	if err := s.client.ReadInit(payload); err != nil {
		return err
	}
	if err := s.aside(s.authenticate); err != nil {
		return err
	}
	return s.all.settle(s)
}

func (s *socket) authenticate(ctx context.Context) error {
	user, err := s.client.Authenticate(ctx)
	if err != nil || user == 0 {
		return err
	}
	if err := s.all.name(s, user); err != nil {
		return err
	}
	connections.Protect(s.conn)
	s.mu.Lock()
	s.user = user
	s.mu.Unlock()
	s.stopWatch = s.client.WatchCredential(func() { s.end(CloseUnauthorized, "Unauthorized") })
	return nil
}

// name says whose a socket is. It returns LIMIT_REACHED if that user has as many as allowed.
func (all *Server) name(s *socket, user model.ID) error {
	all.mu.Lock()
	defer all.mu.Unlock()
	if full := all.seats.name(s, user); full != "" {
		return model.Errorf(model.LimitReached, "%s", full)
	}
	return nil
}

// settle counts a socket whose connection_init has come. It returns OVERLOADED if there are too many without a credential.
func (all *Server) settle(s *socket) error {
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
