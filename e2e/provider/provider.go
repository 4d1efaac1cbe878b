// Package provider is a real OpenID provider for tests, with two people: test-user@HOST and test-user2.
package provider

import (
	"log/slog"
	"net/http"
	"net/url"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// The credentials of Chattr at the provider.
const (
	ClientID     = "chattr"
	ClientSecret = "the-secret-of-the-openid-client"
)

// New returns a provider for the issuer, which redirects browsers to those callbacks. Besides the usual routes it has /deny, which takes
// the id of a request and refuses it, like a person who presses Cancel on the page of a provider.
func New(issuer string, callbacks ...string) http.Handler {
	storage.RegisterClients(storage.WebClient(ClientID, ClientSecret, callbacks...))
	store := storage.NewStorage(storage.NewUserStore(issuer))
	mux := http.NewServeMux()
	mux.Handle("/", exampleop.SetupServer(issuer, store, slog.New(slog.DiscardHandler), false, op.WithAllowInsecure()))
	mux.HandleFunc("/deny", func(w http.ResponseWriter, r *http.Request) { deny(w, r, store) })
	return mux
}

// deny responds with an error (RFC 6749, section 4.1.2.1). Its description is hostile: pages must not trust it.
func deny(w http.ResponseWriter, r *http.Request, store op.AuthStorage) {
	request, err := store.AuthRequestByID(r.Context(), r.FormValue("authRequestID"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	parameters := url.Values{
		"state": {request.GetState()}, "error": {"access_denied"},
		"error_description": {"<script>document.title = 'taken over'</script>"},
	}
	http.Redirect(w, r, request.GetRedirectURI()+"?"+parameters.Encode(), http.StatusFound)
}
