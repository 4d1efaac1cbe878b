package test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// secretCase is a request that contains a secret.
type secretCase struct {
	what, method, path, body string
	header                   http.Header
}

func secretCases(appID, secret string) (all []secretCase) {
	in, hook := url.PathEscape(secret), "/webhooks/"+appID+"/"+url.PathEscape(secret)
	add := func(what, method, path, body string, header ...string) {
		c := secretCase{what, method, path, body, http.Header{"Content-Type": {"application/json"}}}
		for i := 0; i < len(header); i += 2 {
			c.header.Set(header[i], header[i+1])
		}
		all = append(all, c)
	}
	graphQL := func(what, query string, variables any, header ...string) {
		body, _ := json.Marshal(map[string]any{"query": query, "variables": variables})
		add(what, http.MethodPost, "/graphql", string(body), header...)
	}
	const post, get = http.MethodPost, http.MethodGet
	bearer := []string{"Authorization", "Bearer " + secret}

	add("a post", post, hook, firstPost, "Idempotency-Key", secret)
	add("a post's headers", post, hook, firstPost, "X-Request-Id", secret, "Traceparent", secret, "User-Agent", secret, "Origin", "https://"+in+".example")
	add("a look at a webhook", get, hook, "")
	add("a path with more", post, hook+"/more", firstPost)
	add("a path with less", get, "/webhooks/"+in, "")
	add("a path of slashes", post, "//webhooks//"+appID+"//"+in+"//", firstPost)
	add("a long path", post, hook+strings.Repeat("x", 8000), firstPost)
	add("a longer path", post, hook+"?"+strings.Repeat("x", 40000), firstPost)
	for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions, "NONSENSE"} {
		add("method "+method, method, hook, firstPost)
	}
	for what, body := range map[string]string{
		"broken JSON": `{"content":"x","` + secret, "a duplicate": `{"content":"` + secret + `","content":"x"}`, "a duplicate name": `{"` + secret + `":1,"` + secret + `":2}`,
		"no object": `["` + secret + `"]`, "bad UTF-8": `{"content":"` + secret + "\xff\"}", "a wrong type": `{"content":1,"name":["` + secret + `"]}`,
		"a long name": `{"content":"x","name":"` + secret + secret + `"}`, "a bad URL": `{"content":"x","avatarUrl":"https://u:` + secret + `@a.example/"}`,
		"a bad scheme": `{"content":"x","avatarUrl":"javascript:` + secret + `"}`, "no content": `{"` + secret + `":"` + secret + `"}`,
		"a control character": `{"content":"` + secret + `\u0000"}`, "trailing data": firstPost + secret, "too much": `{"content":"` + strings.Repeat(secret, 2000) + `"}`,
	} {
		add("the body, "+what, post, hook, body)
		add("a body for GraphQL, "+what, post, "/graphql", body, bearer...)
		add("a body for a session, "+what, post, "/session", body)
	}
	add("the type", post, hook, firstPost, "Content-Type", "text/"+in)
	add("the encoding", post, hook, firstPost, "Content-Encoding", in)
	add("a bad key", post, hook, firstPost, "Idempotency-Key", secret+" é")

	const viewer, watch = `{viewer{user{name}}}`, `subscription($id:ID!,$after:String){channelEvents(channelId:$id,after:$after){cursor}}`
	graphQL("bearer", viewer, nil, bearer...)
	graphQL("no scheme", viewer, nil, "Authorization", secret)
	graphQL("Basic", viewer, nil, "Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("u:"+secret)))
	graphQL("a cookie", viewer, nil, "Cookie", "chattr_session="+secret)
	graphQL("a field", "{"+secret+"}", nil)
	graphQL("a fragment", "{viewer{..."+strings.ReplaceAll(secret, "-", "_")+"}}", nil)
	graphQL("a text that does not end", `{node(id:"`+secret, nil)
	graphQL("an unknown argument", `mutation{executeWebhook(input:{appId:"1",tokn:"`+secret+`",content:"x"}){cursor}}`, nil)
	graphQL("a token without quotes", `mutation{executeWebhook(input:{appId:"1",token:`+strings.ReplaceAll(secret, "-", "_")+`,content:"x"}){cursor}}`, nil)
	graphQL("a token for a number", `{viewer{servers(first:"`+secret+`"){edges{cursor}}}}`, nil, bearer...)
	graphQL("a date", `mutation{createAccessToken(input:{name:"x",expiresAt:"`+secret+`"}){secret}}`, nil, bearer...)
	graphQL("a cursor", `query($s:String){viewer{servers(after:$s){edges{cursor}}}}`, map[string]any{"s": secret}, bearer...)
	for _, kind := range []string{"Int", "Boolean", "ID!", "DateTime", "Permission", "ExecuteWebhookInput", "[Int]", "Nonsense", "String"} {
		graphQL("a variable of "+kind, "query($v:"+kind+"){a:viewer{servers(first:$v){edges{cursor}}} b:node(id:$v){id}}", map[string]any{"v": secret}, bearer...)
		graphQL("a lone variable of "+kind, "query($v:"+kind+"){__typename @skip(if:$v)}", map[string]any{"v": secret}, bearer...)
	}
	graphQL("a date as a variable", `mutation($in:CreateAccessTokenInput!){createAccessToken(input:$in){secret}}`,
		map[string]any{"in": map[string]any{"name": "x", "expiresAt": secret, "readOnly": secret}}, bearer...)
	graphQL("an unknown variable", viewer, map[string]any{secret: secret}, bearer...)
	graphQL("executeWebhook", `mutation($t:String!){executeWebhook(input:{appId:"1",token:$t,content:"x"}){cursor}}`, map[string]any{"t": secret})
	graphQL("executeWebhook of a wrong type", `mutation($t:Int!){executeWebhook(input:{appId:$t,token:$t,content:$t}){cursor}}`, map[string]any{"t": secret})
	graphQL("executeWebhook, refused", `mutation($t:String!,$a:ID!){executeWebhook(input:{appId:$a,token:$t,content:"",name:$t,idempotencyKey:$t}){cursor}}`,
		map[string]any{"t": secret, "a": appID})
	graphQL("a stream", watch, map[string]any{"id": secret, "after": secret}, "Accept", "text/event-stream", "Last-Event-ID", secret, "Authorization", "Bearer "+secret)
	add("an operation's name", post, "/graphql", `{"query":"query A{__typename} query B{__typename}","operationName":"`+secret+`"}`)
	add("a hash", post, "/graphql", `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"`+secret+`"}}}`)
	add("a query in the URL", get, "/graphql?query="+url.QueryEscape(`{node(id:"`+secret+`"){`+secret)+"&token="+in, "")
	add("a mutation in the URL", get, "/graphql?query="+url.QueryEscape(`mutation{executeWebhook(input:{appId:"1",token:"`+secret+`",content:"x"}){cursor}}`), "")
	add("variables in the URL", get, "/graphql?query="+url.QueryEscape("query($v:Int){__typename}")+"&variables="+in, "")
	add("a stream in the URL", get, "/graphql?token="+in, "", "Accept", "text/event-stream")

	add("a page", get, "/"+in+"?sign-in="+in, "", "Referer", secret)
	add("a page that takes GET", post, "/schema.graphql?"+in, "")
	add("a session's cookie", get, "/session", "", "Cookie", "chattr_session="+secret)
	add("a sign-in", post, "/session", `{"secret":"`+secret+`x"}`)
	add("a password", post, "/session", `{"login":"planted","password":"`+secret+`x"}`)
	add("a login", post, "/session", `{"login":"`+secret+`","password":"`+secret+`"}`)
	add("a proof", post, "/proof", `{"current":"`+secret+`"}`, "Cookie", "chattr_session="+secret+"x")
	add("a new password", post, "/password", `{"current":"`+secret+`","new":"`+secret+`"}`, "Cookie", "chattr_session="+secret+"x")
	add("a sign-up", post, "/sign-up", `{"name":"`+secret+`","email":"`+secret+`","password":"`+secret+`","invitation":"`+secret+`x"}`)
	add("a look at an invitation", post, "/invitation", `{"secret":"`+secret+`"}`)
	graphQL("an invitation", `mutation($s:String!){acceptInvitation(input:{secret:$s}){server{id}}}`, map[string]any{"s": secret})
	add("a picture", get, "/avatars/"+in+"?of="+in, "")
	return all
}

