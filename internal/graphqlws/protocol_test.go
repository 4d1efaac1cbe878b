package graphqlws

import (
	"encoding/binary"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestProtocolErrorsCloseTheSocket(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	const initMessage = `{"type":"connection_init"}`
	asked := func(payload string) []string {
		return []string{initMessage, `{"id":"1","type":"subscribe","payload":` + payload + `}`}
	}
	for name, c := range map[string]struct {
		messages []string
		code     int
	}{
		"empty":                        {[]string{""}, 4400},
		"null":                         {[]string{"null"}, 4400},
		"trailing data":                {[]string{initMessage + "{}"}, 4400},
		"no type":                      {[]string{`{"id":"1"}`}, 4400},
		"type in other case":           {[]string{`{"TYPE":"ping"}`}, 4400},
		"type not text":                {[]string{`{"type":1}`}, 4400},
		"server's message":             {[]string{initMessage, `{"id":"1","type":"next","payload":{}}`}, 4400},
		"server's acknowledgement":     {[]string{`{"type":"connection_ack"}`}, 4400},
		"ping with a list":             {[]string{`{"type":"ping","payload":[]}`}, 4400},
		"pong with text":               {[]string{`{"type":"pong","payload":"x"}`}, 4400},
		"initMessage with text":        {[]string{`{"type":"connection_init","payload":"x"}`}, 4400},
		"id not text":                  {[]string{initMessage, `{"id":1,"type":"subscribe","payload":{"query":"count 1"}}`}, 4400},
		"empty id":                     {[]string{initMessage, `{"id":"","type":"subscribe","payload":{"query":"count 1"}}`}, 4400},
		"complete without id":          {[]string{initMessage, `{"type":"complete"}`}, 4400},
		"payload of text":              {asked(`"count 1"`), 4400},
		"no query":                     {asked(`{}`), 4400},
		"query null":                   {asked(`{"query":null}`), 4400},
		"query not text":               {asked(`{"query":{}}`), 4400},
		"name not text":                {asked(`{"query":"count 1","operationName":1}`), 4400},
		"variables in a list":          {asked(`{"query":"count 1","variables":[]}`), 4400},
		"extensions as text":           {asked(`{"query":"count 1","extensions":""}`), 4400},
		"malformed before initMessage": {asked(`{}`)[1:], 4400},
		"subscribe before initMessage": {asked(`{"query":"count 1"}`)[1:], 4401},
		"initMessage twice":            {[]string{initMessage, initMessage}, 4429},
		"bad token":                    {[]string{`{"type":"connection_init","payload":{"Authorization":"Bearer x"}}`}, 4401},
		"close of an operation":        {asked(`{"query":"end 4321"}`), 4321},
		"panic":                        {asked(`{"query":"panic"}`), 1011},
		"panic at work":                {asked(`{"query":"panicking"}`), 1011},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := f.connect()
			for _, message := range c.messages {
				p.send(message)
			}
			p.send(`{"type":"ping"}`) // later messages are ignored
			if got := p.closed(); got != c.code {
				t.Errorf("closed with %d, want %d", got, c.code)
			}
		})
	}
	t.Cleanup(func() {
		eventually(t, "all operations closed", func() bool { return f.counts.alive.Load() == 0 })
	})
}

func TestProtocolDuplicateID(t *testing.T) {
	t.Parallel()
	p := newFixture(t, Options{}).connectInitialized()
	p.subscribe("é", "watch")
	p.send(`{"id":"\u00e9","type":"subscribe","payload":{"query":"watch"}}`) // the same id, with an escape
	if got := p.closed(); got != 4409 {
		t.Errorf("closed with %d", got)
	}
}

func TestProtocolOperations(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{})
	p := f.connectInitialized()
	p.subscribe(`a "1"`, "count 2")
	p.expect(`{"id":"a \"1\"","type":"next","payload":{"data":{"n":1}}}`)
	p.expect(`{"id":"a \"1\"","type":"next","payload":{"data":{"n":2}}}`)
	p.expect(`{"id":"a \"1\"","type":"complete"}`)
	p.subscribe("2", "fail")
	p.expect(`{"id":"2","type":"error","payload":[{"message":"as asked"}]}`) // and no `complete`
	p.send(`{"id":"3","type":"subscribe","payload":{"extensions":{"persistedQuery":{}}, "variables": null}}`)
	p.expect(`{"id":"3","type":"complete"}`)
	p.subscribe("2", "watch")
	p.send(`{"id":"2","type":"complete"}`)
	p.subscribe("2", "count 1") // an id is free immediately
	p.expect(`{"id":"2","type":"next","payload":{"data":{"n":1}}}`)
	p.expect(`{"id":"2","type":"complete"}`)
	p.send(`{"id":"unknown","type":"complete"}`)
	p.send(`{"type":"ping","payload":{"é":[1, 2]}}`)
	p.expect(`{"type":"pong","payload":{"é":[1, 2]}}`)
	p.raw(masked(0x89, "ping"))
	if op, payload, err := p.frame(); op != opPong || string(payload) != "ping" || err != nil {
		t.Error(op, payload, err)
	}
	eventually(t, "all operations closed", func() bool { return f.counts.alive.Load() == 0 })
}

func TestProtocolEndOfAnOperationEndsItsWork(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*testSocket){
		"complete": func(p *testSocket) { p.send(`{"id":"1","type":"complete"}`) },
		"close":    func(p *testSocket) { p.raw(masked(0x88, "")) },
		"lost":     func(p *testSocket) { _ = p.conn.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, Options{})
			p := f.connectInitialized()
			p.subscribe("1", "wait")
			eventually(t, "work", func() bool { return f.counts.working.Load() == 1 })
			leave(p)
			eventually(t, "closed", func() bool { return f.counts.alive.Load() == 0 })
		})
	}
}

