package graph

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"chattr/internal/chat"
	"chattr/internal/model"
)

func TestEveryTextAndListOfTheSchemaHasASize(t *testing.T) {
	t.Parallel()
	for _, of := range parsedSchema.Types {
		if of.Kind != ast.Object && of.Kind != ast.Interface || strings.HasPrefix(of.Name, "__") {
			continue
		}
		for _, f := range of.Fields {
			name := of.Name + "." + f.Name
			if f.Type.Name() == "String" && textSize(of, f.Name) == unknownText && maxTexts[name] == 0 {
				t.Errorf("%s: got no size of the text, want one in maxTexts", name)
			}
			_, sized := maxLists[name]
			switch {
			case f.Type.Elem == nil || strings.HasPrefix(f.Name, "__"):
			case sized == isConnection(of):
				t.Errorf("%s: got size %v, want one in maxLists for each list that is not the edges of a connection", name, sized)
			}
		}
	}
}

// priceOf returns the cost of a document.
func priceOf(t *testing.T, query string) cost {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		t.Fatal(err)
	}
	m := measure{schema: parsedSchema, doc: doc, fragments: map[string]cost{}}
	return m.set(doc.Operations[0].SelectionSet, m.root(doc.Operations[0]), 0)
}

func TestTextsCountByTheirSizes(t *testing.T) {
	t.Parallel()
	const page = `{ channel(id: 1) { messages(last: 100) { edges { node { %s } } } } }`
	price := func(selection string) int {
		return int(priceOf(t, fmt.Sprintf(page, "id "+selection)).bytes-priceOf(t, fmt.Sprintf(page, "id")).bytes) / 100
	}
	for selection, want := range map[string]int{
		"content":                                 16_000/usualShare + len("content") + syntaxSize,
		"a: content":                              16_000 + len("a") + syntaxSize,
		"content b: content c: content":           16_000*17/8 + len("contentbc") + 3*syntaxSize,
		"... { ...on Message { a: content } }":    16_000 + len("a") + syntaxSize,
		"author { name }":                         64 + len("authorname") + 3*syntaxSize,
		"author { avatarUrl n: avatarUrl }":       2048*9/8 + len("authoravatarUrln") + 4*syntaxSize,
		"createdAt":                               scalarSize + len("createdAt") + syntaxSize,
		"channel { topic }":                       2000/8 + len("channeltopic") + 3*syntaxSize,
		"channel { server { viewerPermissions }}": 5*scalarSize + len("channelserverviewerPermissions") + 5*syntaxSize,
	} {
		if got := price(selection); got != want {
			t.Errorf("%s: got %d bytes, want %d", selection, got, want)
		}
	}
	tokens := `{ viewer { accessTokens(first: 100) { edges { node { channels { id } } } } } }`
	if got := priceOf(t, tokens); got.nodes != 100*(1+100) || got.bytes < 100*100*int64(scalarSize+len("id")) {
		t.Errorf("channels of tokens: got %+v, want 100 channels for each of 100 tokens", got)
	}
}

func repeatField(n int, field string) (text string) {
	for i := range n {
		text += fmt.Sprintf(" %s%d: %s", letters(i), i, field)
	}
	return text
}