// socketCases returns sequences of messages of a client on a socket. The last message makes the server close the socket.
func socketCases(secret string) map[string][]string {
	init := `{"type":"connection_init","payload":{"authorization":"Bearer ` + secret + `"}}`
	subscribe := func(query string) string {
		payload, _ := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"t": secret}})
		return `{"id":"1","type":"subscribe","payload":` + string(payload) + `}`
	}
	const last = `{"type":"` // a broken message
	return map[string][]string{
		"connection_init":               {init, last + secret},
		"connection_init, no Bearer":    {`{"type":"connection_init","payload":{"authorization":"` + secret + `"}}`, last + secret},
		"connection_init, wrong member": {`{"type":"connection_init","payload":{"token":"` + secret + `"}}`, last},
		"connection_init, broken":       {`{"type":"connection_init","payload":{"authorization":"Bearer ` + secret},
		"a message's type":              {init, `{"type":"` + secret + `"}`},
		"a subscription":                {init, subscribe(`subscription($t:String){channelEvents(channelId:"1",after:$t){cursor}}`), last},
		"a broken document":             {init, subscribe(`{` + secret), last},
		"a variable":                    {init, subscribe(`query($t:Int){viewer{servers(first:$t){edges{cursor}}}}`), last},
		"two of an id":                  {init, subscribe(`{viewer{user{id}}}`), subscribe(`{viewer{user{id}}}`), last},
	}
}

