// Command run is the OpenID provider of the browser tests: run ADDRESS CALLBACK… prints its issuer when it can be asked.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"

	"chattr/e2e/provider"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: run ADDRESS CALLBACK…")
		os.Exit(2)
	}
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	issuer := "http://" + listener.Addr().String() + "/"
	handler := provider.New(issuer, os.Args[2:]...)
	fmt.Println(issuer)
	fmt.Fprintln(os.Stderr, http.Serve(listener, handler))
}
