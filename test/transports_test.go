package test

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"
)

// input is one post, over any transport.
type input struct {
	appID, token string
	content      string
	name, avatar *string
	key          *string
}

// outcome is the result of an input over one transport: the stored message, or the reason for the refusal.
type outcome struct {
	Code    string
	Message string // for people
	Errors  []fieldError
	Posted  *postedMessage

	id, cursor string // of the message; they differ for each post
	replayed   bool
}

type fieldError struct {
	Field, Code, Message string
	Limit, Got           int
}

// postedMessage is what two posts of one input have in common.
type postedMessage struct {
	ChannelID string
	Content   string
	Author    struct {
		Kind, ID, Name string
		AvatarURL      *string
	}
}

// The webhook's URL and the mutation accept and refuse the same posts, for the same reasons.
func TestTransportsAgree(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	hook := newHook(t, p, "Transports")
	for name, c := range transportCases(hook, newDisabledHook(t, p)) {
		t.Run(name, func(t *testing.T) {
			rest, graphQL := p.postOverREST(t, c.input), p.executeWebhook(t, c.input)
			if rest.Code != c.code || firstError(rest) != c.field {
				t.Errorf("got %q %q, want %q %q", rest.Code, firstError(rest), c.code, c.field)
			}
			if !sameOutcome(rest, graphQL) {
				t.Errorf("the transports differ:\nREST    %s\nGraphQL %s", shown(rest), shown(graphQL))
			}
			if rest.Posted == nil {
				return
			}
			checkStored(t, p, rest)
			checkStored(t, p, graphQL)
			onePost := c.input.key != nil
			if (rest.id == graphQL.id) != onePost || graphQL.replayed != onePost {
				t.Errorf("got the messages %s and %s, replayed: %v; want one post: %v", rest.id, graphQL.id, graphQL.replayed, onePost)
			}
		})
	}
}

// Ambiguous and broken JSON is refused over both transports, before anything is stored.
func TestTransportsRefuseBrokenJSON(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	hook := newHook(t, p, "Broken")
	for member, code := range map[string]string{
		`"content":"\ud800"`: "INVALID_UTF8", `"content":"\ude00\ud83d"`: "INVALID_UTF8", "\"content\":\"\xff\"": "INVALID_UTF8",
		`"content":"a","content":"b"`: "DUPLICATE_KEY", `"content":"a","cont\u0065nt":"b"`: "DUPLICATE_KEY",
		`"content":"a",`: "INVALID_JSON", `"content":01`: "INVALID_JSON",
		`"content":"a","name":` + strings.Repeat("[", 40) + strings.Repeat("]", 40): "JSON_TOO_DEEP",
	} {
		rest := jsonRequest(t, p.url+"/webhooks/"+hook.appID+"/"+hook.token, json.RawMessage(`{}`))
		rest.Body, rest.ContentLength = io.NopCloser(strings.NewReader("{"+member+"}")), -1
		var problem struct{ Code string }
		exchange(t, rest, &problem)
		query := `{"query":"mutation($in:ExecuteWebhookInput!){executeWebhook(input:$in){cursor}}","variables":{"in":{"appId":"` +
			hook.appID + `","token":"` + hook.token + `",` + member + `}}}`
		graphQL := jsonRequest(t, p.url+"/graphql", json.RawMessage(`{}`))
		graphQL.Body, graphQL.ContentLength = io.NopCloser(strings.NewReader(query)), -1
		var decoded struct {
			Errors []struct{ Extensions struct{ Code string } }
		}
		exchange(t, graphQL, &decoded)
		if problem.Code != code || len(decoded.Errors) != 1 || decoded.Errors[0].Extensions.Code != code {
			t.Errorf("%.40s: got %s and %+v, want %s", member, problem.Code, decoded.Errors, code)
		}
	}
}

// A message that was posted with a key over one transport is returned for the key over the other one. Both refuse another message with
// the key.
func TestKeysCountOverBothTransports(t *testing.T) {
	t.Parallel()
	p := startServer(t)
	in := newHook(t, p, "Keys")
	in.content, in.key = "first", new("a-key")
	first, second := p.executeWebhook(t, in), p.postOverREST(t, in)
	if first.id == "" || second.id != first.id || second.cursor != first.cursor || first.replayed || !second.replayed {
		t.Errorf("got %s, then %s; want one message and a replay", shown(first), shown(second))
	}
	for what, change := range map[string]func(*input){
		"content": func(in *input) { in.content = "other" },
		"name":    func(in *input) { in.name = new("other") },
		"avatar":  func(in *input) { in.avatar = new("https://a.example/other.png") },
	} {
		changed := in
		change(&changed)
		rest, graphQL := p.postOverREST(t, changed), p.executeWebhook(t, changed)
		if rest.Code != "IDEMPOTENCY_KEY_REUSED" || !sameOutcome(rest, graphQL) {
			t.Errorf("another %s: got %s over REST and %s over GraphQL, want IDEMPOTENCY_KEY_REUSED", what, shown(rest), shown(graphQL))
		}
	}
}