func TestSocketsOfOneUserAreLimited(t *testing.T) {
	t.Parallel()
	f := newFixture(t, Options{PerUser: 1})
	initMessage := `{"type":"connection_init","payload":{"authorization":"` + bearerOwner + `"}}`
	first, second := f.connect(), f.connect()
	first.send(initMessage)
	first.expect(`{"type":"connection_ack"}`)
	second.send(initMessage)
	if got := second.closed(); got != 4403 {
		t.Errorf("closed with %d", got)
	}
	f.connectInitialized() // sockets without a user have no such limit
	first.raw(masked(0x88, ""))
	first.waitForClose()
	eventually(t, "a slot is free", func() bool {
		p := f.connect()
		p.send(initMessage)
		_, payload, err := p.frame()
		return err == nil && strings.Contains(string(payload), "connection_ack")
	})
}

// pipeSocket opens a socket over a pipe, for tests with the clock of a bubble.
func pipeSocket(t *testing.T) (*testSocket, *Server) {
	all := (&counting{t: t}).server(Options{})
	return pipe(t, all), all
}

func pipe(t *testing.T, all *Server) *testSocket {
	client, server := net.Pipe()
	t.Cleanup(func() {
		_ = client.Close()
		time.Sleep(2 * writeInterval) // of the bubble's clock: the server's goroutines end
	})
	if err := all.admit(admission{}.address); err != nil {
		t.Fatal(err)
	}
	c, err := all.Accept(httptest.NewRequest(http.MethodGet, "/", nil))
	must(t, err)
	go all.add(server, nil, admission{}, c, "").receiver.run()
	return newTestSocket(t, client)
}

func TestProtocolInitTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, all := pipeSocket(t)
		begin := time.Now()
		p.send(`{"type":"ping"}`)
		p.expect(`{"type":"pong"}`)
		if got := p.closed(); got != 4408 {
			t.Errorf("closed with %d", got)
		}
		if took := time.Since(begin); took < 10*time.Second || took > 10*time.Second+writeInterval {
			t.Errorf("closed after %v", took)
		}
		p.waitForClose()
		synctest.Wait()
		if len(all.open) != 0 || all.limiter.all != 0 {
			t.Error("not forgotten")
		}
	})
}

func TestSilentSocketsArePinged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		patient := defaultTimeouts
		patient.idle = 24 * time.Hour
		p := pipe(t, (&counting{t: t}).server(Options{timeouts: patient}))
		p.initialize()
		for range 100 { // a socket that responds stays open
			begin := time.Now()
			if op, payload, err := p.frame(); op != opPing || len(payload) != 0 || err != nil {
				t.Fatal(op, payload, err)
			}
			if waited := time.Since(begin); waited < 15*time.Second || waited > 25*time.Second {
				t.Fatalf("pinged after %v", waited)
			}
			p.raw(masked(0x8a, ""))
		}
		begin := time.Now()
		p.waitForClose()
		if waited := time.Since(begin); waited != 45*time.Second {
			t.Errorf("cut after %v", waited)
		}
	})
}

func TestAnonymousSocketIsClosedAfterAMinuteWithoutOperations(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, _ := pipeSocket(t)
		p.initialize()
		began := time.Now()
		time.Sleep(20 * time.Second)
		p.subscribe("1", "count 1 0")
		for {
			switch op, payload, err := p.frame(); {
			case err != nil:
				t.Fatal(err)
			case op == opPing: // a pong is not enough to stay open
				p.raw(masked(0x8a, ""))
			case op == opClose:
				if code := binary.BigEndian.Uint16(payload); code != 1000 {
					t.Errorf("closed with %d, want 1000", code)
				}
				if took := time.Since(began); took < 80*time.Second || took > 81*time.Second {
					t.Errorf("closed after %v, want a minute after the operation at 20 s", took)
				}
				p.raw(masked(0x88, "\x03\xe8"))
				p.waitForClose()
				return
			}
		}
	})
}

func TestSocketThatTricklesItsMessageIsCut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, all := pipeSocket(t)
		p.initialize()
		go func() {
			for range p.in.Buffered() + 1000 {
				if _, _, err := p.frame(); err != nil {
					return
				}
			}
		}()
		begin := time.Now()
		_, _ = p.conn.Write(masked(0x81, strings.Repeat(" ", 1000))[:200])
		for len(all.open) > 0 {
			_, _ = p.conn.Write([]byte(" "))
			time.Sleep(time.Second)
			synctest.Wait()
		}
		if took := time.Since(begin); took > 35*time.Second {
			t.Errorf("cut after %v", took)
		}
	})
}

func TestFastMessagesAreReadLater(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, _ := pipeSocket(t)
		p.initialize()
		begin := time.Now()
		go func() {
			for range 199 {
				_, _ = p.conn.Write(masked(0x81, `{"type":"ping"}`))
			}
		}()
		for i := range 199 {
			p.expect(`{"type":"pong"}`)
			late := max(0, time.Duration(i+2-frameLimit.Burst)*frameLimit.Interval) // connection_init counts
			if took := time.Since(begin); took < late || took > late+2*writeInterval {
				t.Fatalf("message %d answered after %v, want %v", i, took, late)
			}
		}
	})
}

func TestProtocolCloseFrameOfTheClientIsAwaitedBriefly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, _ := pipeSocket(t)
		p.send(`nonsense`)
		if got := p.closed(); got != 4400 {
			t.Errorf("closed with %d", got)
		}
		begin := time.Now()
		p.waitForClose()
		if took := time.Since(begin); took != time.Second {
			t.Errorf("gone after %v", took)
		}
	})
}
