package webhookapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"chattr/internal/chat"
	"chattr/internal/model"
)

// nested returns inside, enclosed in levels pairs of open and closing.
func nested(open, inside, closing string, levels int) string {
	return strings.Repeat(open, levels) + inside + strings.Repeat(closing, levels)
}

// manyNames returns an object with content and n members of distinct names. It ends with last, the JSON of further members.
func manyNames(n int, last string) string {
	var b strings.Builder
	b.WriteString(`{"content":"x"`)
	for i := range n {
		b.WriteString(`,"` + strings.Repeat("k", i+1) + `":0`)
	}
	b.WriteString(last + "}")
	return b.String()
}

func TestDecodeAccepts(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]chat.WebhookPost{
		`{"content":"hi"}`: {Content: "hi"},
		"\t\r\n {\n \"content\" :\t\"hi\" , \"name\":null,\"avatarUrl\" : null }\r\n ": {Content: "hi"},
		`{"content":"hi","name":"CI Bot","avatarUrl":"https://a.example/b.png"}`:       {Content: "hi", Name: new("CI Bot"), AvatarURL: new("https://a.example/b.png")},
		`{"content":"","name":"","avatarUrl":""}`:                                      {Name: new(""), AvatarURL: new("")},
		`{"cont\u0065nt":"hi"}`:                                                  {Content: "hi"},
		`{"content":"hi","Content":5,"NAME":{},"avatarURL":[]}`:                  {Content: "hi"},
		`{"content":"\"\\\/\b\f\n\r\t\u00e9\u00E9\ud83d\uDE00\u0000"}`:           {Content: "\"\\/\b\f\n\r\té\u00e9😀\x00"},
		`{"content":"\ud83d\ude00\udbff\udfff"}`:                                 {Content: "😀\U0010ffff"},
		"{\"content\":\"é😀\u2028\u007f\ufeff\ufffd\\uFFFD\"}":                    {Content: "é😀\u2028\u007f\ufeff\ufffd\ufffd"},
		`{"a":[],"b":{},"c":[1,-0,0.5,1e9,-12.50E-07,2E+1,1e999],"content":"x"}`: {Content: "x"},
		`{"content":"x","a":[true,false,null,"\"",{"a":{"a":[{}]}}]}`:            {Content: "x"},
		`{"content":"x","a":{"content":1,"b":{"content":2}}}`:                    {Content: "x"},
		`{"content":"x","":0,"\u0000":1,"a\u0000":2}`:                            {Content: "x"},
		`{"content":"x","a":` + nested("[", "", "]", 31) + `}`:                   {Content: "x"},
		`{"content":"x","a":` + nested(`{"a":`, "1", "}", 31) + `}`:              {Content: "x"},
		manyNames(40, ""): {Content: "x"},
	} {
		got, _, err := decode([]byte(body))
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		if got.Content != want.Content || !sameText(got.Name, want.Name) || !sameText(got.AvatarURL, want.AvatarURL) {
			t.Errorf("%s: got %+v", body, got)
		}
	}
}

