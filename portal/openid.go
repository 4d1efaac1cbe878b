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

// OpenID says which provider people may sign in with (OpenID Connect Core 1.0).
type OpenID struct {
	Issuer, ClientID, ClientSecret string

	Name string // what people call it; "": the issuer's host
}

func (o OpenID) name() string {
	if u, err := url.Parse(o.Issuer); err == nil && o.Name == "" {
		return u.Hostname()
	}
	return o.Name
}

// openID speaks with the provider. It is asked about itself when somebody first signs in, and again until it answers: it need
// not be there when Chattr starts.
type openID struct {
	OpenID
	callback string // where the provider sends browsers back to
	http     *http.Client

	mu       sync.Mutex
	provider *oidc.Provider
	failed   error     // why it could not be asked
	again    time.Time // when it is asked again
}

const (
	providerTimeout = 10 * time.Second
	providerPause   = time.Second // who waits while somebody else asks in vain does not ask once more
)

func newOpenID(o OpenID, publicURL string) *openID {
	if o.Issuer == "" {
		return nil
	}
	return &openID{OpenID: o, callback: publicURL + "/oidc/callback", http: &http.Client{Timeout: providerTimeout}}
}

// discover is the provider with our client. PROVIDER_UNAVAILABLE when it does not answer.
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

// ask learns what the provider says of itself. Hold mu.
func (o *openID) ask() error {
	if time.Now().Before(o.again) {
		return o.failed
	}
	// Its keys are fetched in this context for as long as the program runs.
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

func providerFailed(cause error) error {
	return model.Errorf(model.ProviderUnavailable, "The OpenID provider does not answer as it should; try again in a moment.").Because(cause)
}

func signInExpired() error {
	return model.Errorf(model.Unauthenticated, "This took too long, or began in another browser; sign in again.")
}
