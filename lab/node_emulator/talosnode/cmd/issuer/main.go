// Command issuer is a small OIDC issuer for the lab: discovery, keys, and two endpoints that issue tokens. /mint adds the claims of an ID token
// of Zitadel; /sign signs any text, for tokens that Zitadel does not issue.
//
//	issuer -addr 198.51.100.16:443 -issuer https://login.example.net -cert CRT -key KEY -state DIR
//	curl -d '{"email":"ann@example.net","roles":["auditor"]}' https://login.example.net/mint
package main

import (
	"encoding/json"
	"flag"
	"io"
	"log"
	"net/http"

	"github.com/go-jose/go-jose/v4"
)

const maxBody = 1 << 20 // bytes

func main() {
	address := flag.String("addr", "127.0.0.1:8443", "address to listen on")
	url := flag.String("issuer", "https://127.0.0.1:8443", "URL of the issuer, the value of the claim iss")
	certificate := flag.String("cert", "", "serving certificate (PEM)")
	key := flag.String("key", "", "key of the serving certificate (PEM)")
	state := flag.String("state", ".", "folder of the signing key; tokens stay valid after a restart")
	flag.Parse()
	signer, err := openSigner(*state)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("issuer %s on %s", *url, *address)
	log.Fatal(http.ListenAndServeTLS(*address, *certificate, *key, handler(*url, signer)))
}

func handler(url string, signer *signer) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, map[string]any{
			"issuer":                                url,
			"jwks_uri":                              url + "/keys",
			"authorization_endpoint":                url + "/oauth/v2/authorize",
			"token_endpoint":                        url + "/oauth/v2/token",
			"response_types_supported":              []string{"code"},
			"subject_types_supported":               []string{"public"},
			"id_token_signing_alg_values_supported": []string{string(algorithm)},
		})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{signer.key.Public()}})
	})
	mux.HandleFunc("POST /mint", func(w http.ResponseWriter, r *http.Request) { mint(w, r, url, signer) })
	mux.HandleFunc("POST /sign", func(w http.ResponseWriter, r *http.Request) { signText(w, r, signer) })
	return mux
}

// mint signs the posted claims together with the default claims of a Zitadel user.
func mint(w http.ResponseWriter, r *http.Request, url string, signer *signer) {
	given := map[string]any{}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.UseNumber() // a number stays as it is
	if err := decoder.Decode(&given); err != nil {
		http.Error(w, "the body must be a JSON object of claims, for example {\"email\":\"ann@example.net\"}: "+err.Error(), http.StatusBadRequest)
		return
	}
	text, err := json.Marshal(withDefaults(given, url))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	replyToken(w, signer, text)
}

// signText signs the posted text as it is; in a JSON object a claim may occur twice.
func signText(w http.ResponseWriter, r *http.Request, signer *signer) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	replyToken(w, signer, text)
}

func replyToken(w http.ResponseWriter, signer *signer, text []byte) {
	token, err := signer.sign(text)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(token))
}

func reply(w http.ResponseWriter, content any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(content)
}
