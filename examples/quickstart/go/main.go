package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	response, err := http.Post(os.Getenv("WEBHOOK_URL"), "application/json",
		strings.NewReader(`{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}`))
	if err != nil {
		log.Fatal(err)
	}
	var result struct {
		Message struct{ ID string }
		Detail  string
	}
	if err := json.NewDecoder(response.Body).Decode(&result); err != nil {
		log.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		log.Fatal(result.Detail)
	}
	fmt.Println("Message ID:", result.Message.ID)
}