func TestGuardRefusesRepeatedTexts(t *testing.T) {
	t.Parallel()
	everything := `id content createdAt editedAt deletedAt channelId author { kind id name avatarUrl avatarPath }`
	events := `subscription { channelEvents(channelId: 1) { cursor kind occurredAt message { %s } } }`
	posts := func(n int, selection string) (text string) {
		for i := range n {
			text += fmt.Sprintf(` p%d: postMessage(input: {channelId: 1, content: "x"}) { cursor replayed message { %s } }`, i, selection)
		}
		return "mutation {" + text + "}"
	}
	dashboard := func(channels int) (text string) {
		for i := range channels {
			text += fmt.Sprintf(` c%d: channel(id: %d) { name topic messages(last: 50) { resumeCursor pageInfo { hasPreviousPage startCursor } edges { cursor node { ...M } } } }`, i, i)
		}
		return "{" + text + "} fragment M on Message {" + everything + "}"
	}
	for name, c := range map[string]struct{ query, code string }{
		"90 aliases of a page":      {`{ channel(id: 1) { messages(last: 100) { edges { node { ` + repeatField(90, "content") + ` } } } } }`, complexityExceeded},
		"90 aliases through a node": {`{ node(id: 1) { ... on Channel { messages(last: 100) { edges { node { ` + repeatField(90, "content") + ` } } } } } }`, complexityExceeded},
		"aliases in fragments":      {`{ channel(id: 1) { messages(last: 100) { edges { node { ...A ...B } } } } } fragment A on Message {` + repeatField(9, "content") + `} fragment B on Message { x: content y: content }`, complexityExceeded},
		"90 aliases of pages":       {`{ channel(id: 1) { ` + repeatField(90, "messages(last: 100) { edges { node { content } } }") + ` } }`, complexityExceeded},
		"90 aliases of an event":    {fmt.Sprintf(events, repeatField(90, "content")), complexityExceeded},
		"pages of an event":         {fmt.Sprintf(events, "channel {"+repeatField(4, "messages(last: 100) { edges { node { content } } }")+"}"), complexityExceeded},
		"pages of posts":            {posts(40, "channel { messages(last: 100) { edges { node { content } } } }"), complexityExceeded},
		"channels of tokens":        {`{ viewer { accessTokens(first: 100) { edges { node { channels { messages(last: 1) { edges { node { id } } } } } } } } }`, complexityExceeded},
		"roles of members":          {`{ server(id: 1) { members(first: 100) { edges { node { roles { server { members(first: 10) { edges { node { id } } } } } } } } } }`, complexityExceeded},
		"page with all fields":      {`{ channel(id: 1) { messages(last: 100) { resumeCursor edges { cursor node { ` + everything + ` channel { id name } } } } } }`, ""},
		"page under aliases":        {`{ c: channel(id: 1) { m: messages(last: 100) { e: edges { n: node { text: content by: author { from: name } at: createdAt } } } } }`, ""},
		"event with all fields":     {fmt.Sprintf(events, everything+" channel { id name server { id name } }"), ""},
		"event under aliases":       {fmt.Sprintf(events, "text: content by: author { from: name }"), ""},
		"event with a page":         {fmt.Sprintf(events, "channel { messages(last: 100) { edges { node { "+everything+" } } } }"), ""},
		"posts with all fields":     {posts(30, everything), ""},
		"dashboard of 12 channels":  {dashboard(12), ""},
		"dashboard of 20 channels":  {dashboard(20), ""},
		"members with roles":        {`{ server(id: 1) { members(first: 100) { edges { node { id createdAt user { id name } roles { id name everyone permissions } } } } } }`, ""},
		"tokens with channels":      {`{ viewer { accessTokens(first: 100) { edges { node { id name channels { id name topic server { id name } } } } } } }`, ""},
	} {
		if errs := admit(c.query, nil); codeOf(errs) != c.code {
			t.Errorf("%s: got %v, want %q", name, errs, c.code)
		}
	}
}

// graphqlBlock is an example of a page of documentation.
var graphqlBlock = regexp.MustCompile("(?s)```graphql\n(.*?)```")

func TestGuardLetsThePortalAndTheExamplesPass(t *testing.T) {
	t.Parallel()
	var sources []string
	files, err := filepath.Glob("../web/app/src/documents/*.graphql")
	if err != nil || len(files) < 5 {
		t.Fatalf("got %v, %v, want the documents of the portal", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, string(text))
	}
	portal := strings.Join(sources, "\n")
	documents := operationsOf(t, portal)
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil || len(pages) < 5 {
		t.Fatalf("got %v, %v, want the pages of the documentation", pages, err)
	}
	var documentation strings.Builder
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		documentation.Write(text)
	}
	for _, block := range graphqlBlock.FindAllStringSubmatch(documentation.String(), -1) {
		if _, err := parser.ParseQuery(&ast.Source{Input: block[1]}); err == nil {
			documents = append(documents, operationsOf(t, block[1])...)
		}
	}
	for _, document := range documents {
		errs := admit(document, nil)
		if len(errs) > 0 && !strings.Contains(errs[0].Error(), "must be defined") { // a variable is missing
			t.Errorf("%s: got %v, want no error", document, errs)
		}
	}
	t.Logf("%d documents", len(documents))
}

