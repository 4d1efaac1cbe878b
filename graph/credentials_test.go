package graph

import (
	"errors"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// closing returns the close frame of the server.
func (c *client) closing() *websocket.CloseError {
	c.Helper()
	_, message, err := c.conn.ReadMessage()
	var end *websocket.CloseError
	if !errors.As(err, &end) {
		c.Fatalf("got %s, %v, want a close frame", message, err)
	}
	return end
}

func (w *fixture) initialize(payload string, headers ...string) *client {
	w.Helper()
	c := w.dial(headers...)
	c.send(`{"type":"connection_init","payload":` + payload + `}`)
	return c
}

func TestConnectionInitCarriesCredentials(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, payload := range []string{
		`{"Authorization":"Bearer TOKEN"}`, `{"authorization":"Bearer TOKEN"}`, `{"AUTHORIZATION":"TOKEN"}`, `{"Authorization":"bearer  TOKEN "}`,
		`{"headers":{"Authorization":"Bearer TOKEN"}}`, `{"headers":{"authorization":"TOKEN","x":1}}`,
		`{"authToken":"TOKEN"}`, `{"authToken":"Bearer TOKEN"}`, `{"token":"TOKEN"}`, `{"token":"Bearer TOKEN","x":[]}`,
		`{"token":"TOKEN","authToken":"Bearer TOKEN","headers":{"Authorization":"TOKEN"},"authorization":"BEARER TOKEN"}`,
		`{"token":"TOKEN","authToken":null,"headers":null}`, `{"token":"TOKEN","headers":[]}`, `{"token":"TOKEN","headers":{"authorization":null}}`, `{"token":"TOKEN","authToken":""}`,
	} {
		t.Run(payload, func(t *testing.T) {
			c := w.initialize(strings.ReplaceAll(payload, "TOKEN", ownerToken))
			c.expect("", "connection_ack", "")
			c.subscribe("1", "{ viewer { user { name } } }")
			c.expect("1", "next", `"name":"owner"`)
		})
	}
}

func TestConnectionInitWithAWrongCredentialIsClosedWithAReason(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for payload, reason := range map[string]string{
		`{"Authorization":"Bearer nonsense"}`:                            "Authorization of connection_init is wrong",
		`{"authorization":"Basic dXNlcjpwYXNz"}`:                         "authorization of connection_init must be a token",
		`{"authorization":"Bearer"}`:                                     "authorization of connection_init must be a token",
		`{"authorization":"Bearer "}`:                                    "authorization of connection_init must be a token",
		`{"authorization":"Bearer a b"}`:                                 "authorization of connection_init must be a token",
		`{"authToken":"  "}`:                                             "authToken of connection_init must be a token",
		`{"authToken":42}`:                                               "authToken of connection_init must be a token",
		`{"token":false}`:                                                "token of connection_init must be a token",
		`{"token":{"value":"TOKEN"}}`:                                    "token of connection_init must be a token",
		`{"token":["TOKEN"]}`:                                            "token of connection_init must be a token",
		`{"token":"Bearer undefined"}`:                                   "token of connection_init is wrong",
		`{"authToken":"nonsense"}`:                                       "authToken of connection_init is wrong",
		`{"headers":{"Authorization":"Bearer nonsense"}}`:                "headers.Authorization of connection_init is wrong",
		`{"headers":{"authorization":["Bearer TOKEN"]}}`:                 "headers.authorization of connection_init must be a token",
		`{"headers":{"authorization":"Token TOKEN"}}`:                    "headers.authorization of connection_init must be a token",
		`{"token":"TOKEN","authToken":"other"}`:                          "authToken and token of connection_init are different",
		`{"Authorization":"Bearer TOKEN","authorization":"other"}`:       "Authorization and authorization of connection_init are different",
		`{"Authorization":"TOKEN","headers":{"Authorization":"other"}}`:  "Authorization and headers.Authorization of connection_init are",
		`{"headers":{"Authorization":"a","authorization":"b"},"x":null}`: "headers.Authorization and headers.authorization of connection",
	} {
		t.Run(payload, func(t *testing.T) {
			end := w.initialize(strings.ReplaceAll(payload, "TOKEN", ownerToken)).closing()
			if end.Code != 4401 || !strings.Contains(end.Text, reason) || strings.Contains(end.Text, ownerToken) {
				t.Errorf("closed with %d %q, want 4401 %q", end.Code, end.Text, reason)
			}
		})
	}
	t.Run("in the request", func(t *testing.T) {
		end := w.initialize(`{}`, "Authorization", "Bearer nonsense").closing()
		if end.Code != 4401 || !strings.Contains(end.Text, "Authorization of the request is wrong") {
			t.Errorf("closed with %d %q, want 4401 and the request's Authorization", end.Code, end.Text)
		}
	})
	t.Run("instead of the request's", func(t *testing.T) {
		w.initialize(`{"token":"`+ownerToken+`"}`, "Authorization", "Bearer nonsense").expect("", "connection_ack", "")
	})
}

func TestErrorOfAnAnonymousSocketNamesThePlacesOfCredentials(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	for _, payload := range []string{`{}`, `null`, `{"jwt":"` + ownerToken + `"}`, `{"Authorization":null,"x":1}`, `{"authToken":"","headers":{"Authorization":""}}`, `{"headers":{"cookie":"x"}}`} {
		t.Run(payload, func(t *testing.T) {
			c := w.initialize(payload)
			c.expect("", "connection_ack", "")
			c.subscribe("1", "{ __typename }")
			c.expect("1", "next", `"Query"`)
			c.expect("1", "complete", "")
			for id, query := range map[string]string{"2": "{ viewer { user { name } } }", "3": w.watch("")} {
				c.subscribe(id, query)
				got := c.read()
				for _, place := range []string{"UNAUTHENTICATED", "`Authorization`", "`headers.Authorization`", "`authToken`", "`token`", "connection_init"} {
					if got.ID != id || !strings.Contains(string(got.Payload), place) {
						t.Errorf("got %s %s, want %s", got.ID, got.Payload, place)
					}
				}
				if id == "2" {
					c.expect("2", "complete", "")
				}
			}
		})
	}
	if _, a := w.ask("{ viewer { user { name } } }"); strings.Contains(a.raw, "connection_init") {
		t.Errorf("over HTTP: got %s, want no word of connection_init", a.raw)
	}
}
