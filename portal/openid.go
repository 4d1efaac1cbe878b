package portal

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"chattr/internal/model"
)

// OpenID configures the provider with which people may sign in (OpenID Connect Core 1.0).
type OpenID struct {
	Issuer, ClientID, ClientSecret string

	Name string // the name that the portal shows; "": the issuer's host
}

// name returns the name that the portal shows for the provider.
func (o OpenID) name() string {
	if u, err := url.Parse(o.Issuer); err == nil && o.Name == "" {
		return u.Hostname()
	}
	return o.Name
}

// openID is the client of the provider. It fetches the provider's discovery document at the first sign-in, and again until that
// succeeds. So the provider need not be available when Chattr starts.
type openID struct {
	OpenID
	callback string // the URL to which the provider redirects browsers
	http     *http.Client

	mu       sync.Mutex
	provider *oidc.Provider // nil: the discovery has not succeeded
	failed   error          // the error of the last discovery
	again    time.Time      // when the discovery is tried again
}

const (
	providerTimeout = 10 * time.Second
	providerPause   = time.Second // after a failed discovery; requests that waited for it return its error
)

// newOpenID returns the client of the provider, or nil if o has no issuer. It sends no request.
func newOpenID(o OpenID, publicURL string) *openID {
	if o.Issuer == "" {
		return nil
	}
	return &openID{OpenID: o, callback: publicURL + "/oidc/callback", http: &http.Client{Timeout: providerTimeout}}
}

// discover returns the provider and the OAuth 2.0 configuration of Chattr as its client. It returns PROVIDER_UNAVAILABLE if the
// discovery fails.
func (o *openID) discover() (*oidc.Provider, *oauth2.Config, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider == nil {
		if err := o.ask(); err != nil {
			return nil, nil, err
		}
	}
	return o.provider, &oauth2.Config{
		ClientID: o.ClientID, ClientSecret: o.ClientSecret, Endpoint: o.provider.Endpoint(), RedirectURL: o.callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}, nil
}

// ask fetches the provider's discovery document and sets o.provider. It returns PROVIDER_UNAVAILABLE if that fails. o.mu must be held.
func (o *openID) ask() error {
	if time.Now().Before(o.again) {
		return o.failed
	}
	// Not the context of a request: the provider fetches its keys in this context for as long as the program runs.
	provider, err := oidc.NewProvider(oidc.ClientContext(context.Background(), o.http), o.Issuer)
	if err == nil {
		err = checkEndpoints(o.Issuer, provider)
	}
	if err != nil {
		o.failed, o.again = providerFailed(err), time.Now().Add(providerPause)
		return o.failed
	}
	o.provider = provider
	return nil
}

// providerFailed returns PROVIDER_UNAVAILABLE with this cause, which is logged and not shown.
func providerFailed(cause error) error {
	return model.Errorf(model.ProviderUnavailable, "The OpenID provider does not answer as it should; try again in a moment.").Because(cause)
}

// signInExpired returns UNAUTHENTICATED for a flow that has expired or was started in another browser.
func signInExpired() error {
	return model.Errorf(model.Unauthenticated, "This took too long, or began in another browser; sign in again.")
}