// sameText reports whether a and b are both nil or have equal values.
func sameText(a, b *string) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	for code, bodies := range map[model.Code][]string{
		model.InvalidJSON: {
			"", " ", "null", "5", `"x"`, "[]", `[{"content":"x"}]`, "x", "\x00", "payload=%7B%7D",
			"\ufeff{\"content\":\"x\"}", "{", "{ ", `{"`, `{"content`, `{"content"`, `{"content":`, `{"content":"x`, `{"content":"x"`, `{"content":"x",`,
			`{"content":"x"}}`, `{"content":"x"}{}`, `{"content":"x"} x`, "{\"content\":\"x\"}\x00", `{"content":"x"},`,
			`{"content":"x",}`, `{,"content":"x"}`, `{"content" "x"}`, `{"content"::"x"}`, `{"content":"x" "name":"y"}`,
			`{"content":"x",,"name":"y"}`, `{content:"x"}`, `{'content':'x'}`, `{"content":'x'}`, `{5:"x"}`, `{null:"x"}`,
			"{\"content\":\"a\nb\"}", "{\"content\":\"a\tb\"}", "{\"content\":\"\x00\"}", "{\"a\x1fb\":1}",
			`{"content":"\x"}`, `{"content":"\`, `{"content":"\"}`, `{"content":"\u12"}`, `{"content":"\u12G4"}`, `{"content":"\u`, `{"content":"\U0041"}`,
			"{\"content\":\"\\\u00e9\"}", `{"content":"\'"}`,
			`{"content":"x","a":01}`, `{"content":"x","a":-}`, `{"content":"x","a":+1}`, `{"content":"x","a":.5}`, `{"content":"x","a":1.}`,
			`{"content":"x","a":1e}`, `{"content":"x","a":1e+}`, `{"content":"x","a":0x1}`, `{"content":"x","a":NaN}`, `{"content":"x","a":--1}`,
			`{"content":"x","a":-Infinity}`, `{"content":"x","a":1_0}`, `{"content":"x","a":00}`,
			`{"content":nul}`, `{"content":nulll}`, `{"content":True}`, `{"content":tru`, `{"content":undefined}`, `{"name":n}`,
			`{"content":"x","a":[1,]}`, `{"content":"x","a":[,1]}`, `{"content":"x","a":[1 2]}`, `{"content":"x","a":[}`, `{"content":"x","a":{]}`,
			`{"content":"x","a":[1}`, `{"content":"x","a":{"b":1]}`, `{"content":"x"]`, `{"content":"x" // y` + "\n}", `{"content":/**/"x"}`,
			"{\u00a0\"content\":\"x\"}", "{\v\"content\":\"x\"}",
		},
		model.DuplicateKey: {
			`{"content":"x","content":"x"}`, `{"content":"x","cont\u0065nt":"y"}`, `{"a":1,"content":"x","a":1}`,
			`{"content":"x","a":{"b":1,"b":2}}`, `{"content":"x","a":[[{"b":1,"\u0062":2}]]}`, `{"content":"x","":1,"":2}`,
			`{"content":"x","\ud83d\ude00":1,"😀":2}`, `{"content":null,"content":"x"}`,
			manyNames(7, `,"k":1`), manyNames(8, `,"kk":1`), manyNames(40, `,"content":1`), manyNames(40, `,"`+strings.Repeat("k", 40)+`":1`),
		},
		model.InvalidUTF8: {
			"{\"content\":\"\xff\"}", "{\"content\":\"\xc0\x80\"}", "{\"content\":\"\xe0\x80\xaf\"}", "{\"content\":\"\xf0\x80\x80\xaf\"}", // overlong
			"{\"content\":\"\xed\xa0\x80\"}", "{\"content\":\"\xed\xb0\x80\"}", "{\"content\":\"\xf4\x90\x80\x80\"}", // surrogates, above U+10FFFF
			"{\"content\":\"\xc3\"}", "{\"content\":\"\xf0\x9f\x98\"}", "{\"content\":\"\x80\"}", "{\"\xe9\":1,\"content\":\"x\"}",
			"{\"content\":\"x\"}\xff", "\xff\xfe{\x00}\x00", "\xc3",
			`{"content":"\ud83d"}`, `{"content":"\ude00"}`, `{"content":"\ud83dx"}`, `{"content":"\ud83d\n"}`, `{"content":"\ud83d\u0041"}`,
			`{"content":"\ud83d\ud83d\ude00"}`, `{"content":"\ude00\ud83d"}`, `{"\ud83d":1,"content":"x"}`, `{"content":"x","a":["\uDFFF"]}`, `{"content":"\ud83d`,
		},
		model.JSONTooDeep: {
			`{"content":"x","a":` + nested("[", "", "]", 32) + `}`, `{"content":"x","a":` + nested(`{"a":`, "1", "}", 32) + `}`,
			`{"content":"x","a":` + strings.Repeat("[", 60000), `{"content":` + nested("[", "", "]", 32) + `}`,
		},
		model.ValidationFailed: {`{}`, `{"content":null}`, `{"content":5}`, `{"content":"x","name":[]}`},
	} {
		for _, body := range bodies {
			_, _, err := decode([]byte(body))
			if got := model.ErrorCode(err); got != code {
				t.Errorf("%.200q: got %q (%v), want %s", body, got, err, code)
			}
			if err != nil && (len(err.Error()) > 250 || !utf8.ValidString(err.Error())) {
				t.Errorf("%.200q: the error is %q", body, err)
			}
		}
	}
}

func TestDecodeFieldErrors(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{}`:               "content REQUIRED is required",
		`{"content":null}`: "content REQUIRED is required",
		`{"Content":"x"}`:  "content REQUIRED is required",
		`{"text":"x"}`:     `content REQUIRED is required; the body has "text", which this route does not read: send the text as content; text UNSUPPORTED is not accepted; its value belongs into content`,
		`{"username":"x","embeds":[{}],"attachments":[]}`: `content REQUIRED is required; the body has "username", "embeds" and "attachments", which this route does not read: send the text as content; ` +
			`username UNSUPPORTED is not accepted; its value belongs into name; embeds UNSUPPORTED is not accepted yet; put its text into content; ` +
			`attachments UNSUPPORTED is not accepted yet; put its text into content`,
		`{"content":5,"embeds":[]}`:                  "content TYPE must be a string, not a number",
		`{"content":5}`:                              "content TYPE must be a string, not a number",
		`{"content":-5}`:                             "content TYPE must be a string, not a number",
		`{"content":true}`:                           "content TYPE must be a string, not a boolean",
		`{"content":{}}`:                             "content TYPE must be a string, not an object",
		`{"content":["x"]}`:                          "content TYPE must be a string, not an array",
		`{"name":5,"content":"x","avatarUrl":false}`: "name TYPE must be a string, not a number; avatarUrl TYPE must be a string, not a boolean",
		`{"name":{}}`:                                "name TYPE must be a string, not an object; content REQUIRED is required",
	} {
		_, _, err := decode([]byte(body))
		var e *model.Error
		if !errors.As(err, &e) || e.Code != model.ValidationFailed {
			t.Errorf("%s: %v", body, err)
			continue
		}
		var got []string
		for _, f := range e.Fields {
			got = append(got, f.Field+" "+string(f.Code)+" "+f.Message)
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%s: got %s", body, got)
		}
	}
}

func TestDecodeSaysWhere(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"":                        "at byte 1 expected an object; got the end of the body.",
		"payload=x":               "at byte 1 expected an object; got 'p'.",
		`{"content":"x",}`:        "at byte 16 a comma has nothing behind it; got '}'.",
		`{"content" "x"}`:         "at byte 12 expected a colon; got '\"'.",
		"{\"content\":\"a\nb\"}":  `at byte 14 a control character inside a string must be written as an escape, such as \n; got '\n'.`,
		`{"content":"\é"}`:        "at byte 14 this is not an escape that JSON has; got 'é'.",
		`{"content":"x"} y`:       "at byte 17 expected nothing after it; got 'y'.",
		"{\"content\":\"é\xff\"}": "byte 15 is not part of a character.",
		`{"content":"\ud83d"}`:    "The escape at byte 13 is half of a surrogate pair; the other half is missing.",
		`{"a":1,"a":2}`:           `The name "a" at byte 8 occurs twice in its object.`,
		`{"é23456789012345678901234":1,"é23456789012345678901234":2}`: `The name "é2345678901234567890"… at byte 32 occurs twice in its object.`,
	} {
		_, _, err := decode([]byte(body))
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: got %v", body, err)
		}
	}
}

// TestDecodeSharesNoMemory checks that a decoded post does not refer to the body: a stored message may stay in memory for long, and
// must not retain the body that it was parsed from.
func TestDecodeSharesNoMemory(t *testing.T) {
	t.Parallel()
	body := []byte(`{"content":"plain","name":"name","avatarUrl":"url"}`)
	post, _, err := decode(body)
	if err != nil {
		t.Fatal(err)
	}
	clear(body)
	if post.Content != "plain" || *post.Name != "name" || *post.AvatarURL != "url" {
		t.Errorf("got %q %q %q", post.Content, *post.Name, *post.AvatarURL)
	}
}

// FuzzDecode compares decode with encoding/json. A body that decode accepts must be accepted by encoding/json with the same values. A
// body for which decode returns INVALID_JSON must not be a valid JSON object in UTF-8 for encoding/json.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"content":"hi","name":"CI Bot","avatarUrl":null}`, `{"content":"\ud83d\ude00\n\u00e9","a":[1.5e-3,{"b":[true]}]}`, `{"content":5}`,
		`{"cont\u0065nt":"x","content":"y"}`, "{\"content\":\"\xff\"}", `{"content":"\ud83d"}`, "\ufeff{}", `[]`, `{"content":"x"} x`, manyNames(9, ""),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		before := bytes.Clone(body)
		post, _, err := decode(body)
		if !bytes.Equal(before, body) {
			t.Fatal("the body was changed")
		}
		var members map[string]json.RawMessage
		standard := json.Unmarshal(body, &members)
		isObject := standard == nil && members != nil
		switch model.ErrorCode(err) {
		case "":
			if !isObject {
				t.Fatalf("accepted, but encoding/json says %v", standard)
			}
			compare(t, members, "content", &post.Content)
			compare(t, members, "name", post.Name)
			compare(t, members, "avatarUrl", post.AvatarURL)
		case model.InvalidJSON:
			if isObject && utf8.Valid(body) {
				t.Fatalf("refused, but encoding/json accepts: %v", err)
			}
		}
	})
}

// compare checks that got equals the member called name, as encoding/json reads it.
func compare(t *testing.T, members map[string]json.RawMessage, name string, got *string) {
	t.Helper()
	var want *string
	if raw, given := members[name]; given {
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if !sameText(got, want) {
		t.Fatalf("%s differs from what encoding/json reads", name)
	}
}

func BenchmarkDecode(b *testing.B) {
	body := []byte(`{"content":"Deploy of main completed successfully: 14 services, 3 minutes 12 seconds, no errors.","name":"CI Bot","avatarUrl":null,"run":4711,"ok":true}`)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := decode(body); err != nil {
			b.Fatal(err)
		}
	}
}