func firstError(o outcome) string {
	if len(o.Errors) == 0 {
		return ""
	}
	return o.Errors[0].Field + " " + o.Errors[0].Code
}

func sameOutcome(a, b outcome) bool {
	return a.Code == b.Code && a.Message == b.Message &&
		reflect.DeepEqual(a.Errors, b.Errors) && reflect.DeepEqual(a.Posted, b.Posted)
}

func shown(o outcome) string {
	text, _ := json.Marshal(o)
	return o.id + " " + string(text)
}

// checkStored fails the test unless the stored message is the one that was returned.
func checkStored(t *testing.T, p *process, o outcome) {
	t.Helper()
	var stored struct {
		Node struct {
			postedMessage
			Channel struct{ ID string }
		}
	}
	p.GraphQL(&stored, `query($id:ID!){node(id:$id){... on Message{content channel{id} author{kind id name avatarUrl}}}}`,
		map[string]any{"id": o.id})
	stored.Node.ChannelID = stored.Node.Channel.ID
	if !reflect.DeepEqual(stored.Node.postedMessage, *o.Posted) {
		t.Errorf("got the response %+v, want %+v as stored", *o.Posted, stored.Node.postedMessage)
	}
}

// transportCase is an input with the code and the first field error that both transports must return; "" for a message.
type transportCase struct {
	input       input
	code, field string
}

func transportCases(hook, disabled input) map[string]transportCase {
	all := map[string]transportCase{}
	add := func(name string, in input, code, field string) { all[name] = transportCase{in, code, field} }
	with := func(change func(*input)) input {
		in := hook
		in.content = "a message"
		change(&in)
		return in
	}
	for name, text := range contents {
		add("content "+name, with(func(in *input) { in.content = text.value }), text.refusal(), text.field("content"))
	}
	for name, text := range names {
		add("name "+name, with(func(in *input) { in.name = &text.value }), text.refusal(), text.field("name"))
	}
	for name, text := range avatars {
		add("avatar "+name, with(func(in *input) { in.avatar = &text.value }), text.refusal(), text.field("avatarUrl"))
	}
	for name, key := range map[string]string{
		"empty": "", "with a space": "a b", "not ASCII": "clé", "too long": strings.Repeat("k", 256),
	} {
		add("key "+name, with(func(in *input) { in.key = &key }), "IDEMPOTENCY_KEY_INVALID", "")
	}
	add("key", with(func(in *input) { in.key = new("deploy-42") }), "", "")
	add("key of the greatest length", with(func(in *input) { in.key = new(strings.Repeat("~", 255)) }), "", "")
	disabled.content = "a message"
	add("disabled", disabled, "WEBHOOK_DISABLED", "")
	addUnknownURLs(all, with, disabled)
	return all
}

// addUnknownURLs adds posts with wrong URLs. All of them have the same result, also with an invalid message.
func addUnknownURLs(all map[string]transportCase, with func(func(*input)) input, other input) {
	for name, change := range map[string]func(*input){
		"unknown app id":           func(in *input) { in.appID = "1000000000000000000" },
		"malformed app id":         func(in *input) { in.appID = "deploys" },
		"id of something else":     func(in *input) { in.appID = "1" },
		"token with a wrong sum":   func(in *input) { in.token = in.token[:67] + "!" },
		"token cut short":          func(in *input) { in.token = in.token[:40] },
		"token of another webhook": func(in *input) { in.token = other.token },
		"app id of another":        func(in *input) { in.appID = other.appID },
		"unknown with a bad post":  func(in *input) { in.appID, in.content = "1000000000000000000", "" },
		"wrong token with bad key": func(in *input) { in.token, in.key = other.token, new("") },
	} {
		all[name] = transportCase{with(change), "WEBHOOK_NOT_FOUND", ""}
	}
}

func (s sample) refusal() string {
	if s.code == "" {
		return ""
	}
	return "VALIDATION_FAILED"
}

// sample is a text with the code of its error, "" if it is valid.
type sample struct{ value, code string }

func (s sample) field(name string) string {
	if s.code == "" {
		return ""
	}
	return name + " " + s.code
}

