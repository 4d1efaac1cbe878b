// Command go posts one message: WEBHOOK_URL='http://…' go run ./examples/quickstart/go
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	url := os.Getenv("WEBHOOK_URL")
	if url == "" {
		fmt.Fprintln(os.Stderr, "Set WEBHOOK_URL to the URL of your webhook.")
		os.Exit(2)
	}
	id, err := post(url, `{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}`)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("Message ID:", id)
}

func post(url, message string) (id string, err error) {
	response, err := http.Post(url, "application/json", strings.NewReader(message))
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var answer struct {
		Message struct{ ID string }
		Detail  string
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return "", err
	}
	if response.StatusCode/100 != 2 {
		return "", errors.New(answer.Detail)
	}
	return answer.Message.ID, nil
}