// operationsOf returns each operation of a text with the fragments that it uses.
func operationsOf(t *testing.T, text string) (documents []string) {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range doc.Operations {
		alone := &ast.QueryDocument{Operations: ast.OperationList{op}}
		for used := []ast.SelectionSet{op.SelectionSet}; len(used) > 0; used = used[1:] {
			for _, selected := range used[0] {
				switch selected := selected.(type) {
				case *ast.Field:
					used = append(used, selected.SelectionSet)
				case *ast.InlineFragment:
					used = append(used, selected.SelectionSet)
				case *ast.FragmentSpread:
					if alone.Fragments.ForName(selected.Name) == nil {
						fragment := doc.Fragments.ForName(selected.Name)
						alone.Fragments = append(alone.Fragments, fragment)
						used = append(used, fragment.SelectionSet)
					}
				}
			}
		}
		var b strings.Builder
		formatter.NewFormatter(&b).FormatQueryDocument(alone)
		documents = append(documents, b.String())
	}
	return documents
}

// postLong posts n messages of the greatest length.
func (w *fixture) postLong(channel model.ID, n int) {
	w.Helper()
	for range n {
		_, err := w.chat.Messages.Post(w.Context(), w.owner, chat.PostMessageInput{ChannelID: channel, Content: strings.Repeat("😀", 4000)})
		w.must(err)
	}
}

func TestResponsesAreBounded(t *testing.T) {
	t.Parallel()
	w := newFixture(t)
	w.postLong(w.channel, 100)
	page := func(arguments, selection string) string {
		return fmt.Sprintf(`messages(%s) { edges { node { %s } } }`, arguments, selection)
	}
	channel := func(selection string) string {
		return fmt.Sprintf(`{ channel(id: "%d") { %s } }`, w.channel, selection)
	}
	const everything = `id content createdAt editedAt deletedAt author { kind id name avatarUrl avatarPath }`
	for name, c := range map[string]struct{ query, code string }{
		"page":                  {channel(page("last: 100", everything)), ""},
		"page with a resolver":  {channel(page("last: 100", everything+" channel { id name server { name owner { name } } }")), ""},
		"two pages":             {channel("a: " + page("last: 100", "content") + " b: " + page("first: 100", "content")), ""},
		"three texts":           {channel(page("last: 100", "a: content b: content c: content")), responseTooLarge},
		"three with a resolver": {channel(page("last: 100", "a: content b: content c: content channel { id }")), responseTooLarge},
		"nine texts":            {channel(page("last: 100", repeatField(9, "content"))), responseTooLarge},
		"pages of many sizes":   {channel(repeatPages(40, page)), responseTooLarge},
		"many objects":          {channel(page("last: 100", repeatField(60, "channel { server { owner { id } } }"))), responseTooLarge},
		"many errors":           {`{ viewer { user { id } ` + repeatField(90, "servers(first: -1) { edges { cursor } }") + ` } }`, "BAD_USER_INPUT"},
	} {
		_, a := w.ask(c.query, "Authorization", bearerOwner)
		if a.code() != c.code || len(a.raw) > maxResponse+1000 {
			t.Errorf("%s: got %d bytes, %.300s, want %q", name, len(a.raw), a.raw, c.code)
		}
		if c.code == responseTooLarge && (string(a.Data) != "null" || len(a.Errors) != 1) {
			t.Errorf("%s: got %.300s, want one error and no data", name, a.raw)
		}
	}
	if w.log.String() != "" {
		t.Errorf("got %s in the log, want nothing", w.log)
	}
}

func repeatPages(n int, page func(arguments, selection string) string) (text string) {
	for i := range n {
		text += fmt.Sprintf(" m%d: %s", i, page(fmt.Sprintf("last: %d", 100-i), "content"))
	}
	return text
}