var contents = map[string]sample{
	"plain":                 {"Deploy completed successfully.", ""},
	"cut at both ends":      {" \t\n a\r\nb \u3000", ""},
	"markup":                {`<b>&amp;</b> @everyone "quoted" \ back`, ""},
	"tab and line breaks":   {"a\tb\nc\r\nd", ""},
	"emoji":                 {"👩🏽‍💻🇩🇪1️⃣", ""},
	"combining marks":       {"e" + strings.Repeat("\u0301", 20), ""},
	"not normalized":        {"e\u0301 é ﬁ Å", ""},
	"bidi and zero-width":   {"a\u202eb\u200bc\u2066d", ""},
	"private use":           {"\ue000\U0010fffd", ""},
	"noncharacters":         {"\ufffe\uffff\ufffd", ""},
	"separators":            {"a\u2028b\u2029c", ""},
	"greatest length":       {strings.Repeat("💥", 4000), ""},
	"great, then cut":       {"\n" + strings.Repeat("x", 4000) + "\n", ""},
	"indented":              {"\n    if ok:\n        go()\n", ""},
	"coloured":              {"\x1b[31m" + strings.Repeat("x", 4000) + "\x1b[0m", ""},
	"colours only":          {"\x1b[31m\x1b[0m", "EMPTY"},
	"sequence with a space": {"a\x1b[31 mb", "INVALID_CHARACTER"},
	"too long":              {strings.Repeat("x", 4001), "TOO_LONG"},
	"too long in emoji":     {strings.Repeat("💥", 4001), "TOO_LONG"},
	"empty":                 {"", "EMPTY"},
	"white space":           {" \t\r\n\u00a0\u2003", "EMPTY"},
	"invisible":             {"\u200b\u2060\ufeff\u3164\u2800", "EMPTY"},
	"NUL":                   {"a\x00b", "INVALID_CHARACTER"},
	"escape":                {"a\x1bb", "INVALID_CHARACTER"},
	"C1 control":            {"a\u0085b", "INVALID_CHARACTER"},
	"delete":                {"a\x7fb", "INVALID_CHARACTER"},
}

var names = map[string]sample{
	"plain":                   {"CI Bot", ""},
	"empty counts as absent":  {"", ""},
	"blank counts as absent":  {" \t\u00a0", ""},
	"cut at both ends":        {"  CI Bot\n", ""},
	"coloured":                {"\x1b[1mCI Bot\x1b[0m", ""},
	"emoji":                   {"⚙️ Build 🇩🇪 👩🏽\u200d💻", ""},
	"Persian":                 {"می\u200cخواهم", ""},
	"Sinhala":                 {"ශ්\u200dරී", ""},
	"useless joiner":          {"CI\u200dBot", "INVALID_CHARACTER"},
	"four marks":              {"e\u0301\u0302\u0303\u0304", ""},
	"greatest length":         {strings.Repeat("ñ", 80), ""},
	"reserved inside a name":  {"System Monitor", ""},
	"too long":                {strings.Repeat("ñ", 81), "TOO_LONG"},
	"invisible":               {"\u200b\u200d", "EMPTY"},
	"five marks":              {"e\u0301\u0302\u0303\u0304\u0305", "INVALID_CHARACTER"},
	"line break":              {"CI\nBot", "INVALID_CHARACTER"},
	"bidi":                    {"CI\u202eBot", "INVALID_CHARACTER"},
	"zero-width":              {"CI\u200bBot", "INVALID_CHARACTER"},
	"tags":                    {"CI\U000e0041", "INVALID_CHARACTER"},
	"private use":             {"CI\ue000", "INVALID_CHARACTER"},
	"NUL":                     {"CI\x00Bot", "INVALID_CHARACTER"},
	"reserved":                {"everyone", "RESERVED"},
	"reserved in capitals":    {"SYSTEM", "RESERVED"},
	"reserved when called":    {"@here", "RESERVED"},
	"reserved in Cyrillic":    {"сhаttr", "RESERVED"},
	"reserved in full width":  {"ｓｙｓｔｅｍ", "RESERVED"},
	"reserved with an accent": {"héré", "RESERVED"},
}

var avatars = map[string]sample{
	"plain":                  {"https://a.example/ci.png", ""},
	"with a bracket":         {"https://a.example/?x=<2", "INVALID_URL"},
	"http with a port":       {"http://a.example:8080/a%20b.png?x=1&y=2#top", ""},
	"other script":           {"https://bücher.example/bild.png", ""},
	"empty counts as absent": {"", ""},
	"blank counts as absent": {" \n", ""},
	"cut at both ends":       {" https://a.example/ci.png ", ""},
	"greatest length":        {"https://a.example/" + strings.Repeat("x", 2048-18), ""},
	"too long":               {"https://a.example/" + strings.Repeat("x", 2049-18), "TOO_LONG"},
	"script":                 {"javascript:alert(1)", "INVALID_URL"},
	"data":                   {"data:image/png;base64,AAAA", "INVALID_URL"},
	"relative":               {"/ci.png", "INVALID_URL"},
	"without a scheme":       {"//a.example/ci.png", "INVALID_URL"},
	"without a host":         {"https:///ci.png", "INVALID_URL"},
	"with credentials":       {"https://user:password@a.example/", "INVALID_URL"},
	"with a space":           {"https://a.example/c i.png", "INVALID_URL"},
	"with a line break":      {"https://a.example/c\ni.png", "INVALID_URL"},
	"with a wrong port":      {"https://a.example:70000/", "INVALID_URL"},
}