// rawCases returns requests to which net/http responds itself.
func rawCases(appID, secret string) map[string]string {
	line := "POST /webhooks/" + appID + "/" + secret
	return map[string]string{
		"no protocol":        line + "\r\n\r\n",
		"a wrong protocol":   line + " HTTP/9.9\r\nHost: x\r\n\r\n",
		"no host":            line + " HTTP/1.1\r\n\r\n",
		"a bad header":       line + " HTTP/1.1\r\nHost: x\r\nAuthorization Bearer " + secret + "\r\n\r\n",
		"a bad host":         line + " HTTP/1.1\r\nHost: " + secret + "/\x01\r\n\r\n",
		"a bad length":       line + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + secret + "\r\n\r\n",
		"a transfer coding":  line + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + secret + "\r\n\r\n",
		"a bad chunk":        line + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + secret + "\r\n",
		"a bad escape":       "GET /%zz" + secret + " HTTP/1.1\r\nHost: x\r\n\r\n",
		"something else":     secret + "\r\n\r\n",
		"an absolute target": "GET http://u:" + secret + "@a.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
	}
}

// responseOf sends the request and returns the whole response with its headers.
func (c secretCase) responseOf(t *testing.T, p *process) string {
	t.Helper()
	return c.sendTo(t, p.url)
}

func (c secretCase) sendTo(t *testing.T, base string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), c.method, base+c.path, strings.NewReader(c.body))
	if err != nil {
		t.Errorf("%s: %v", c.what, err)
		return ""
	}
	request.Header = c.header
	response, err := client.Do(request)
	if err != nil { // the server closes the connection if the request is too large
		return ""
	}
	defer response.Body.Close()
	text, err := httputil.DumpResponse(response, true)
	if err != nil {
		t.Errorf("%s: %v", c.what, err)
	}
	return string(text)
}

// talk sends messages on a socket and returns everything that it receives until the socket is closed.
func (p *process) talk(t *testing.T, messages []string) (received string) {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	socket, _, err := dialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(p.url, "http")+"/graphql", nil)
	if err != nil {
		t.Error(err)
		return ""
	}
	defer socket.Close()
	_ = socket.SetReadDeadline(time.Now().Add(patience))
	for _, message := range messages {
		if err := socket.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
			break // the previous message has closed the socket
		}
	}
	for {
		_, text, err := socket.ReadMessage()
		if err != nil {
			return received + err.Error()
		}
		received += string(text) + "\n"
	}
}

// raw sends the bytes and returns the response.
func (p *process) raw(t *testing.T, text string) string {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Error(err)
		return ""
	}
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(patience))
	_, _ = io.WriteString(connection, text)
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.CloseWrite()
	}
	received, _ := io.ReadAll(connection)
	return string(received)
}
