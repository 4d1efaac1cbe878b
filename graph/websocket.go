package graph

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/gorilla/websocket"

	"chattr/model"
)

const subprotocol = "graphql-transport-ws"

// webSocket carries graphql-transport-ws. gqlgen's transport runs the operations; all that it reads and writes goes
// through a socket, which keeps the protocol's rules.
type webSocket transports

func init() { // over a socket these are an `error`, as what validation finds
	for _, code := range []string{queryTooLarge, depthExceeded, complexityExceeded} {
		errcode.RegisterErrorType(code, errcode.KindProtocol)
	}
}

// Supports takes what wants to become a WebSocket.
func (webSocket) Supports(r *http.Request) bool { return isUpgrade(r) }

// Do serves a socket until it ends.
func (t webSocket) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	credential, err := t.known.credential(r)
	if err != nil {
		t.refuse(w, r, statusOf(err), err)
		return
	}
	conn, err := t.upgrader().Upgrade(hijackable{w}, r, nil)
	if err != nil {
		return // answered by the upgrader
	}
	s := newSocket(conn, t.known, credential)
	defer s.close()
	if conn.Subprotocol() != subprotocol {
		s.end(closeSubprotocol, "Subprotocol not acceptable")
		return
	}
	gone := make(chan struct{})
	defer close(gone)
	go func() {
		select {
		case <-t.done:
			s.end(websocket.CloseServiceRestart, "Service restart")
		case <-gone:
		}
	}()
	t.engine(s).Do(w, r.WithContext(withSocket(r.Context(), s)), exec)
}

// engine is gqlgen's transport with what it does wrong switched off: it has no time limits of its own, for those would
// read from the connection in a second goroutine.
func (t webSocket) engine(s *socket) transport.Websocket {
	return transport.Websocket{
		Implementation:   opened{s},
		PingPongInterval: pingInterval,
		MissingPongOk:    true, // the socket's read deadline sees to it
		InitFunc: func(ctx context.Context, hello transport.InitPayload) (context.Context, *transport.InitPayload, error) {
			return ctx, nil, s.identify(ctx, hello)
		},
	}
}

func (t webSocket) upgrader() *websocket.Upgrader {
	return &websocket.Upgrader{
		Subprotocols:     []string{subprotocol},
		ReadBufferSize:   1024,
		WriteBufferSize:  1024,
		HandshakeTimeout: 10 * time.Second,
		CheckOrigin:      func(*http.Request) bool { return true }, // entry has looked
		Error: func(w http.ResponseWriter, r *http.Request, status int, reason error) {
			t.refuse(w, r, status, model.Errorf(model.BadUserInput, "%v", reason))
		},
	}
}

// hijackable finds the connection behind whatever middleware wrapped the writer.
type hijackable struct{ http.ResponseWriter }

func (h hijackable) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(h.ResponseWriter).Hijack()
}

// opened hands gqlgen the socket that is open already.
type opened struct{ socket *socket }

// Accept cannot fail.
func (o opened) Accept(http.ResponseWriter, *http.Request, transport.WebsocketAcceptOptions) (transport.WebsocketConn, error) {
	return o.socket, nil
}

// identify takes the credential of connection_init, or else that of the request. It ends the socket when it is not good.
func (s *socket) identify(ctx context.Context, hello transport.InitPayload) error {
	for key, value := range hello {
		header, _ := value.(string)
		if !strings.EqualFold(key, "authorization") || header == "" {
			continue
		}
		c, err := bearer(header)
		if err != nil {
			s.end(closeUnauthorized, "Unauthorized")
			return err
		}
		s.credential = c
	}
	_, err := s.known.actor(ctx, s.credential)
	if s.credential.session != "" && model.ErrorCode(err) == model.Unauthenticated {
		s.credential = credential{} // a browser goes on sending the cookie of an ended session
		return nil
	}
	s.judge(err)
	return err
}

// renew is who the socket's credential belongs to now.
func (s *socket) renew(ctx context.Context) (model.Actor, error) {
	// SECURITY: sockets live for days; each operation asks anew whether the token or the session is still good.
	who, err := s.known.actor(ctx, s.credential)
	if model.ErrorCode(err) == model.Unauthenticated {
		s.end(closeUnauthorized, "Unauthorized")
	}
	return who, err
}

// judge ends a socket whose credential could not be confirmed.
func (s *socket) judge(err error) {
	switch model.ErrorCode(err) {
	case "":
	case model.Unauthenticated:
		s.end(closeUnauthorized, "Unauthorized")
	default:
		s.end(websocket.CloseTryAgainLater, "Try again later")
	}
}

// overSocket lets a stream that could not begin, or that ended, say so in an `error` message of its own.
func (t transports) overSocket(
	ctx context.Context, s *socket, f *feed, responses graphql.ResponseHandler,
) graphql.ResponseHandler {
	return func(call context.Context) *graphql.Response {
		response := responses(call)
		switch {
		case response == nil:
			t.finish(ctx, s, f.ended(call))
		case response.Data == nil:
			for _, err := range response.Errors {
				transport.AddSubscriptionError(ctx, err)
			}
			return nil
		}
		return response
	}
}

func (t transports) finish(ctx context.Context, s *socket, reason error) {
	switch model.ErrorCode(reason) {
	case "":
	case model.ShuttingDown:
		s.end(websocket.CloseServiceRestart, "Service restart")
	case model.Unauthenticated:
		s.end(closeUnauthorized, "Unauthorized")
	default:
		transport.AddSubscriptionError(ctx, t.present(ctx, reason))
	}
}
