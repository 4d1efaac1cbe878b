// Programs that post a message, ready to be pasted. A URL has no character that a string of these languages would need escaped.
export interface Snippet {
  name: string
  code: (url: string) => string
}

const curl = (url: string) => `curl -X POST '${url}' \\
  -H 'Content-Type: application/json' \\
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body`

const node = (url: string) => `const response = await fetch('${url}', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);`

const python = (url: string) => `import json, urllib.request

request = urllib.request.Request(
    "${url}",
    data=json.dumps({"content": "Deploy completed successfully.", "name": "CI Bot", "avatarUrl": None}).encode(),
    headers={"Content-Type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    print("Message ID:", json.load(response)["message"]["id"])`

const go = (url: string) => `package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strings"
)

func main() {
	response, err := http.Post("${url}", "application/json",
		strings.NewReader(\`{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}\`))
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		log.Fatal(response.Status)
	}
	var answer struct{ Message struct{ ID string } }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	fmt.Println("Message ID:", answer.Message.ID)
}`

const php = (url: string) => `<?php
$answer = file_get_contents('${url}', false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => json_encode(['content' => 'Deploy completed successfully.', 'name' => 'CI Bot', 'avatarUrl' => null]),
]]));
if ($answer === false) exit(1); // PHP has said why
echo 'Message ID: ', json_decode($answer)->message->id, "\\n";`

export const snippets: readonly Snippet[] = [
  { name: 'cURL', code: curl },
  { name: 'Node.js', code: node },
  { name: 'Python', code: python },
  { name: 'Go', code: go },
  { name: 'PHP', code: php },
]
