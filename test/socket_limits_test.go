package test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Sockets are limited for each address, which a trusted proxy reports, and for each user.
func TestSocketsAreLimited(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_TRUSTED_PROXIES=127.0.0.0/8", "CHATTR_SOCKETS_PER_ADDRESS=2", "CHATTR_SOCKETS_PER_USER=3")
	var open []*websocket.Conn
	for _, from := range []string{"192.0.2.1", "192.0.2.1", "2001:db8::1"} {
		conn, response := p.dial(t, from)
		if conn == nil {
			t.Fatalf("%s from %s", response.Status, from)
		}
		if kind, err := hello(conn, ownerToken); kind != "connection_ack" {
			t.Fatal(err)
		}
		open = append(open, conn)
	}
	if conn, response := p.dial(t, "192.0.2.1"); conn != nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a third socket of one address: got %s, want 503", response.Status)
	}
	conn, _ := p.dial(t, "2001:db8::2") // the second of its network, and the fourth of the user
	if kind, err := hello(conn, ownerToken); !websocket.IsCloseError(err, 4403) {
		t.Errorf("a fourth socket of one user: got %s, %v; want close code 4403", kind, err)
	}
	_ = open[0].Close()
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		conn, _ := p.dial(t, "192.0.2.1")
		if conn != nil {
			if kind, err := hello(conn, ownerToken); kind != "connection_ack" {
				t.Error(err)
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("a closed socket still counts")
		}
	}
}

// A socket without operations is closed when its session or token ends.
func TestIdleSocketsEndWithTheirCredential(t *testing.T) {
	t.Parallel()
	p := startServer(t, "CHATTR_OWNER_TOKEN=")
	cookie := p.signIn(t, p.SignInLink())
	request := func(document string) (created struct {
		CreateAccessToken struct{ Secret string }
	},
	) {
		p.asSession(t, cookie, &created, document)
		return created
	}
	expires := time.Now().Add(3 * time.Second).UTC().Format(time.RFC3339)
	token := request(`mutation{createAccessToken(input:{name:"short",expiresAt:"` + expires + `"}){secret}}`).CreateAccessToken.Secret
	expiring, session := p.idle(t, token), p.idle(t, "", "Cookie", "chattr_session="+cookie)
	expiring.isClosed(t)
	signOut, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, p.url+"/session", nil)
	if err != nil {
		t.Fatal(err)
	}
	signOut.Header.Set("Cookie", "chattr_session="+cookie)
	response, err := client.Do(signOut)
	if err != nil || response.StatusCode != http.StatusNoContent {
		t.Fatal(response, err)
	}
	began := time.Now()
	session.isClosed(t)
	if took := time.Since(began); took > accessWithin {
		t.Errorf("the socket was closed after %v, want at most %v", took, accessWithin)
	}
}

// Sockets without a credential do not prevent users with a token from connecting, not even from the same address.
func TestAnonymousSocketsDoNotKeepUsersOut(t *testing.T) {
	t.Parallel()
	p := startServerUnder(t, []string{"sh", "-c", `ulimit -n 200; exec "$0" "$@"`})
	for i := range 300 {
		conn, _ := p.dial(t, "192.0.2.1")
		if conn == nil {
			continue
		}
		if i%2 == 0 {
			_, _ = hello(conn, "") // the server may have closed it already
		}
	}
	for range 3 {
		conn, response := p.dial(t, "192.0.2.1")
		if conn == nil {
			t.Fatalf("got %s, want a socket", response.Status)
		}
		if kind, err := hello(conn, ownerToken); kind != "connection_ack" {
			t.Fatalf("got %q, %v, want connection_ack", kind, err)
		}
		if took := timeOperation(t, conn, "1", "{__typename}"); took > 9*time.Second {
			t.Errorf("a query takes %v, want less than 9 s", took)
		}
	}
}

func TestUntrustedProxyIsWarnedOfOnce(t *testing.T) {
	t.Parallel()
	const warning = "--trusted-proxies"
	send := func(p *process, header string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/healthz", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set(header, "for=192.0.2.1")
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
	}
	for name, c := range map[string]struct {
		env, header string
		want        int
	}{
		"X-Forwarded-For": {"CHATTR_TRUSTED_PROXIES=10.0.0.0/8", "X-Forwarded-For", 1},
		"Forwarded":       {"CHATTR_TRUSTED_PROXIES=", "Forwarded", 1},
		"trusted":         {"CHATTR_TRUSTED_PROXIES=127.0.0.1", "X-Forwarded-For", 0},
		"no proxy":        {"CHATTR_TRUSTED_PROXIES=", "X-Other", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startServer(t, c.env)
			for range 5 {
				send(p, c.header)
			}
			p.Terminate()
			if got := strings.Count(p.stderr.text(), warning); got != c.want {
				t.Errorf("got %d warnings that name %s, want %d", got, warning, c.want)
			}
		})
	}
}
