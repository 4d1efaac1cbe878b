package graphqlws

import (
	"encoding/json"

	"chattr/internal/strictjson"
)

// subprotocol is the name of the protocol in the handshake.
const subprotocol = "graphql-transport-ws"

// clientMessage is a message of graphql-transport-ws.
type clientMessage struct {
	kind, id string
	payload  json.RawMessage
}

// parseMessage reads a message of a client. It reports false if it is not an object, or if its type or id is not a string.
func parseMessage(raw []byte) (m clientMessage, ok bool) {
	fields, isObject := parseObject(raw)
	kind, hasKind := parseString(fields["type"])
	id, hasID := parseString(fields["id"])
	return clientMessage{kind: kind, id: id, payload: fields["payload"]}, isObject && hasKind && hasID
}

// parseObject reads a JSON object as strictly as request bodies are read. null and an absent value are an object without fields.
func parseObject(raw json.RawMessage) (fields map[string]json.RawMessage, ok bool) {
	if len(raw) == 0 {
		return nil, true
	}
	if strictjson.Check(raw) != nil || json.Unmarshal(raw, &fields) != nil {
		return nil, false
	}
	return fields, true
}

// parseString reads a JSON string. null and an absent value are the empty string.
func parseString(raw json.RawMessage) (text string, ok bool) {
	return text, len(raw) == 0 || json.Unmarshal(raw, &text) == nil
}

// isOperation reports whether the payload of a `subscribe` message has the form of an operation. A persisted query may omit its text.
func isOperation(payload json.RawMessage) bool {
	fields, isObject := parseObject(payload)
	_, hasName := parseString(fields["operationName"])
	_, hasVariables := parseObject(fields["variables"])
	extensions, hasExtensions := parseObject(fields["extensions"])
	var query *string
	hasQuery := json.Unmarshal(fields["query"], &query) == nil && query != nil
	isPersisted := fields["query"] == nil && extensions["persistedQuery"] != nil
	return isObject && hasName && hasVariables && hasExtensions && (hasQuery || isPersisted)
}

// quote returns an id as JSON.
func quote(id string) string {
	quoted, _ := json.Marshal(id) // marshalling a string cannot fail
	return string(quoted)
}

// The part of a message between the id of its operation and its payload.
const (
	nextMessage     = `,"type":"next","payload":`
	errorMessage    = `,"type":"error","payload":`
	completeMessage = `,"type":"complete"`
)

// appendMessage appends a message of graphql-transport-ws about an operation. The same payload is used for all clients: the id,
// which each client chooses, is written before it.
func appendMessage(buf []byte, id, kind string, payload []byte) []byte {
	const before = `{"id":`
	buf = appendHeader(buf, opText, len(before)+len(id)+len(kind)+len(payload)+1)
	buf = append(append(append(buf, before...), id...), kind...)
	return append(append(buf, payload...), '}')
}
