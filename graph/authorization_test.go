package graph

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// Each actor selects every field and calls every mutation of the schema, on the own server and on another, through the handler. A field
// that is not in the matrix fails the test.
func TestAuthorizationOfEveryField(t *testing.T) {
	t.Parallel()
	schema := NewExecutableSchema(Config{}).Schema()
	checkComplete(t, schema)
	p := newPeople(t)
	for _, row := range matrix {
		for _, field := range callsOf(row.fields) {
			for i := range actorNames {
				p.check(schema, row, field, i, true)
				if !row.once {
					p.check(schema, row, field, i, false)
				}
			}
		}
	}
}

// check selects a field as one of the actors, on the own server or the other.
func (p *people) check(schema *ast.Schema, row matrixRow, field string, actor int, own bool) {
	p.Helper()
	at, where, want := p.own(), "own server", row.want[actor]
	if !own {
		at, where, want = p.other(), "other server", row.onOtherServer(actor)
	}
	document := strings.Replace(row.ask, "IT", "it: "+field+selectionFor(schema, row.on, field), 1)
	for name, value := range at.things {
		document = strings.ReplaceAll(document, "{"+name+"}", value)
	}
	document = strings.ReplaceAll(document, "{proof}", p.reauthentication(actor))
	got, raw := p.outcome(actor, document)
	if strings.HasPrefix(row.ask, "mutation") && got == "allowed" {
		p.forget(at) // the action must not affect the next one
	}
	if got != outcomes[want] {
		p.Errorf("%s.%s as %s on the %s: %s, want %s\n%s", row.on, field, actorNames[actor], where, got, outcomes[want], raw)
	}
}

// onOtherServer returns the outcome on a server of others, where all actors but the administrator of the installation are other users.
func (r matrixRow) onOtherServer(actor int) byte {
	otherUser := r.want[otherUserAt]
	if actor == anonymousAt || actor == webhookAt || actor == installationAt || otherUser != 'N' && otherUser != '0' {
		return r.want[actor]
	}
	return otherUser
}

// outcome returns the outcome of a document for an actor.
func (p *people) outcome(actor int, document string) (outcome, raw string) {
	p.Helper()
	header := p.headers(actor)
	var a response
	if strings.HasPrefix(document, "subscription") {
		a = p.first(document, header)
	} else {
		_, a = p.ask(document, header...)
	}
	if code := a.code(); code != "" {
		return code, a.raw
	}
	var data struct{ At, It json.RawMessage }
	p.must(json.Unmarshal(a.Data, &data))
	if string(data.At) == "null" || data.At == nil && string(data.It) == "null" {
		return "null", a.raw
	}
	return "allowed", a.raw
}

// first returns the first response of a subscription.
func (p *people) first(document string, header []string) response {
	p.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	p.must(err)
	response := p.send("POST", p.url, string(body),
		append([]string{"Content-Type", "application/json", "Accept", "text/event-stream"}, header...)...)
	defer response.Body.Close()
	if response.Header.Get("Content-Type") != "text/event-stream" {
		return p.read(response)
	}
	return newListener(p.fixture, response).next().response
}

var call = regexp.MustCompile(`\w+(\((?:[^()"]|"[^"]*")*\))?`)

// callsOf splits a list of fields, some with arguments.
func callsOf(fields string) []string { return call.FindAllString(fields, -1) }

// selectionFor selects all fields of types that only contain other objects, and the name of the type of all others.
func selectionFor(schema *ast.Schema, on, field string) string {
	name, _, _ := strings.Cut(field, "(")
	return everythingOf(schema, schema.Types[on].Fields.ForName(name).Type.Name())
}

func everythingOf(schema *ast.Schema, name string) string {
	def := schema.Types[name]
	if def.Fields == nil {
		return ""
	}
	if !carries(name) {
		return " { __typename }"
	}
	parts := make([]string, len(def.Fields))
	for i, f := range def.Fields {
		parts[i] = f.Name + everythingOf(schema, f.Type.Name())
	}
	return " { " + strings.Join(parts, " ") + " }"
}

// carries reports whether a type only contains other objects, and is visible to all who may see them.
func carries(name string) bool {
	return name == "PageInfo" || strings.HasSuffix(name, "Connection") || strings.HasSuffix(name, "Edge") ||
		strings.HasSuffix(name, "Payload")
}

// checkComplete fails for each field of the schema that the matrix does not have, and each that only the matrix has.
func checkComplete(t *testing.T, schema *ast.Schema) {
	t.Helper()
	inMatrix := map[string]bool{}
	for _, row := range matrix {
		if len(row.want) != len(actorNames) {
			t.Errorf("%s.%s: %q has not an outcome for each actor", row.on, row.fields, row.want)
		}
		for _, field := range callsOf(row.fields) {
			name, _, _ := strings.Cut(field, "(")
			inMatrix[row.on+"."+name] = true
		}
	}
	for _, def := range schema.Types {
		if def.Kind != ast.Object || def.BuiltIn || carries(def.Name) {
			continue
		}
		for _, f := range def.Fields {
			place := def.Name + "." + f.Name
			if !strings.HasPrefix(f.Name, "__") && !inMatrix[place] {
				t.Errorf("%s is not in the matrix: say who may have it", place)
			}
			delete(inMatrix, place)
		}
	}
	if len(inMatrix) > 0 {
		t.Errorf("not in the schema: %v", slices.Sorted(maps.Keys(inMatrix)))
	}
}
