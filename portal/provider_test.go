package portal

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

// provider is an OpenID provider that answers as the test says: also as none should that works, or that is not tampered with.
type provider struct {
	*httptest.Server
	key, announced *rsa.PrivateKey

	metadata func(object)
	claims   func(object)                     // changes what the ID token says
	header   object                           // of the ID token
	token    func(w http.ResponseWriter) bool // answers in the place of the token endpoint
	userInfo object
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{key: key, announced: key, header: object{"alg": "RS256", "kid": "1"}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, p.discovery()) })
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, object{"keys": []object{jwk(p.announced)}}) })
	mux.HandleFunc("/userinfo", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, p.userInfo) })
	mux.HandleFunc("/token", p.answerToken)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func (p *provider) discovery() object {
	m := object{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/auth", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
		"userinfo_endpoint": p.URL + "/userinfo", "id_token_signing_alg_values_supported": []string{"RS256"},
	}
	if p.metadata != nil {
		p.metadata(m)
	}
	return m
}

// The code is the flow's nonce: that is all a provider needs to keep.
func (p *provider) answerToken(w http.ResponseWriter, r *http.Request) {
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

// sign makes a JSON Web Token (RFC 7515, section 7.1).
func (p *provider) sign(claims object) string {
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

func jwk(key *rsa.PrivateKey) object {
	number := func(n *big.Int) string { return base64.RawURLEncoding.EncodeToString(n.Bytes()) }
	return object{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": number(key.N), "e": number(big.NewInt(int64(key.E)))}
}

func writeJSON(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}
