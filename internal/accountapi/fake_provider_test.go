package accountapi

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

type object = map[string]any

// fakeProvider is an OpenID provider whose responses a test can change, also to those of a broken provider or an attacker.
type fakeProvider struct {
	*httptest.Server
	key, announced *rsa.PrivateKey

	metadata func(object)                     // changes the discovery document
	claims   func(object)                     // changes the claims of the ID token
	header   object                           // of the ID token
	token    func(w http.ResponseWriter) bool // replaces the token endpoint, if it returns true
	userInfo object
}

// newFakeProvider starts a provider. It stops when the test ends.
func newFakeProvider(t *testing.T) *fakeProvider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &fakeProvider{key: key, announced: key, header: object{"alg": "RS256", "kid": "1"}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, p.discovery()) })
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, object{"keys": []object{jwk(p.announced)}}) })
	mux.HandleFunc("/userinfo", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, p.userInfo) })
	mux.HandleFunc("/token", p.serveToken)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// discovery returns the discovery document.
func (p *fakeProvider) discovery() object {
	m := object{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/auth", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
		"userinfo_endpoint": p.URL + "/userinfo", "id_token_signing_alg_values_supported": []string{"RS256"},
	}
	if p.metadata != nil {
		p.metadata(m)
	}
	return m
}

// serveToken handles the token endpoint. The authorization code is the nonce of the flow, so that the provider needs no state.
func (p *fakeProvider) serveToken(w http.ResponseWriter, r *http.Request) {
	if p.token != nil && p.token(w) {
		return
	}
	claims := object{
		"iss": p.URL, "sub": "1", "aud": "chattr", "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix(),
		"nonce": r.FormValue("code"), "preferred_username": "anna",
	}
	if p.claims != nil {
		p.claims(claims)
	}
	writeJSON(w, object{"access_token": "x", "token_type": "Bearer", "id_token": p.sign(claims)})
}

// sign returns a signed JSON Web Token with these claims (RFC 7515, section 7.1).
func (p *fakeProvider) sign(claims object) string {
	head, _ := json.Marshal(p.header)
	body, _ := json.Marshal(claims)
	text := base64.RawURLEncoding.EncodeToString(head) + "." + base64.RawURLEncoding.EncodeToString(body)
	if p.header["alg"] == "none" {
		return text + "."
	}
	sum := sha256.Sum256([]byte(text))
	signature, _ := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, sum[:])
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// jwk returns the public key as a JSON Web Key (RFC 7517).
func jwk(key *rsa.PrivateKey) object {
	number := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
	return object{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": number(key.N), "e": number(big.NewInt(int64(key.E)))}
}

// writeJSON writes body as a JSON response.
func writeJSON(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}
