package main

import (
	"fmt"

	"chattr/chat"
)

// firstPost is the body of the first post.
const firstPost = `{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}`

// greet prints what a person can use at once: after the first start with its secrets, later only addresses.
func (p *program) greet(base string, first *chat.FirstStart) {
	if first != nil && first.SignInLink != "" {
		fmt.Fprintf(p.stdout, "Sign in (once, within 24 hours): %s\n\n", first.SignInLink)
	}
	if first != nil && first.SignInLink == "" {
		fmt.Fprint(p.stdout, "There is an owner token, so no sign-in link was made: chattrd sign-in-link prints one.\n\n")
	}
	if first != nil && first.WebhookURL != "" {
		fmt.Fprintf(p.stdout, "Post a message to #deploys:\n"+
			"curl -X POST '%s' -H 'Content-Type: application/json' -d '%s' --fail-with-body\n\n", first.WebhookURL, firstPost)
	}
	fmt.Fprintf(p.stdout, "Portal: %s/\nPlayground: %s/playground\n", base, base)
}
